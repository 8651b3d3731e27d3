"""The vocabulary of a tape: bytes, control tokens, phrases, and the pieces that its texts are cut into."""

from __future__ import annotations

from collections.abc import Sequence

from prony.errors import WeightsError
from prony.nouns import Noun
from prony.references.script import Script

END = "<|im_end|>"
CONTROL = ("<|endoftext|>", "<|im_start|>", END)
PIECE_CHARS = (64, 48, 33, 21, 13, 7, 4, 3, 2)
"""Longest piece, in characters: long ones make a reply few steps; shorter ones are tried where pieces collide."""


def _byte_characters() -> list[str]:
    """The character that stands for each byte in byte-level BPE vocabularies (GPT-2's table)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    spare = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(spare)) for byte in range(256)]


BYTE_CHARACTERS = _byte_characters()


class Track(Noun, frozen=True, kw_only=True):
    """One text as token ids, with the phrases (token ids) that start it; `default`: no phrase is needed."""

    pieces: tuple[int, ...]
    phrases: tuple[int, ...]
    default: bool
    loops: bool


class Vocabulary:
    """Tokens of a tape, in the order of their ids.

    control: control tokens, the beginning of a text first and the end of a turn last.
    entries: each token as its GGUF entry. priorities: phrase token -> priority. tracks: the texts; equal ones are one.
    Raises WeightsError E720 when two phrases are one, a phrase occurs in a text or in another phrase, or a text cannot
    be cut into pieces that no other text has.
    """

    def __init__(self, scripts: Sequence[Script], default: Script, control: Sequence[str] = CONTROL) -> None:
        self.control = tuple(control)
        self.entries: list[str] = [*BYTE_CHARACTERS, *control]
        self.end = self.entries.index(control[-1])
        self.priorities: dict[int, int] = {}
        self.tracks: list[Track] = []
        self._taken = set(self.entries)
        self._check(scripts, default)
        phrases = [self._phrase(script) for script in scripts]
        texts = dict.fromkeys((one.text, one.loops) for one in [*scripts, default])
        for text, loops in texts:
            self.tracks.append(
                Track(
                    pieces=tuple(self._add(encoded(piece)) for piece in self._cut(text)),
                    phrases=tuple(
                        p for p, s in zip(phrases, scripts, strict=True) if (s.text, s.loops) == (text, loops)
                    ),
                    default=(default.text, default.loops) == (text, loops),
                    loops=loops,
                )
            )

    @property
    def first_piece(self) -> int:
        """The id from which on tokens are pieces; before it come bytes, control tokens and phrases."""
        return len(BYTE_CHARACTERS) + len(self.control) + len(self.priorities)

    def _check(self, scripts: Sequence[Script], default: Script) -> None:
        for script in scripts:
            if len(script.phrase) < 2 or script.priority < 1:
                raise _refused(f"the phrase {script.phrase!r} is too short, or its priority is below 1")
            others = [one.phrase for one in scripts if one is not script]
            texts = [one.text for one in [*scripts, default]]
            if any(script.phrase in one for one in [*others, *texts]):
                raise _refused(f"the phrase {script.phrase!r} occurs in another phrase or in a text")
        if any(one.loops and not one.text for one in [*scripts, default]):
            raise _refused("an empty text cannot loop")

    def _phrase(self, script: Script) -> int:
        token = self._add(script.phrase)
        self.priorities[token] = script.priority
        return token

    def _add(self, entry: str) -> int:
        self._taken.add(entry)
        self.entries.append(entry)
        return len(self.entries) - 1

    def _cut(self, text: str) -> list[str]:
        """Pieces that make up `text`, none of which is a token yet, and no two of which are equal."""
        for size in PIECE_CHARS if text else ():
            pieces = self._cut_at(text, size)
            if pieces:
                return pieces
        if text:
            raise _refused(f"the text {text[:40]!r} has no piece of its own")
        return []

    def _cut_at(self, text: str, size: int) -> list[str]:
        """Lines, cut after `size` characters and lengthened until they are new; empty when the end cannot be."""
        pieces: list[str] = []
        own: set[str] = set()
        at = 0
        while at < len(text):
            line_end = text.find("\n", at) + 1 or len(text)
            end = min(at + size, line_end)
            while end < len(text) and not self._new(text[at:end], own):
                end += 1
            if not self._new(text[at:end], own):
                # The rest is known already, and nothing follows to tell it apart: it joins the piece before it.
                while pieces and not self._new(text[at:end], own):
                    last = pieces.pop()
                    own.discard(last)
                    at -= len(last)
                if not self._new(text[at:end], own):
                    return []
            pieces.append(text[at:end])
            own.add(text[at:end])
            at = end
        return pieces

    def _new(self, piece: str, own: set[str]) -> bool:
        return piece not in own and encoded(piece) not in self._taken


def encoded(text: str) -> str:
    """`text` as byte-level BPE writes it."""
    return "".join(BYTE_CHARACTERS[byte] for byte in text.encode())


def _refused(why: str) -> WeightsError:
    return WeightsError("E720", f"a tape cannot be built: {why}")
