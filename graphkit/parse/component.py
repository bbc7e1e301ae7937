"""The shipped model as an ordinary spaCy component: tags, lemmas, trees, names, noun kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from graphkit.errors import PipelineError
from graphkit.parse.features import morphology
from graphkit.parse.irregular import irregular_lemma
from graphkit.parse.lemmas import apply_lemma_rule, regular_lemmas
from graphkit.parse.model import Integers, ModelFile, Output, Session, read_event_weights
from graphkit.parse.pieces import WordEncoder
from graphkit.parse.plain import KINDS_KEY, token_kind
from graphkit.parse.spans import NameDecoder
from graphkit.parse.trees import best_tree
from graphkit.parse.windows import Window, cut_windows

__all__ = [
    "MODEL_NAME",
    "Parser",
    "create_parser",
    "event_weights",
    "has_vectors",
    "shipped_model",
]

MODEL_NAME = "en.graphkit"
VECTORS_KEY = "graphkit_vectors"
_ATTRIBUTES = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_MOST_REMEMBERED = 200_000


@cache
def shipped_model() -> bytes:
    """Return the bytes of the model that ships with graphkit."""
    path = resources.files("graphkit.models").joinpath(MODEL_NAME)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PipelineError(
            f"{MODEL_NAME}: the shipped model is missing; reinstall graphkit"
        ) from error


def has_vectors(doc: Doc) -> bool:
    """Return whether a Doc holds the word vectors of the shipped model, made by its parser."""
    return bool(doc.user_data.get(VECTORS_KEY)) and len(doc.tensor) == len(doc)


@cache
def event_weights() -> bytes:
    """Return the event model of the shipped archive, which reads the ``tensor`` of its Docs."""
    return read_event_weights(shipped_model())


if not Token.has_extension("kind"):
    Token.set_extension("kind", getter=token_kind)


class Parser:
    """Sets every layer that graphkit's later stages read.

    ``token.tag_`` holds Penn Treebank tags, ``token.pos_`` and ``token.dep_`` Universal
    Dependencies 2, ``doc.ents`` PERSON, ORG, LOC and NORP, ``token._.kind`` the entity type of
    noun heads. Sentence boundaries must be set before (``graphkit_sentences``).
    """

    def __init__(self, vocab: Vocab, *, model: bytes | None = None, threads: int = 1) -> None:
        self.vocab = vocab
        self.threads = threads
        self._bytes = model

    @cached_property
    def _model(self) -> ModelFile:
        return ModelFile.from_bytes(self._bytes or shipped_model())

    @cached_property
    def _session(self) -> Session:
        return Session(self._model, threads=self.threads)

    @cached_property
    def _encoder(self) -> WordEncoder:
        return WordEncoder(self._model.vocabulary)

    def load(self) -> None:
        """Read the weights now rather than at the first text."""
        _ = self._session, self._encoder

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with all layers set."""
        if len(doc):
            self._annotate(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield the same Docs with all layers set; each is parsed by itself."""
        for doc in stream:
            yield self(doc)

    def windows(self, doc: Doc) -> Iterator[Window]:
        """Yield the windows in which the encoder reads a Doc with sentence boundaries."""
        visible = _visible(doc)
        words = [doc[i].text for i in visible]
        return cut_windows(words, _sentences(_sentence_numbers(doc)[visible]), self._encoder)

    def run(self, inputs: dict[str, Integers]) -> Output:
        """Return what the bare model says of one window's inputs."""
        return self._session(inputs)

    def _annotate(self, doc: Doc) -> None:
        visible = _visible(doc)
        words = [doc[i].text for i in visible]
        layers = _Layers(len(words))
        numbers = _sentence_numbers(doc)
        for window in cut_windows(words, _sentences(numbers[visible]), self._encoder):
            output = self.run(window.inputs)
            self._read_window(window, output, layers)
            self._keep_vectors(doc, visible[window.begin : window.end], output)
        if len(visible) == len(doc):
            self._write(doc, words, layers)
        else:
            wide = _with_spaces(numbers, np.array(visible, dtype=np.int64), layers)
            self._write(doc, [token.text for token in doc], wide)

    def _keep_vectors(self, doc: Doc, places: list[int], output: Output) -> None:
        """Put the word vectors that the event model reads into ``doc.tensor``."""
        vectors = self._session.project(output)
        if vectors is None:
            return
        if len(doc.tensor) != len(doc):
            room: Any = np.zeros((len(doc), vectors.shape[1]), np.float16)
            doc.tensor = room
            doc.user_data[VECTORS_KEY] = self._bytes is None
        doc.tensor[places] = vectors

    def _read_window(self, window: Window, output: Output, layers: _Layers) -> None:
        span = slice(window.begin, window.end)
        layers.tags[span] = output.tags
        layers.pos[span] = output.pos
        layers.lemmas[span] = output.lemmas
        layers.names[span] = self._names(output.names)
        layers.kinds[span] = output.kinds.argmax(1)
        heads = np.empty(window.end - window.begin, dtype=np.int64)
        for first, end in window.sentences:
            heads[first:end] = _sentence_heads(output, first, end)
            layers.starts[window.begin + first] = True
        layers.heads[span] = np.where(heads == 0, -1, heads - 1 + window.begin)
        layers.deps[span] = self._session.label(output, heads)

    @cached_property
    def _names(self) -> NameDecoder:
        return NameDecoder(self._model.labels["names"])

    @cached_property
    def _ids(self) -> _LabelIds:
        return _LabelIds(self._model, self.vocab)

    def _write(self, doc: Doc, words: list[str], layers: _Layers) -> None:
        ids = self._ids
        add = doc.vocab.strings.add
        values: Any = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        values[:, 0] = ids.tags[layers.tags]
        values[:, 1] = ids.pos[layers.pos]
        tags, rules = layers.tags.tolist(), layers.lemmas.tolist()
        values[:, 2] = [ids.feature(tag, word) for tag, word in zip(tags, words, strict=True)]
        values[:, 3] = [
            add(ids.lemma(word, rule, tag))
            for word, rule, tag in zip(words, rules, tags, strict=True)
        ]
        places = np.arange(len(doc))
        offsets = np.where(layers.heads < 0, 0, layers.heads - places)
        values[:, 4] = offsets.astype(np.int64).view(np.uint64)
        values[:, 5] = ids.deps[np.where(layers.heads < 0, ids.root_label, layers.deps)]
        iob, types = _name_layers(layers, ids)
        values[:, 6], values[:, 7] = iob, types
        doc.from_array(_ATTRIBUTES, values)
        # spaCy derives boundaries from the trees, wrongly where many arcs cross.
        starts: Any = np.where(layers.starts, 1, -1).astype(np.int64).view(np.uint64)
        doc.from_array([SENT_START], starts)
        doc.user_data[KINDS_KEY] = [ids.kinds[k] for k in layers.kinds.tolist()]

    def to_bytes(self, **_: Any) -> bytes:
        """Return the model archive."""
        return self._bytes or shipped_model()

    def from_bytes(self, data: bytes, **_: Any) -> Parser:
        """Take another model archive and return the component."""
        self._bytes = data
        for name in ("_model", "_session", "_encoder", "_names", "_ids"):
            self.__dict__.pop(name, None)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the model archive into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_NAME).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Parser:
        """Take the model archive of a folder and return the component."""
        return self.from_bytes((Path(path) / MODEL_NAME).read_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.vocab, self._bytes, self.threads)


