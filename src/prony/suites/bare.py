"""Bare code: the answer in a reply that has no fence: all of it, a run of its lines, or what is indented."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from prony.languages import Language, language_of
from prony.nouns import Task
from prony.suites.fences import Block

MAX_SEARCHED_CHARS = 40_000
"""In longer replies without a fence no run of code is searched for."""
MAX_STARTS = 3
_INDENTED = re.compile(r" {4}|\t")
MAX_ENDS = 20
"""Of a run of code, as many are tried."""


def bare(text: str, task: Task, notes: list[str]) -> str | None:
    """The code in a reply that has no fence: all of it, else its longest run of lines that is whole."""
    path = task.answer[0]
    language = language_of(path)
    if language is None:
        notes.append(f"{path}: the whole reply")
        return text.strip("\n")
    text = _without_label(text, language)
    lines = text.split("\n")
    prose = language.parses is None and any(_speaks(line, language) for line in lines)
    if not prose and language.is_code(text) and language.whole(text):
        notes.append(f"{path}: the whole reply, without a fence")
        return text.strip("\n")
    starts = [at for at, line in enumerate(lines) if language.begins_code(line)]
    for start in starts[:MAX_STARTS] if len(text) <= MAX_SEARCHED_CHARS else []:
        run = _whole_run(lines, start, language)
        if run is not None and all(language.defines(run, name) for name in task.defines):
            notes.append(f"{path}: the lines of the reply that are code")
            return run
    return None


def _without_label(text: str, language: Language) -> str:
    """`text` without the name of its language on a first line of its own, as a copied page has it."""
    label, _, rest = text.lstrip("\n").partition("\n")
    if label.strip().lower() not in language.fences:
        return text
    return re.sub(r"\A[ \t]*copy(?: code)?[ \t]*\n", "", rest, flags=re.IGNORECASE)


def _speaks(line: str, language: Language) -> bool:
    """Whether a line reads as a sentence; where a parser looks at the text, only what can be nothing else."""
    sentence = language.parses is None and is_sentence(line) and not language.begins_code(line)
    return sentence or _is_prose(line)


def from_first_line(text: str, task: Task, notes: list[str]) -> str | None:
    """The reply from its first line of code on, where that defines all that is asked for."""
    path = task.answer[0]
    language = language_of(path)
    if language is None or not task.defines:
        return None
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if language.begins_code(line)), None)
    rest = "" if start is None else "\n".join(lines[start:])
    if not all(language.defines(rest, name) for name in task.defines):
        return None
    notes.append(f"{path}: the reply from its first line of code on")
    return rest


def runs(text: str, language: Language) -> list[Block]:
    """The runs of code in a reply without fences, each with the line above it: between sentences, and indented."""
    if len(text) > MAX_SEARCHED_CHARS:
        return []
    lines = text.split("\n")
    found: list[Block] = []
    at, above = 0, ""
    while at < len(lines) and len(found) < MAX_ENDS:
        end = at
        if _INDENTED.match(lines[at]):
            end = _end(at, lines, lambda line: not line.strip() or _INDENTED.match(line) is not None)
        elif language.begins_code(lines[at]) and not is_sentence(lines[at]):
            end = _end(at, lines, lambda line: not is_sentence(line))
        if end > at:
            found.append(Block(info="", body=textwrap.dedent("\n".join(lines[at:end])).strip("\n"), above=above))
            above, at = "", end
        else:
            above = lines[at].strip() or above
            at += 1
    return found


def _end(start: int, lines: list[str], belongs: Callable[[str], bool]) -> int:
    return next((at for at in range(start, len(lines)) if not belongs(lines[at])), len(lines))


def _whole_run(lines: list[str], start: int, language: Language) -> str | None:
    """The longest whole text from line `start` to the end of a paragraph, else to a sentence right under it."""
    after = range(start + 1, len(lines))
    paragraphs = [at for at in after if not lines[at].strip()] + [len(lines)]
    sentences = [at for at in after if is_sentence(lines[at]) and lines[at - 1].strip()]
    for ends in (paragraphs, sentences):
        for end in sorted({*ends[: MAX_ENDS // 2], *ends[-MAX_ENDS // 2 :]}, reverse=True):
            run = lines[start:end]
            if not any(_speaks(line, language) for line in run) and language.whole("\n".join(run)):
                return "\n".join(run)
    return None


def _is_prose(line: str) -> bool:
    """Whether a line reads as a sentence: for languages whose text no parser looks at."""
    return re.match(r"[A-Z][a-z']*(?: [A-Za-z',`]+){3,}[^;{}()=]*[.:!]$", line) is not None


def is_sentence(line: str) -> bool:
    """Whether a line that is not indented begins with words as no line of code does."""
    return _SENTENCE.match(line) is not None and not line.rstrip().endswith((";", "{"))


_SENTENCE = re.compile(
    r"(?:[-*>] |#{1,6} |\d+[.)] )?[*_\"'(]{0,3}"
    r"(?:[A-Z][\w'’]*[,:]?(?: [\w'’`*(.-]+,?){2}|(?!from|import)[a-z]+(?: [a-z']+){4})"
)
