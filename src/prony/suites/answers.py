"""Answers: from a model's reply to the files it hands in. Pure, never executes, takes any text for hostile.

How a reply is read, in this order:
1. `turns`: reasoning that leaked into the reply is dropped, and so is what follows the end of the model's turn.
2. `fences`: its fenced blocks. One that is named for the file (`naming`: info string, line above, comment in its first
   line) comes before one that defines the names the brief asks for, before one that is not named for another file,
   before one whose fence says the right language, before one that is whole; of equals the last, as a correction follows
   what it corrects. Where the brief asks for no names, the largest (`choosing`). What quotes the files that the
   contestant was given comes last of all.
3. Blocks that are one file only together are joined (`joining`).
4. Where no block holds all that is asked for: other marks than fences (`markup`), the reply itself or the lines of it
   that are code (`bare`).
What was joined, dropped or left out is in the notes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping

import msgspec

from prony.languages import Language, language_of, language_of_fence
from prony.nouns import FaultCode, Mode, Noun, Task
from prony.outcomes import fault
from prony.suites.bare import bare, from_first_line, runs
from prony.suites.choosing import Pick, assign
from prony.suites.compose import taken_over
from prony.suites.edits import edited
from prony.suites.excerpts import edit_in, left_out
from prony.suites.extraction import Extraction, plain_reply
from prony.suites.fences import Block, Reader, Readers, blocks
from prony.suites.fitting import only_language
from prony.suites.headed import under_heading
from prony.suites.markup import marked, unescaped
from prony.suites.turns import Turn, own_turn

MAX_PARSED_CHARS = 800_000
"""When so much of a reply was looked at by parsers, over and over, its fences are taken as they stand."""
MAX_WHOLE_CHARS = 100_000
MAX_INLINE = 20

_INLINE = re.compile(r"(?<!`)(`{1,3})([^`\n]{1,500})\1(?!`)")


class _Reading(Noun, frozen=True, kw_only=True):
    """One way to read a text."""

    picks: dict[str, Pick] = {}
    notes: tuple[str, ...] = ()
    blocks: int = 0
    """How many fenced blocks the text has."""
    complete: bool = False
    """Whether each answer file has a text, which define all names that are asked for."""
    edit: str | None = None
    """The kind of edit that the text holds where it holds no answer."""


def extract(reply: str, task: Task, start: Mapping[str, bytes] | None = None, *, whole: bool = False) -> Extraction:
    """The files that `reply` hands in for `task` (mode answer or edit). start: the files that the contestant was given.

    whole: edits or whole files were asked for, so that a whole file is no liberty.

    Faults: EMPTY when there is nothing but white space or reasoning, NO_ANSWER when nothing in it can be the answer.
    """
    if not reply.strip():
        words = f"the reply is {len(reply)} characters of white space"
        return Extraction(fault=fault(FaultCode.EMPTY, words), may_be_cut=True)
    notes: list[str] = []
    readers = _readers(task)
    text = plain_reply(reply, notes)
    turn = Turn(stretches=(text,)) if _is_all_code(text, task) else own_turn(text, readers)
    notes += turn.notes
    if not "".join(turn.stretches).strip():
        empty = fault(FaultCode.EMPTY, "the reply holds nothing beside reasoning")
        return Extraction(fault=empty, notes=tuple(notes), may_be_cut=True)
    if task.mode is Mode.EDIT:
        return _of_edits(turn.stretches, task, start or {}, notes, whole)
    reading = _of_stretches(turn.stretches, task, start or {}, readers, notes)
    notes += reading.notes
    for path in task.answer:
        if reading.picks and path not in reading.picks:
            body = under_heading(turn.stretches[-1], path, task.answer)
            if body is not None:
                reading.picks[path] = Pick(body=body)
                notes.append(f"{path}: what stands under its name, without a fence")
    return _extraction(reading, task, notes)


def _of_edits(
    stretches: tuple[str, ...], task: Task, start: Mapping[str, bytes], notes: list[str], whole_asked: bool
) -> Extraction:
    """What the edits of a reply make of `start`; where it holds none, the whole of the one file that may be changed."""
    made = edited(stretches, task, start, notes, whole=whole_asked)
    if made is not None:
        return made
    able = tuple(path for path in start if taken_over(task, path))
    if len(able) == 1:
        whole = msgspec.structs.replace(task, mode=Mode.ANSWER, answer=able)
        reading = _of_stretches(stretches, whole, start, _readers(whole), notes)
        if reading.picks and all(_holds(whole, path, pick) for path, pick in reading.picks.items()):
            note = f"{able[0]}: the whole file was handed in, not edits of it"
            found = _extraction(reading, whole, [*notes, *reading.notes, *([] if whole_asked else [note])])
            return msgspec.structs.replace(found, labels=() if whole_asked else ("edit_lenient",))
    words = "the reply holds no edit: no search/replace block, no diff"
    return Extraction(fault=fault(FaultCode.NO_ANSWER, words), notes=tuple(notes), may_be_cut=True)


def _extraction(reading: _Reading, task: Task, notes: list[str]) -> Extraction:
    picks = reading.picks
    missing = [path for path in task.answer if path not in picks]
    if missing and picks:
        notes.append(f"no answer for {', '.join(missing)}")
    if not picks:
        count = reading.blocks
        detail = f"{count} fenced blocks, none of which can be the answer" if count else "no fenced block, no code"
        detail += f": {reading.edit} is no whole file" if reading.edit else ""
        return Extraction(fault=fault(FaultCode.NO_ANSWER, detail), notes=tuple(notes), may_be_cut=True)
    bodies = {path: _opened(path, pick.body, notes) for path, pick in picks.items()}
    for path, body in bodies.items():
        notes += _shortcomings(path, body)
    return Extraction(
        files={path: _bytes(body) for path, body in bodies.items()},
        notes=tuple(notes),
        may_be_cut=bool(missing) or any(pick.cut for pick in picks.values()),
    )


def _opened(path: str, body: str, notes: list[str]) -> str:
    """The text of a file with what its language begins with, where the reply left that out."""
    language = language_of(path)
    opened = language.opened(body) if language is not None else body
    if opened != body:
        notes.append(f"{path}: begins without {opened[: len(opened) - len(body)].strip()}, which was added")
    return opened


def _shortcomings(path: str, body: str) -> list[str]:
    """What keeps a text from being the whole file, in words."""
    language = language_of(path)
    edit = edit_in(body) if language is None or not language.whole(body) else None
    if edit is not None:
        return [f"{path}: {edit} was handed in, not the whole file"]
    line = left_out(body)
    return [f"{path}: parts of the file are left out: {line}"] if line is not None else []


# --- the stretches of a reply ----------------------------------------------------------------------------------------


def _of_stretches(
    stretches: tuple[str, ...], task: Task, start: Mapping[str, bytes], readers: Readers, notes: list[str]
) -> _Reading:
    """Read the last stretch that holds an answer.

    What precedes the end of reasoning that began nowhere is reasoning, unless nothing behind it defines anything.
    """
    last: _Reading | None = None
    for text in reversed(stretches):
        reading = _read(text, task, start, readers)
        last = last or reading
        if reading.complete or (text is not stretches[0] and _defines_something(reading)):
            if len(stretches) > 1:
                behind = text is stretches[-1]
                words = "reasoning in the reply is dropped"
                notes.append(words if behind else "the answer stands before an end of reasoning that began nowhere")
            return reading
    if len(stretches) > 1:
        notes.append("reasoning in the reply is dropped")
    assert last is not None
    return last


def _defines_something(reading: _Reading) -> bool:
    for path, pick in reading.picks.items():
        language = language_of(path)
        if language is None or language.bindings(pick.body).own:
            return True
    return False


def _read(text: str, task: Task, start: Mapping[str, bytes], readers: Readers) -> _Reading:
    """The first way to read `text` that finds all that is asked for, else the first that finds something."""
    if not text.strip():
        return _Reading()
    notes: list[str] = []
    text = _with_opener(text, task, notes)
    found = _unwrapped(blocks(text, readers), task, readers)
    fenced = _assigned(found, task, start, notes)
    if fenced.complete:
        return fenced
    language = only_language(task.answer)
    ways: list[_Reading] = [fenced]
    around_code, around = marked(text)
    if around_code and (language is None or not language.is_code(around) or found):
        ways.append(_assigned([_readable(block, language) for block in around_code], task, start, []))
        if ways[-1].complete and all(_holds(task, path, pick) for path, pick in ways[-1].picks.items()):
            return ways[-1]
    code = _of_one_file(task)
    if not found and code is not None:
        ways += _bare_readings(text, code, start, language)
    best = next((way for way in ways if way.complete), None) or next((way for way in ways if way.picks), fenced)
    edit = edit_in(text) if not best.picks else None
    return _Reading(
        picks=best.picks, notes=best.notes or tuple(notes), blocks=len(found), complete=best.complete, edit=edit
    )


def _of_one_file(task: Task) -> Task | None:
    """`task` as it asks for one file, without the notes in Markdown beside it; None where it asks for more.

    Code without a fence can be read as one file, and notes are missed by nothing that is graded.
    """
    rest = tuple(path for path in task.answer if len(task.answer) == 1 or not path.endswith(".md"))
    return msgspec.structs.replace(task, answer=rest) if len(rest) == 1 else None


def _unwrapped(found: list[Block], task: Task, readers: Readers) -> list[Block]:
    """`found`, with the blocks within a block of Markdown in its place, where no Markdown is asked for."""
    if any(path.endswith(".md") for path in task.answer):
        return found
    out: list[Block] = []
    for block in found:
        within = blocks(block.body, readers) if block.language in ("md", "markdown") else []
        out += within or [block]
    return out


def _bare_readings(text: str, task: Task, start: Mapping[str, bytes], language: Language | None) -> list[_Reading]:
    path = task.answer[0]
    notes: list[str] = []
    body = bare(text, task, notes)
    lines_notes = [f"{path}: the lines of the reply that are code"]
    lines = _assigned(runs(text, language) if language else [], task, start, lines_notes)
    lines_hold = lines.complete and all(_holds(task, path, pick) for path, pick in lines.picks.items())
    if body is not None and not (lines_hold and body.strip() in lines.picks[path].body and len(lines.notes) > 2):
        return [_reading({path: Pick(body=body, cut=True)}, task, notes)]
    inline_notes = [f"{path}: code within a line"]
    inline = [_inline(match[2]) for match in itertools.islice(_INLINE.finditer(text), MAX_INLINE)]
    within = _assigned(inline, task, start, inline_notes)
    ways = [way for way in (lines, within) if way.complete and all(_holds(task, *pick) for pick in way.picks.items())]
    notes = []
    body = from_first_line(text, task, notes)
    return [*ways, *([_reading({path: Pick(body=body, cut=True)}, task, notes)] if body is not None else [])]


def _inline(code: str) -> Block:
    word, _, rest = code.partition(" ")
    return Block(info=word, body=rest) if language_of_fence(word) else Block(info="", body=code)


def _holds(task: Task, path: str, pick: Pick) -> bool:
    """Whether what was found without a fence is code, and whole."""
    language = language_of(path)
    return language is None or (language.is_code(pick.body) and language.whole(pick.body))


def _assigned(found: list[Block], task: Task, start: Mapping[str, bytes], notes: list[str]) -> _Reading:
    picks = assign(found, task, start, notes) if found else {}
    return _reading(picks, task, notes, len(found))


def _reading(picks: dict[str, Pick], task: Task, notes: list[str], count: int = 0) -> _Reading:
    texts = [(language, pick.body) for path, pick in picks.items() if (language := language_of(path)) is not None]
    defined = all(any(language.defines(body, name) for language, body in texts) for name in task.defines)
    complete = bool(picks) and all(path in picks for path in task.answer) and defined
    return _Reading(picks=picks, notes=tuple(notes), blocks=count, complete=complete)


def _readable(block: Block, language: Language | None) -> Block:
    """`block` with its entities read, where only that makes code of it."""
    if language is None or "&" not in block.body or language.whole(block.body):
        return block
    body = unescaped(block.body)
    whole = language.whole(body)
    return Block(info=block.info, body=body, above=block.above, closed=block.closed) if whole else block


# --- texts -----------------------------------------------------------------------------------------------------------


def _is_all_code(text: str, task: Task) -> bool:
    """Whether a parser takes the whole reply for code: then what looks like a tag in it stands in a string."""
    language = only_language(task.answer)
    if language is None or language.parses is None or len(text) > MAX_WHOLE_CHARS:
        return False
    return language.is_code(text) and language.whole(text)


def _with_opener(text: str, task: Task, notes: list[str]) -> str:
    """`text` with a fence put before the code that it begins with, where its first fence only closes: models forget it.

    That is so when fences are odd in number, the first says no language, and code that could be the answer precedes it.
    """
    fences = list(re.finditer(r"^[ \t]*```[^`\n]*$", text, re.MULTILINE))
    asked = _of_one_file(task)
    if asked is None or len(fences) % 2 == 0 or fences[0].group().strip() != "```":
        return text
    before = text[: fences[0].start()]
    language = language_of(asked.answer[0])
    code = (bare(before, asked, []) or from_first_line(before, asked, [])) if language is not None else None
    if language is None or code is None:
        return text
    notes.append(f"{asked.answer[0]}: the fence before the code is missing")
    return f"```{language.id}\n{code}\n{text[fences[0].start() :]}"


def _bytes(body: str) -> bytes:
    return (body.rstrip("\n") + "\n").encode("utf-8", errors="replace")


def _readers(task: Task) -> Readers:
    """What reads the blocks of a reply to `task`, within one bound for all of them."""
    left = [MAX_PARSED_CHARS]

    def reader(word: str) -> Reader | None:
        language = language_of_fence(word) or only_language(task.answer)
        return _reader(language, left) if language is not None else None

    return reader


def _reader(language: Language, left: list[int]) -> Callable[[str], tuple[bool, bool]]:
    def read(text: str) -> tuple[bool, bool]:
        left[0] -= len(text)
        if left[0] < 0:
            return False, True
        return language.ending(text).inside, language.whole(text)

    return read