def _restore(vocab: Vocab, model: bytes | None, threads: int) -> Parser:
    return Parser(vocab, model=model, threads=threads)


class _Layers:
    """Label indices of every word of a document; ``heads`` are word positions, -1 is the root."""

    __slots__ = ("deps", "heads", "kinds", "lemmas", "names", "pos", "starts", "tags")

    def __init__(self, words: int) -> None:
        for name in ("deps", "heads", "kinds", "lemmas", "names", "pos", "tags"):
            setattr(self, name, np.zeros(words, dtype=np.int64))
        self.starts = np.zeros(words, dtype=bool)

    deps: Integers
    heads: Integers
    kinds: Integers
    lemmas: Integers
    names: Integers
    pos: Integers
    tags: Integers
    starts: NDArray[np.bool_]


class _LabelIds:
    """The model's labels as ids of a vocabulary's string store, blanks' labels last."""

    def __init__(self, model: ModelFile, vocab: Vocab) -> None:
        labels = model.labels
        add = vocab.strings.add
        self._tag_names = (*labels["tags"], "_SP")
        self._rules = (*labels["lemmas"], "k0")
        self.tags = np.array([add(x) for x in self._tag_names], dtype=np.uint64)
        self.pos = np.array([IDS[x] for x in (*labels["pos"], "SPACE")], dtype=np.uint64)
        names = ["ROOT" if x == "root" else x for x in labels["deps"]]
        self.deps = np.array([add(x) for x in (*names, "dep")], dtype=np.uint64)
        self.root_label = labels["deps"].index("root")
        self.kinds = ["" if k == "none" else k for k in (*labels["kinds"], "none")]
        self.begins = np.array([x.startswith("B-") for x in (*labels["names"], "O")])
        self.types = np.array(
            [add(x[2:]) if x != "O" else 0 for x in (*labels["names"], "O")], dtype=np.uint64
        )
        self._vocab = vocab
        self._features: dict[tuple[int, str], int] = {}
        self._lemmas: dict[tuple[str, int, int], str] = {}
        self._lexicon, self._words = model.lexicon, model.lemmas

    def feature(self, tag: int, word: str) -> int:
        """Return the morphology id of a tag; the word matters for pronouns only."""
        name = self._tag_names[tag]
        key = (tag, word.lower() if name.startswith("PRP") else "")
        if key not in self._features:
            self._features[key] = self._vocab.morphology.add(morphology(name, word))
        return self._features[key]

    def lemma(self, word: str, rule: int, tag: int) -> str:
        """Return the lemma: the lexicon's for a known form, else what the rule makes.

        A made lemma that is no known word gives way to a known one by regular inflection.
        """
        key = (word, rule, tag)
        known = self._lemmas.get(key)
        if known is None:
            if len(self._lemmas) > _MOST_REMEMBERED:
                self._lemmas.clear()
            known = self._lemmas[key] = self._find_lemma(word, rule, self._tag_names[tag])
        return known

    def _find_lemma(self, word: str, rule: int, tag: str) -> str:
        form = word.lower()
        # The irregular verbs come first: treebanks hold lemmas such as *flead* for *fled*.
        listed = irregular_lemma(form, tag) or self._lexicon.get(f"{form}\t{tag}")
        if listed:
            return listed
        made = apply_lemma_rule(word, self._rules[rule]) or word
        kind = tag[:2]
        if f"{kind}/{made}" in self._words or not word.isalpha():
            return made
        regular = regular_lemmas(word, tag)
        return next((w for w in regular if f"{kind}/{w}" in self._words), made)


