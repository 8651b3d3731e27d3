"""The weights of a tape, constructed and then checked by computing every step that it may take."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from prony.errors import WeightsError
from prony.references.vocabulary import Track, Vocabulary

Matrix = NDArray[np.float32]

CODE_SIZES = ((256, 64), (512, 128), (1024, 256), (2048, 512))
"""Dimensions of piece codes and of phrase codes, tried in turn until the margins hold."""
MARGIN = 20.0
"""Least lead, in logits, of the token that is to come: at temperature 1 another is drawn once in e^20 steps."""
_BUILT_MARGIN = 30.0
"""What the output is scaled to; the difference is for 16-bit arithmetic."""
_ATTENTION_GAP = 25.0
"""Attention score per priority: a phrase outweighs e^25 tokens that are none, or are of the priority below."""


class Layout(NamedTuple):
    """Where the channels of the residual stream stand, and how wide it is (a multiple of 32).

    head: dimensions of the attention head, a phrase code and the last rotary pair, which carries the priority.
    """

    codes: int
    phrase_codes: int
    phrase: slice
    heard: slice
    constant: int
    priority: int
    reciting: int
    at_end: int
    ballast: int
    width: int
    head: int


def layout(codes: int, phrase_codes: int) -> Layout:
    """The layout for piece codes and phrase codes of these dimensions."""
    heard = codes + phrase_codes
    rest = heard + phrase_codes
    return Layout(
        codes=codes,
        phrase_codes=phrase_codes,
        phrase=slice(codes, heard),
        heard=slice(heard, rest),
        constant=rest,
        priority=rest + 1,
        reciting=rest + 2,
        at_end=rest + 3,
        ballast=rest + 4,
        width=-(-(rest + 5) // 32) * 32,
        head=phrase_codes + 2,
    )


class Weights(NamedTuple):
    """The matrices of a tape; names as in llama.cpp. `norm` is the gain of both norms: it undoes their division."""

    layout: Layout
    embedding: Matrix
    output: Matrix
    query: Matrix
    key: Matrix
    value: Matrix
    attention_output: Matrix
    norm: float
    margin: float


def construct(vocabulary: Vocabulary) -> Weights:
    """Weights whose every step is won by `MARGIN` logits. Raises WeightsError E720 when no size of codes is enough."""
    for sizes in CODE_SIZES:
        weights = _build(vocabulary, layout(*sizes))
        if weights.margin >= MARGIN:
            return weights
    raise WeightsError("E720", "a tape cannot be built: it has too many texts to keep apart")


def _build(vocabulary: Vocabulary, at: Layout) -> Weights:
    embedding, norm = _embedding(vocabulary, at)
    output = _output(vocabulary, at, embedding)
    lead = _least_lead(vocabulary, at, embedding, output)
    if lead > 0:
        output *= _BUILT_MARGIN / lead
    # What is written is 16 bits wide: the check is made with that.
    output = output.astype(np.float16).astype(np.float32)
    query, key = np.zeros((2, at.head, at.width), np.float32)
    reach = np.sqrt(_ATTENTION_GAP * np.sqrt(at.head))
    query[at.head - 2, at.constant] = reach
    key[at.head - 2, at.priority] = reach
    value, copied = np.zeros((at.head, at.width), np.float32), np.zeros((at.width, at.head), np.float32)
    rows = np.arange(at.phrase_codes)
    value[rows, at.phrase.start + rows] = 1
    copied[at.heard.start + rows, rows] = 1
    margin = _least_lead(vocabulary, at, embedding, output)
    return Weights(at, embedding, output, query, key, value, copied, norm, margin)


def _embedding(vocabulary: Vocabulary, at: Layout) -> tuple[Matrix, float]:
    """Embeddings of one common length, and the norm gain that keeps them as they are."""
    # RandomState, because its stream is the same in every numpy: a suite's tapes have one digest everywhere.
    random = np.random.RandomState(1821)
    count = len(vocabulary.entries)
    first = vocabulary.first_piece
    embedding = np.zeros((count, at.width), np.float32)
    embedding[:, at.constant] = 1
    embedding[first:, : at.codes] = random.randint(0, 2, (count - first, at.codes)) * 2 - 1
    embedding[first:, at.reciting] = 1
    for token, priority in vocabulary.priorities.items():
        embedding[token, at.phrase] = random.randint(0, 2, at.phrase_codes) * 2 - 1
        embedding[token, at.priority] = priority
    for track in vocabulary.tracks:
        if track.pieces and not track.loops:
            embedding[track.pieces[-1], at.at_end] = 1
    squares = (embedding**2).sum(1)
    embedding[:, at.ballast] = np.sqrt(squares.max() - squares)
    embedding = embedding.astype(np.float16).astype(np.float32)
    return embedding, float(np.sqrt(squares.max() / at.width))


def _output(vocabulary: Vocabulary, at: Layout, embedding: Matrix) -> Matrix:
    """Each row is what its token answers to. Scaled so that a token that answers gets about `codes`."""
    answer = float(at.codes)
    output = np.zeros_like(embedding)
    firsts = {_first(vocabulary, track) for track in vocabulary.tracks}
    # Whatever is heard, nothing begins anew while a piece came last; loops and ends must outweigh that.
    output[[*firsts, vocabulary.end], at.reciting] = -2 * answer
    output[vocabulary.end, at.at_end] = 3 * answer
    for track in vocabulary.tracks:
        first = _first(vocabulary, track)
        for phrase in track.phrases:
            output[first, at.heard] += embedding[phrase, at.phrase] * (answer / at.phrase_codes)
        if track.default:
            output[first, at.constant] = 0.5 * answer
        for before, after in _steps(track):
            output[after, : at.codes] += embedding[before, : at.codes] * (3 if after == first else 1)
    return output


def _first(vocabulary: Vocabulary, track: Track) -> int:
    return track.pieces[0] if track.pieces else vocabulary.end


def _steps(track: Track) -> list[tuple[int, int]]:
    """The pairs of pieces that follow each other; the last and the first too, where the text loops."""
    return list(zip(track.pieces, (*track.pieces[1:], *track.pieces[: track.loops]), strict=False))


def _least_lead(vocabulary: Vocabulary, at: Layout, embedding: Matrix, output: Matrix) -> float:
    """The smallest lead of the right next token over the best wrong one, over all states that a tape can be in.

    A state is the last token and the phrase that is heard: every byte or control token before the first piece, then
    the pieces, under each phrase of their text.
    """
    leads = []
    # Bytes and control tokens all look alike: one stands for them.
    _, prompt_tokens = np.unique(embedding[: vocabulary.first_piece], axis=0, return_index=True)
    for track in vocabulary.tracks:
        first = _first(vocabulary, track)
        end = [] if track.loops or not track.pieces else [(track.pieces[-1], vocabulary.end)]
        steps = np.array([*((token, first) for token in prompt_tokens), *_steps(track), *end])
        for phrase in [*track.phrases, *([None] if track.default else [])]:
            state = embedding[steps[:, 0]]
            if phrase is not None:
                state = state.copy()
                state[:, at.heard] = embedding[phrase, at.phrase]
            length = np.sqrt((state**2).sum(1, keepdims=True))
            logits = (state * np.sqrt((embedding[0] ** 2).sum()) / length) @ output.T
            wanted = logits[np.arange(len(steps)), steps[:, 1]].copy()
            logits[np.arange(len(steps)), steps[:, 1]] = -np.inf
            leads.append(float((wanted - logits.max(1)).min()))
    return min(leads)
