"""Words as the encoder takes them: word-piece ids and a shape, remembered for words seen before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from graphkit.parse.shapes import Shape, word_shape

__all__ = ["EncodedWord", "WordEncoder"]

EncodedWord: TypeAlias = tuple[tuple[int, ...], int]

_MOST_PIECES = 8
_MOST_REMEMBERED = 200_000


class WordEncoder:
    """Gives word-piece ids and shapes of single words, by an uncased BERT vocabulary.

    A word of more than eight pieces (a URL, a run of signs) keeps its first seven and its last.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.start, self.stop, self.unknown = ids["[CLS]"], ids["[SEP]"], ids["[UNK]"]
        self._tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=80))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._known: dict[str, EncodedWord] = {}

    def __call__(self, words: Sequence[str]) -> list[EncodedWord]:
        """Return (piece ids, shape) of every word."""
        known = self._known
        unseen = [word for word in dict.fromkeys(words) if word not in known]
        if unseen:
            if len(known) > _MOST_REMEMBERED:
                known.clear()
                unseen = list(dict.fromkeys(words))
            self._remember(unseen)
        return [known[word] for word in words]

    def _remember(self, words: list[str]) -> None:
        for word, encoding in zip(
            words, self._tokenizer.encode_batch(words, add_special_tokens=False), strict=True
        ):
            ids = tuple(encoding.ids) or (self.unknown,)
            if len(ids) > _MOST_PIECES:
                ids = (*ids[: _MOST_PIECES - 1], ids[-1])
            shape = Shape.PUNCTUATION if not word.strip() else word_shape(word)
            self._known[word] = (ids, int(shape))