def _sentence_numbers(doc: Doc) -> Integers:
    """Return the number of each token's sentence, counted from 1."""
    starts = doc.to_array(SENT_START) == 1
    starts[0] = True
    return np.cumsum(starts, dtype=np.int64)


def _visible(doc: Doc) -> list[int]:
    """Positions of the tokens that are not blank."""
    return [token.i for token in doc if not token.is_space]


def _sentences(numbers: Integers) -> list[tuple[int, int]]:
    """Return (first, end) of the sentences of words that are numbered by sentence."""
    starts = np.flatnonzero(np.diff(numbers, prepend=0)).tolist()
    return list(zip(starts, [*starts[1:], len(numbers)], strict=True)) if starts else []


def _sentence_heads(output: Output, first: int, end: int) -> Integers:
    """Heads of a window's sentence, counted from 1 within the window, 0 the root."""
    scores = np.empty((end - first, end - first + 1), dtype=np.float32)
    scores[:, 0] = output.arcs[first:end, 0]
    scores[:, 1:] = output.arcs[first:end, first + 1 : end + 1]
    np.fill_diagonal(scores[:, 1:], -1e9)
    heads = best_tree(scores)
    return np.where(heads == 0, 0, heads + first)


def _name_layers(layers: _Layers, ids: _LabelIds) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """IOB codes and type ids; a name ends with its sentence, an I without its B begins one."""
    types = ids.types[layers.names]
    inside = types != 0
    before = np.concatenate(([0], types[:-1]))
    begins = inside & (ids.begins[layers.names] | (types != before) | layers.starts)
    iob = np.where(begins, _BEGIN, np.where(inside, _INSIDE, _OUTSIDE))
    return iob.astype(np.uint64), types


def _with_spaces(numbers: Integers, places: Integers, layers: _Layers) -> _Layers:
    """Spread the layers of words at ``places`` over a Doc that holds blank tokens as well.

    A blank hangs on the word before it in its sentence, else on the one after it; a sentence of
    blanks hangs on its first. ``numbers`` are those of the tokens' sentences.
    """
    wide = _Layers(len(numbers))
    for name in ("tags", "pos", "lemmas", "deps", "kinds", "names"):
        values = getattr(wide, name)
        values[:] = -1
        values[places] = getattr(layers, name)
    wide.starts[:] = np.diff(numbers, prepend=0) != 0
    begun = np.diff(numbers[places], prepend=0) != 0
    wide.starts[places[layers.starts & ~begun]] = True  # a long sentence was cut there
    numbers = np.cumsum(wide.starts, dtype=np.int64)
    index = np.arange(len(numbers))
    heads = np.flatnonzero(wide.starts)[numbers - 1]
    if len(places):
        before = np.searchsorted(places, index, side="right") - 1
        for neighbour in (before + 1, before):
            word = places[np.clip(neighbour, 0, len(places) - 1)]
            heads = np.where(numbers[word] == numbers, word, heads)
    wide.heads[:] = np.where(heads == index, -1, heads)
    known = layers.heads
    wide.heads[places] = np.where(known < 0, -1, places[np.maximum(known, 0)])
    return wide


@Language.factory(
    "graphkit_parser",
    default_config={"threads": 1},
    assigns=["token.tag", "token.pos", "token.lemma", "token.dep", "doc.ents"],
)
def create_parser(nlp: Language, name: str, threads: int) -> Parser:
    """Return the component for ``nlp.add_pipe("graphkit_parser")``."""
    return Parser(nlp.vocab, threads=threads)
