"""What is closed when the block ends that opened it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

__all__ = ["Closing"]


class Closing(ABC):
    """A context manager that gives itself and closes itself, whatever happens in the block."""

    @abstractmethod
    def close(self) -> None:
        """Free what is held; once is enough, twice does no harm."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
