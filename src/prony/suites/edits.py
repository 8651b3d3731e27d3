"""Edits: a reply's changes made in the files that the contestant was given. Pure, never executes.

Each edit is made by itself, in the order of the reply. One whose lines do not stand in its file, or in several places
of it, is not made, and named; what the others make of the files is handed in all the same, as a person would have it
after applying the reply by hand. Where none can be made, there is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prony.languages import language_of
from prony.nouns import FaultCode, Task
from prony.outcomes import fault
from prony.suites.compose import taken_over
from prony.suites.edit_blocks import Edit, edits_in
from prony.suites.edit_places import EditPlace, NoPlaceError, find_place
from prony.suites.excerpts import left_out
from prony.suites.extraction import Extraction
from prony.suites.files import clean_path
from prony.suites.prompt import EXAMPLE_OLD

MISSED, LENIENT = "edit_missed", "edit_lenient"
"""Labels: an edit was not made; one was, with a liberty."""
_WHOLE = "the whole file was handed in"
_MOST_NOTES = 20


@dataclass
class _Files:
    """The files as the edits so far have made them. texts: path -> lines; None: deleted. changed_by: path -> edits."""

    start: dict[str, bytes]
    texts: dict[str, list[str] | None] = field(default_factory=dict)
    changed_by: dict[str, list[int]] = field(default_factory=dict)


def edited(
    stretches: Sequence[str], task: Task, start: Mapping[str, bytes], notes: list[str], *, whole: bool = False
) -> Extraction | None:
    """What the edits in the last stretch that holds any make of `start`; None where there are none.

    whole: whole files were asked for as well, so that one is no liberty.
    """
    for text in reversed(stretches):
        edits = [edit for edit in edits_in(text, start) if edit.old != EXAMPLE_OLD]
        if any(edit.path or not edit.broken for edit in edits):
            return _made(_meant(edits), task, start, notes, [_WHOLE] if whole else [])
    return None


def _meant(edits: list[Edit]) -> list[Edit]:
    """Without whole files that are edited as well: what was shown of those is no change."""
    changed = {edit.path for edit in edits if edit.form != "a whole file"}
    return [edit for edit in edits if edit.form != "a whole file" or edit.path not in changed]


def _made(
    edits: list[Edit], task: Task, start: Mapping[str, bytes], notes: list[str], asked: Sequence[str]
) -> Extraction:
    files = _Files(start=dict(start))
    missed: list[str] = []
    liberties: list[str] = []
    for number, edit in enumerate(edits, 1):
        name = f"edit {number} of {len(edits)} (line {edit.line} of the reply"
        name += f", {edit.path[:120]})" if edit.path else ")"
        try:
            how = _make(edit, number, task, files)
        except NoPlaceError as error:
            missed.append(f"{name} is not made: {error}")
        else:
            liberties += [f"{name}: {one}" for one in how if one not in asked]
    changed, removed = _changes(files)
    all_notes = (*notes, *_bounded(missed), *_bounded(liberties), *_left_out(edits))
    cut = any(edit.cut for edit in edits)
    if not changed and not removed:
        why = missed[0] if missed else "the edits change nothing"
        why += f" (and {len(missed) - 1} more)" if len(missed) > 1 else ""
        return Extraction(fault=fault(FaultCode.NO_ANSWER, why), notes=all_notes, may_be_cut=True)
    labels = (*([MISSED] if missed else []), *([LENIENT] if liberties else []))
    return Extraction(files=changed, removed=removed, notes=all_notes, labels=labels, may_be_cut=cut)


def _bounded(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_NOTES
    return lines if more <= 0 else [*lines[:_MOST_NOTES], f"and {more} more"]


def _left_out(edits: Sequence[Edit]) -> list[str]:
    """Edits whose new lines say that something is left out, which no line of the old ones says."""
    found = ((edit, left_out("\n".join(edit.new))) for edit in edits)
    return [f"{edit.path}: parts are left out: {line}" for edit, line in found if line and line not in edit.old][:3]


def _changes(files: _Files) -> tuple[dict[str, bytes], tuple[str, ...]]:
    changed: dict[str, bytes] = {}
    for path, lines in sorted(files.texts.items()):
        if lines is not None:
            data = _bytes_of(lines, files.start.get(path))
            if data != files.start.get(path):
                changed[path] = data
    return changed, tuple(sorted(path for path, lines in files.texts.items() if lines is None and path in files.start))


def _bytes_of(lines: list[str], before: bytes | None) -> bytes:
    """The text of a file with the line ends that it had."""
    windows = before is not None and b"\r\n" in before and before.count(b"\r\n") == before.count(b"\n")
    end = "\r\n" if windows else "\n"
    ends_open = before is not None and before != b"" and not before.endswith(b"\n")
    text = end.join(lines) + ("" if ends_open or not lines else end)
    return text.encode("utf-8", "replace")


def _make(edit: Edit, number: int, task: Task, files: _Files) -> list[str]:
    """Make one edit; the liberties that it took. Raises NoPlaceError."""
    if edit.cut:
        raise NoPlaceError("the reply ends within it")
    if edit.broken:
        raise NoPlaceError(edit.broken)
    path, how = _path(edit, task, files)
    if not taken_over(task, path):
        raise NoPlaceError(f"{path} may not be changed")
    if edit.deletes:
        if _lines(path, files) is None:
            raise NoPlaceError(f"there is no file {path}")
        files.texts[path] = None
        return how
    before = _lines(path, files)
    if edit.creates:
        return how + _create(edit, path, before, files, number)
    if before is None:
        raise NoPlaceError(f"there is no file {path}")
    near = edit.near
    if near is not None:
        near += len(before) - len(_text_lines(files.start.get(path, b"")) or ())
    place = _place(edit, path, before, files, near)
    files.texts[path] = [*before[: place.start], *place.new, *before[place.end :]]
    files.changed_by.setdefault(path, []).append(number)
    if near is not None and not place.how and place.start != near and edit.old:
        how = [*how, f"its numbers are not those of the file: it begins at line {place.start + 1}"]
    return [*how, *([place.how] if place.how else [])]


def _create(edit: Edit, path: str, before: list[str] | None, files: _Files, number: int) -> list[str]:
    """Write a whole file: one that is new or empty; one that exists only where it was handed in as a fence."""
    whole = edit.form == "a whole file"
    new = list(edit.new)
    while new and not new[-1].strip():
        new.pop()
    if before and any(before) and not whole:
        if edit.form == "a search/replace block":
            raise NoPlaceError("it searches for nothing in a file that is not empty")
        raise NoPlaceError(f"there is a file {path} already")
    if whole and before is not None:
        language = language_of(path)
        text = "\n".join(new)
        if not new or left_out(text) or (language is not None and not language.whole(text)):
            raise NoPlaceError("it is neither an edit nor the whole file")
    files.texts[path] = new
    files.changed_by.setdefault(path, []).append(number)
    return [_WHOLE] if whole else []


def _place(edit: Edit, path: str, before: list[str], files: _Files, near: int | None) -> EditPlace:
    """Where it stands; of several ways to read it, that with the most lines which stand there."""
    if not edit.old:
        if near is None:
            raise NoPlaceError("it names no line of the file, and could stand anywhere")
        at = min(max(near + 1, 0), len(before))
        return EditPlace(start=at, end=at, new=edit.new)
    places = [_place_or_none(before, old, new) for old, new in edit.otherwise]
    try:
        places.append(find_place(before, edit.old, edit.new, near=near))
    except NoPlaceError as error:
        original = _text_lines(files.start.get(path, b""))
        if not any(places) and files.changed_by.get(path) and original is not None and _stands(original, edit):
            by = ", ".join(map(str, files.changed_by[path][-3:]))
            raise NoPlaceError(f"its lines stood in the file until edit {by} changed it") from error
        if not any(places):
            raise
    return max((place for place in places if place), key=lambda place: place.end - place.start)


def _place_or_none(lines: list[str], old: Sequence[str], new: Sequence[str]) -> EditPlace | None:
    try:
        return find_place(lines, old, new)
    except NoPlaceError:
        return None


def _stands(lines: list[str], edit: Edit) -> bool:
    return _place_or_none(lines, edit.old, edit.new) is not None


def _path(edit: Edit, task: Task, files: _Files) -> tuple[str, list[str]]:
    """The file that an edit means, and the liberty that was taken. Raises NoPlaceError."""
    there = [path for path in {**files.start, **files.texts} if files.texts.get(path, ()) is not None]
    if edit.path is None:
        able = [path for path in there if taken_over(task, path)]
        if len(able) == 1:
            return able[0], []
        holding = [path for path in able if edit.old and _holds(path, edit, files)]
        if len(holding) != 1:
            raise NoPlaceError(f"it names no file, and {len(holding)} files have its lines")
        return holding[0], [f"it names no file; its lines stand in {holding[0]} alone"]
    name = edit.path.removeprefix("./")
    if name in there or (edit.creates and clean_path(name) and taken_over(task, name)):
        return name, []
    near = [path for path in there if path.endswith(f"/{name}") or name.endswith(f"/{path}")]
    if len(near) == 1:
        return near[0], [f"taken for {near[0]}"]
    if not clean_path(name):
        raise NoPlaceError("the name of its file leads out of the folder, or is none")
    if edit.creates:
        return name, []
    raise NoPlaceError(f"there is no file {name[:120]}" if not near else f"{len(near)} files are called so")


def _holds(path: str, edit: Edit, files: _Files) -> bool:
    lines = _lines(path, files)
    return lines is not None and _stands(lines, edit)


def _lines(path: str, files: _Files) -> list[str] | None:
    """The lines of a file as it is now; None where there is none. Raises NoPlaceError for one that is no text."""
    if path in files.texts:
        return files.texts[path]
    data = files.start.get(path)
    if data is None:
        return None
    lines = _text_lines(data)
    if lines is None:
        raise NoPlaceError(f"{path} is no text")
    files.texts[path] = lines
    return lines


def _text_lines(data: bytes) -> list[str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\r\n" in text and text.count("\r\n") == text.count("\n"):
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines
