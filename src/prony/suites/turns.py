"""Turns: what of a reply is the model's own answer, without reasoning that leaked, and without what follows its end.

Tags within the code of a fenced block, in quotes and in inline code are text like any other.
"""

from __future__ import annotations

import re

from prony.nouns import Noun
from prony.suites.end_tokens import LEADING, TRAILING, end_token, quoted
from prony.suites.fences import MAX_BLOCKS, Lines, Opening, Reader, Readers, opening, take_block

MAX_STRETCHES = 8
"""As many stretches between orphaned ends of reasoning are told apart, from the last one on."""
MAX_SCANNED_CHARS = 3 << 19
"""When so much was looked through for tags, a line anew behind each tag in it, the rest is taken as it stands."""

MAX_PAIRS = 16
"""Within all blocks of a reply, as many beginnings of reasoning are looked at."""

_NAMES = (
    r"(?:antml:)?(?:think|thinking|thought|thoughts|reasoning|reason|reflection|scratchpad|analysis|inner_monologue|"
    r"internal_monologue|chain_of_thought|seed:think|seed:cot_budget_reflect)"
)
_BEGINNINGS = (
    rf"<{_NAMES}(?:[ \t][^<>\n]{{0,80}})?>",
    r"\[THINK\]",
    r"◁think▷",
    r"<\|(?:begin_of_thought|start_of_thought|thinking|think|think_start|START_THINKING)\|>",
    r"<\|channel\|>(?:analysis|thought)[^<\n]{0,40}(?:<\|message\|>)?",
    r"<\|channel>(?:thought|analysis)",
    r"<unused94>(?:thought)?",
)
_ENDS = (
    rf"</{_NAMES}>",
    r"\[/THINK\]",
    r"◁/think▷",
    r"<\|(?:end_of_thought|/thinking|/think|think_end|END_THINKING)\|>",
    r"(?:<\|start\|>assistant)?<\|channel\|>final[^<\n]{0,40}(?:<\|constrain\|>\w{0,20})?(?:<\|message\|>)?",
    r"<channel\|>",
    r"<unused95>",
)
_DROPPED = (
    r"<\|(?:START_RESPONSE|START_TEXT|begin_of_solution|end_of_solution|python_tag)\|>",
    r"<\|(?:im_start|start)\|>assistant\b",
    r"<\|channel\|>commentary<\|message\|>",
    r"<\|start_header_id\|>assistant<\|end_header_id\|>",
)
_TAG = re.compile(
    rf"(?P<begin>{'|'.join(_BEGINNINGS)})|(?P<end>{'|'.join(_ENDS)})|(?P<drop>{'|'.join(_DROPPED)})", re.IGNORECASE
)
_END_OF_MESSAGE = re.compile(r"<\|(?:end|return|call)\|>|<\|start\|>assistant(?=<\|channel\|>)", re.IGNORECASE)
_NEXT_MESSAGE = re.compile(r"(?:<\|end\|>\s*)?<\|start\|>assistant(?=\s*<\|channel\|>)", re.IGNORECASE)
_SIGNS = re.compile(r"[<◁\[][/|｜◁a-z]|\A\s*analysis", re.IGNORECASE)
_WORDS_OF_CHANNELS = re.compile(r"\A\s*analysis(?=[A-Z\s])")


class Turn(Noun, frozen=True, kw_only=True):
    """A reply by its stretches: before, between and behind the ends of reasoning that began nowhere."""

    stretches: tuple[str, ...]
    """In their order; the last one is behind the last such end."""
    notes: tuple[str, ...] = ()


def own_turn(reply: str, readers: Readers) -> Turn:
    """What of `reply` (newlines are `\\n`) the model says as its answer, by its stretches."""
    if not _SIGNS.search(reply):
        return Turn(stretches=(reply,))
    walk = _Walk(_with_channels(reply), readers)
    walk.run()
    return walk.turn()


def _with_channels(reply: str) -> str:
    """The reply with the marks of its channels put back, where a server dropped them and left their names."""
    match = _WORDS_OF_CHANNELS.match(reply)
    if match is None or "assistantfinal" not in reply:
        return reply
    return "<|channel|>analysis<|message|>" + reply[match.end() :].replace(
        "assistantfinal", "<|start|>assistant<|channel|>final<|message|>", 1
    )


