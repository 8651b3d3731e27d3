"""Answers: from a model's reply to the files it hands in. Pure, never executes, takes any text for hostile.

Which part of a reply is the answer, in this order:
1. Reasoning that leaked into the reply is dropped.
2. Of the fenced blocks: one that is named for the file (info string, line above, comment in its first line), before
   one that defines the names the brief asks for, before one that is not named for another file, before one whose
   fence says the right language, before one that is whole; of equals the last, as a correction follows what it
   corrects. Where the brief asks for no names, the largest. Blocks that only together define all names are joined.
3. Without a block: the reply itself, or the run of lines in it, that is whole as code.
"""

from __future__ import annotations

import functools
import re

from prony.languages import LANGUAGES, Language, language_of, language_of_fence
from prony.nouns import Fault, FaultCode, Noun, Task
from prony.outcomes import fault
from prony.suites.fences import Block, Reader, blocks
from prony.suites.files import clean_path

MAX_REPLY_CHARS = 1 << 19
"""Longer replies are read up to here."""
MAX_SEARCHED_CHARS = 40_000
"""In longer replies without a fence no run of code is searched for."""

_SUFFIXES = r"[mc]?js|jsx|tsx?|rs|java|c|cc|cpp|h|rb|php|json|md|txt|html|css|sh|toml|ya?ml|sql"
"""How names end that are taken for a file's, beside those of our languages."""
_COMMENTS = ("//", "/*", "--", "<!--")
"""What begins a comment that may name a file, beside what does in our languages."""
_PRODUCTS = frozenset({"node.js", "vue.js", "next.js", "express.js", "react.js", "three.js", "d3.js", "deno.js"})
_THINK = r"(?:think|thinking|thought|reasoning|seed:think)"
_LEADING_THOUGHT = re.compile(rf"\A\s*<{_THINK}>.*?(?:</{_THINK}>|\Z)", re.DOTALL | re.IGNORECASE)
_ORPHANED_THOUGHT = re.compile(rf"\A.*^[ \t]*</{_THINK}>[ \t]*$", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_FINAL_CHANNEL = re.compile(r"\A.*<\|channel\|>final<\|message\|>", re.DOTALL)
_END_TOKENS = re.compile(r"(?:\s*(?:<\|[a-z_]+\|>|</s>|<end_of_turn>))+\s*\Z")


class Extraction(Noun, frozen=True, kw_only=True):
    """What a reply hands in: files by answer path, or the fault why there is none; notes say how it was read.

    may_be_cut: some file ends where nothing says that it is complete (a block left open, or no block), so that a
    reply which was cut off may have cut it too; also when there is none, or not one for each path.
    """

    files: dict[str, bytes] = {}
    fault: Fault | None = None
    notes: tuple[str, ...] = ()
    may_be_cut: bool = False


def extract(reply: str, task: Task) -> Extraction:
    """The files that `reply` hands in for `task` (mode answer).

    Faults: EMPTY when there is nothing but white space or reasoning, NO_ANSWER when nothing in it can be the answer.
    """
    if not reply.strip():
        words = f"the reply is {len(reply)} characters of white space"
        return Extraction(fault=fault(FaultCode.EMPTY, words), may_be_cut=True)
    notes: list[str] = []
    text = _cleaned(reply, notes)
    if not text.strip():
        empty = fault(FaultCode.EMPTY, "the reply holds nothing beside reasoning")
        return Extraction(fault=empty, notes=tuple(notes), may_be_cut=True)
    text = _with_opener(text, task, notes)
    found = blocks(text, lambda word: _reader(language_of_fence(word) or _only_language(task)))
    picks = _assign(found, task, notes) if found else {}
    if not picks and len(task.answer) == 1:
        bare = _bare(text, task, notes) if not found else None
        picks = {task.answer[0]: bare} if bare is not None else {}
    missing = [path for path in task.answer if path not in picks]
    if missing and picks:
        notes.append(f"no answer for {', '.join(missing)}")
    if not picks:
        detail = f"{len(found)} fenced blocks, none of which can be the answer" if found else "no fenced block, no code"
        return Extraction(fault=fault(FaultCode.NO_ANSWER, detail), notes=tuple(notes), may_be_cut=True)
    open_ends = {block.body for block in found if not block.closed} if found else set(picks.values())
    return Extraction(
        files={path: _bytes(body) for path, body in picks.items()},
        notes=tuple(notes),
        may_be_cut=bool(missing) or not open_ends.isdisjoint(picks.values()),
    )


def _cleaned(reply: str, notes: list[str]) -> str:
    """The reply with plain newlines, bounded, without leaked reasoning and without tokens that end a turn."""
    text = reply.removeprefix("\ufeff")
    if len(text) > MAX_REPLY_CHARS:
        notes.append(f"read up to {MAX_REPLY_CHARS} of {len(text)} characters")
        text = text[:MAX_REPLY_CHARS]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for pattern in (_LEADING_THOUGHT, _ORPHANED_THOUGHT, _FINAL_CHANNEL):
        rest = pattern.sub("", text, count=1)
        if rest != text:
            notes.append("reasoning in the reply is dropped")
            text = rest
    return text[:-200] + _END_TOKENS.sub("", text[-200:])


def _with_opener(text: str, task: Task, notes: list[str]) -> str:
    """`text` with a fence put before the code that it begins with, where its first fence only closes: models forget it.

    That is so when fences are odd in number, the first says no language, and code that could be the answer precedes it.
    """
    fences = list(re.finditer(r"^[ \t]*```[^`\n]*$", text, re.MULTILINE))
    if len(task.answer) != 1 or len(fences) % 2 == 0 or fences[0].group().strip() != "```":
        return text
    before = text[: fences[0].start()]
    code = _bare(before, task, []) if language_of(task.answer[0]) else None
    if code is None:
        return text
    notes.append(f"{task.answer[0]}: the fence before the code is missing")
    return f"```\n{code}\n{text[fences[0].start() :]}"


def _bytes(body: str) -> bytes:
    return (body.rstrip("\n") + "\n").encode("utf-8", errors="replace")


def _only_language(task: Task) -> Language | None:
    languages = {one.id: one for one in map(language_of, task.answer) if one}
    return next(iter(languages.values())) if len(languages) == 1 else None


def _reader(language: Language | None) -> Reader | None:
    if language is None:
        return None

    def read(text: str) -> tuple[bool, bool]:
        return language.ending(text).inside, language.whole(text)

    return read


# --- names -----------------------------------------------------------------------------------------------------------


def _claim(block: Block) -> str | None:
    """The file name that a block is given: in its info string, in the line above it, or in its first line's comment."""
    first = block.body.lstrip("\n").split("\n", 1)[0].strip()
    comment = first if _is_comment(first) and len(first) <= 120 else ""
    above = block.above if len(block.above) <= 300 else ""
    for place in (block.info[:300], above, comment):
        names = [name for name in _file_names(place) if name.lower() not in _PRODUCTS]
        if len(set(names)) == 1:
            return str(names[0])
    return None


def _is_comment(line: str) -> bool:
    marks = {*_COMMENTS, *(mark for language in LANGUAGES.values() for mark in language.syntax.comments)}
    return line.startswith(tuple(marks)) and not line.startswith("#!")


def _file_names(place: str) -> list[str]:
    """The words in `place` that are written like the name of a file."""
    suffixes = {suffix.removeprefix(".") for language in LANGUAGES.values() for suffix in language.suffixes}
    return _file_name(frozenset(suffixes)).findall(place)


@functools.cache
def _file_name(suffixes: frozenset[str]) -> re.Pattern[str]:
    endings = "|".join((_SUFFIXES, *map(re.escape, sorted(suffixes))))
    return re.compile(rf"(?<![\w./\\:-])(?:[A-Za-z]:)?[\w./\\-]*[\w-]\.(?:{endings})(?![\w/\\-])")


def _resolve(claim: str, answer: tuple[str, ...], notes: list[str]) -> str | None:
    """The answer file that `claim` means; None when it means another. Names that leave the folder mean none."""
    name = claim.removeprefix("./")
    if not clean_path(name):
        notes.append(f"the file name {claim[:80]!r} is refused")
        return None
    if name in answer:
        return name
    near = [path for path in answer if path.endswith(f"/{name}") or name.endswith(f"/{path}")]
    return near[0] if len(near) == 1 else None


# --- choosing among blocks -------------------------------------------------------------------------------------------


class _Candidate(Noun, frozen=True, kw_only=True):
    """A block, and the answer file it is named for; `foreign` when it is named for something else."""

    block: Block
    named: str | None
    foreign: bool


def _assign(found: list[Block], task: Task, notes: list[str]) -> dict[str, str]:
    candidates = []
    for block in found:
        if block.body.strip():
            claim = _claim(block)
            named = _resolve(claim, task.answer, notes) if claim else None
            candidates.append(_Candidate(block=block, named=named, foreign=claim is not None and named is None))
    picks: dict[str, str] = {}
    for path in task.answer:
        own = [one for one in candidates if one.named == path]
        if own:
            picks[path] = _best(own, path, task.defines, notes)
    open_paths = [path for path in task.answer if path not in picks]
    rest = [one for one in candidates if one.named is None]
    for path in open_paths:
        alike = [other for other in open_paths if language_of(other) == language_of(path)]
        fitting = [one for one in rest if _may_be(one, path, task.defines)]
        if len(alike) == 1 and fitting:
            picks[path] = _joined(fitting, path, task.defines, notes) or _best(fitting, path, task.defines, notes)
        elif len(alike) == len(fitting):
            picks[path] = fitting[alike.index(path)].block.body
            notes.append(f"{path}: taken by its place among unnamed blocks")
    return picks


def _fit(block: Block, language: Language | None) -> int:
    """2: the fence says the language; 1: it says none; 0: it says another."""
    if not block.language or language is None:
        return 1
    return 2 if block.language in language.fences or f".{block.language}" in language.suffixes else 0


def _may_be(one: _Candidate, path: str, names: tuple[str, ...]) -> bool:
    """Whether a block without the file's name can be the file: not one in another language that defines nothing."""
    language = language_of(path)
    if language is None or _fit(one.block, language):
        return True
    body = one.block.body
    return any(language.defines(body, name) for name in names) or (language.is_code(body) and language.whole(body))


def _defined(body: str, path: str, names: tuple[str, ...]) -> int:
    language = language_of(path)
    return sum(language.defines(body, name) for name in names) if language else 0


def _best(own: list[_Candidate], path: str, names: tuple[str, ...], notes: list[str]) -> str:
    language = language_of(path)

    def rank(at: int) -> tuple[int, bool, int, bool, int]:
        one = own[at]
        body = one.block.body
        whole = language.whole(body) if language and len(own) > 1 else one.block.closed
        order = at if names else len(body)
        return _defined(body, path, names), not one.foreign, _fit(one.block, language), whole, order

    at = max(range(len(own)), key=rank)
    chosen = own[at].block
    if len(own) > 1:
        notes.append(f"{path}: block {at + 1} of {len(own)}")
    if not chosen.closed:
        notes.append(f"{path}: the block is left open")
    return chosen.body


def _joined(own: list[_Candidate], path: str, names: tuple[str, ...], notes: list[str]) -> str | None:
    """All whole blocks that define some of the names, in order, when none defines all and together they do."""
    language = language_of(path)
    if language is None or len(names) < 2 or any(_defined(o.block.body, path, names) == len(names) for o in own):
        return None
    parts = [o.block.body for o in own if _defined(o.block.body, path, names) and language.whole(o.block.body)]
    text = "\n\n".join(parts)
    if len(parts) < 2 or _defined(text, path, names) < len(names):
        return None
    notes.append(f"{path}: {len(parts)} blocks joined")
    return text


# --- replies without a block -----------------------------------------------------------------------------------------


def _bare(text: str, task: Task, notes: list[str]) -> str | None:
    """The code in a reply that has no fence: all of it, else its longest run of paragraphs that is whole."""
    path = task.answer[0]
    language = language_of(path)
    if language is None:
        notes.append(f"{path}: the whole reply")
        return text.strip("\n")
    lines = text.split("\n")
    prose = language.parses is None and any(_is_prose(line) for line in lines)
    if not prose and language.is_code(text) and language.whole(text):
        notes.append(f"{path}: the whole reply, without a fence")
        return text.strip("\n")
    starts = [at for at, line in enumerate(lines) if language.begins_code(line)]
    for start in starts[:3] if len(text) <= MAX_SEARCHED_CHARS else []:
        run = _whole_run(lines, start, language)
        if run is not None and _defined(run, path, task.defines) == len(task.defines):
            notes.append(f"{path}: the lines of the reply that are code")
            return run
    rest = "\n".join(lines[starts[0] :]) if starts else ""
    if task.defines and all(language.defines(rest, name) for name in task.defines):
        notes.append(f"{path}: the reply from its first line of code on")
        return rest
    return None


def _whole_run(lines: list[str], start: int, language: Language) -> str | None:
    """The longest whole text from line `start` to the end of a paragraph; 20 ends are tried."""
    ends = [at for at in range(start + 1, len(lines)) if not lines[at].strip()] + [len(lines)]
    for end in sorted({*ends[:10], *ends[-10:]}, reverse=True):
        text = "\n".join(lines[start:end])
        prose = next((line for line in lines[start:end] if _is_prose(line)), None)
        if prose is None and language.whole(text):
            return text
    return None


def _is_prose(line: str) -> bool:
    """Whether a line reads as a sentence: for languages whose text no parser looks at."""
    return re.match(r"[A-Z][a-z']*(?: [A-Za-z',`]+){3,}[^;{}()=]*[.:!]$", line) is not None