class _Walk:
    """One pass over the lines of a reply."""

    def __init__(self, reply: str, readers: Readers) -> None:
        self.lines = Lines(_NEXT_MESSAGE.sub("", reply).split("\n"))
        self.readers = readers
        self.stretches: list[str] = []
        self.said: list[str] = []
        self.dropped = False
        self.scanned = 0
        self.pairs = 0
        self.notes: list[str] = []

    def run(self) -> None:
        at, blocks = 0, 0
        while at < len(self.lines) and self.scanned < MAX_SCANNED_CHARS:
            opened = opening(self.lines[at]) if blocks < MAX_BLOCKS else None
            if opened is not None and not (_TAG.search(opened.prose) or end_token(opened.prose)):
                blocks += 1
                at = self._block(at, opened)
            else:
                at = self._line(at)
        self.said += self.lines[at:]

    def turn(self) -> Turn:
        text = "\n".join(self.said)
        found = TRAILING.search(text[-200:])
        stretches = [*self.stretches, text[: len(text) - len(found.group())] if found else text]
        if len(stretches) > MAX_STRETCHES:
            stretches = ["\n".join(stretches[:-MAX_STRETCHES]), *stretches[-MAX_STRETCHES:]]
        return Turn(stretches=tuple(stretches), notes=tuple(dict.fromkeys(self.notes)))

    # --- lines of prose ----------------------------------------------------------------------------------------------

    def _line(self, at: int) -> int:
        """Read the line `at`, which opens no block, up to its first tag; what is behind that becomes a line."""
        line = self.lines[at]
        self.scanned += len(line)
        tag = self._first_tag(line)
        end = end_token(line, None if tag is None else tag.end())
        if end is not None and (tag is None or end.start() < tag.start() or self._has_spoken()):
            return self._end(at, line[: end.start()], end.group(), line[end.end() :])
        if tag is None:
            self.said.append(line)
            return at + 1
        before, rest = line[: tag.start()], line[tag.end() :]
        if tag.lastgroup == "drop":
            return self._from(at, before + rest)
        if before.strip():
            self.said.append(before)
        if tag.lastgroup == "begin":
            return self._thought(at, rest, tag.group())
        self._orphan()
        return self._from(at, rest)

    def _from(self, at: int, rest: str) -> int:
        self.lines[at] = rest
        return at if rest.strip() else at + 1

    def _first_tag(self, line: str) -> re.Match[str] | None:
        """The first tag that counts: behind words, reasoning begins at an end of its line, or ends within it."""
        tags = [match for match in _TAG.finditer(line) if not quoted(line, match)]
        last_end = max((match.start() for match in tags if match.lastgroup == "end"), default=-1)
        first, last = len(line) - len(line.lstrip()), len(line.rstrip())
        spoken = self._has_spoken()
        for tag in tags:
            flush = tag.start() <= first or tag.end() >= last
            leads = not spoken and tag.start() <= first
            if tag.lastgroup != "begin" or leads or flush or tag.start() < last_end:
                return tag
        return None

    def _has_spoken(self) -> bool:
        return any(line.strip() for line in self.said)

    def _thought(self, at: int, rest: str, tag: str) -> int:
        """Pass over reasoning, up to its end or to that of the reply."""
        self.notes.append("reasoning in the reply is dropped")
        self.dropped = True
        self.lines[at] = rest
        for line in range(at, len(self.lines)):
            text = self.lines[line]
            found = _end_of_thought(text, 0, tag)
            if found is not None:
                return self._from(line, text[found.end() :])
        if self._has_spoken():
            self.notes.append(f"the reasoning behind {tag} never ends: what follows it is no answer")
        else:
            self.notes.append(f"the reasoning behind {tag} never ends")
        return len(self.lines)

    def _orphan(self) -> None:
        """End a stretch: what was said so far may be reasoning, whose beginning is not in the reply."""
        self.stretches.append("\n".join(self.said))
        self.said = []

    def _end(self, at: int, before: str, token: str, rest: str) -> int:
        """End the reply where the model ended its turn, unless it had said nothing yet."""
        if not before.strip() and not self._has_spoken() and not self.dropped and not self.stretches:
            return self._from(at, LEADING.sub("", rest, count=1) if LEADING.match(rest) else rest)
        self.said += [before.rstrip()] if before.strip() else []
        after = "\n".join([rest, *self.lines[at + 1 :]])
        if after.strip() and not TRAILING.fullmatch("\n" + after[:400]):
            self.notes.append(f"what follows the model's own {token} is not its answer")
        return len(self.lines)

    # --- fenced blocks -----------------------------------------------------------------------------------------------

    def _block(self, at: int, opened: Opening) -> int:
        """Pass over the block that line `at` opens, up to a tag in it that is no part of its code."""
        lines = self.lines
        block, behind = take_block(lines, at + 1, opened, "", self.readers)
        read = self.readers(block.language)
        looked = 0
        for line in range(at + 1, behind):
            text = lines[line]
            if not _SIGNS.search(text) or looked > 8:
                continue
            if self.pairs < MAX_PAIRS and self._without_pair(line, behind, read, at + 1):
                return at
            tag = next((match for match in _TAG.finditer(text) if match.lastgroup == "end"), None)
            end = end_token(text)
            found = min((m for m in (tag, end) if m is not None), key=lambda m: m.start(), default=None)
            if found is None:
                continue
            looked += 1
            before, rest = text[: found.start()], text[found.end() :]
            closing = line == behind - 1 and not before.strip(" \t`~")
            if not _outside_code(before) or (found is end and rest.strip() and not (closing or _ends_there(rest))):
                continue
            if line < behind - 1 and read is not None and read("\n".join([*lines[at + 1 : line], before]))[0]:
                continue
            self.said += lines[at:line]
            if found is end:
                return self._end(line, before, found.group(), rest)
            self.said.append(before)
            self._orphan()
            return self._from(line, rest)
        self.said += lines[at:behind]
        return behind

    def _without_pair(self, line: int, behind: int, read: Reader | None, start: int) -> bool:
        """Take reasoning that begins in `line` of a block, and ends in the block, out of it."""
        text = self.lines[line]
        begin = next((match for match in _TAG.finditer(text) if match.lastgroup == "begin"), None)
        if begin is None or not _outside_code(text[: begin.start()]):
            return False
        self.pairs += 1
        before = text[: begin.start()]
        if read is not None and read("\n".join([*self.lines[start:line], before]))[0]:
            return False
        for other in range(line, behind):
            self.scanned += len(self.lines[other])
            end = _end_of_thought(self.lines[other], begin.end() if other == line else 0, begin.group())
            if end is not None:
                left = before.rstrip() + self.lines[other][end.end() :]
                self.lines[line : other + 1] = [left] if left.strip() else []
                self.lines.forget()
                self.notes.append("reasoning in the reply is dropped")
                return True
        self.pairs += MAX_PAIRS // 2
        return False


def _end_of_thought(line: str, start: int, tag: str) -> re.Match[str] | None:
    """Where the reasoning that `tag` began ends in `line`; that of a channel ends with its message."""
    ends = [next((match for match in _TAG.finditer(line, start) if match.lastgroup == "end"), None)]
    ends += [_END_OF_MESSAGE.search(line, start)] if "channel" in tag else []
    return min((match for match in ends if match is not None), key=lambda match: match.start(), default=None)


def _outside_code(before: str) -> bool:
    """Whether what precedes a tag in its line leaves no string and no comment open."""
    quotes = any(before.count(mark) % 2 for mark in "\"'")
    return (
        not quotes
        and not re.search(r"(?:^|\s)(?:#|//|--|\*)", before)
        and (before.count("`") % 2 == 0 or "```" in before)
    )


def _ends_there(rest: str) -> bool:
    """Whether what follows an end token in its line is another turn, and not the rest of a line of code."""
    return re.match(r"[ \t]*(?:<|\[|[A-Z][a-z]+|(?:user|assistant|system|human)\b)", rest) is not None
