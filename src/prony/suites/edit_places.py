"""Edit places: where the lines of an edit stand in a file. Exactly, or with the liberties that models take with blanks.

What is like the lines of an edit, but not the same in more than blanks, is never taken: that would be a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prony.nouns import Noun

MOST_PLACES = 20
"""So many places of one edit are looked at: above one, none is taken."""


class EditPlace(Noun, frozen=True, kw_only=True):
    """The lines of a file that an edit takes out, and what takes their place; how: the liberty it took, if any."""

    start: int
    end: int
    new: tuple[str, ...]
    how: str = ""


class NoPlaceError(ValueError):
    """The lines of an edit stand nowhere, or in several places."""


def find_place(lines: Sequence[str], old: Sequence[str], new: Sequence[str], *, near: int | None = None) -> EditPlace:
    """The one place of `old` in `lines`. near: the line (from 0) where a diff says that it is.

    Raises NoPlaceError with what there is instead.
    """
    for way in _WAYS:
        places = way(lines, old, new)
        if len(places) == 1:
            return places[0]
        if places:
            return _nearest(places, near)
    raise NoPlaceError(_why_nowhere(lines, old))


def _nearest(places: list[EditPlace], near: int | None) -> EditPlace:
    if near is not None:
        by_distance = sorted(places, key=lambda place: abs(place.start - near))
        first, second = (abs(place.start - near) for place in by_distance[:2])
        if first < second:
            return by_distance[0]
    where = ", ".join(str(place.start + 1) for place in places[:3])
    count = f"{len(places)}" if len(places) < MOST_PLACES else f"at least {MOST_PLACES}"
    raise NoPlaceError(
        f"its lines stand in {count} places of the file (lines {where}{' ...' if len(places) > 3 else ''})"
    )


def _exactly(lines: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[EditPlace]:
    return [EditPlace(start=at, end=at + len(old), new=tuple(new)) for at in _starts(lines, old)]


def _but_for_trailing_blanks(lines: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[EditPlace]:
    starts = _starts(lines, old, str.rstrip)
    how = "blanks at the ends of lines are others"
    return [EditPlace(start=at, end=at + len(old), new=tuple(new), how=how) for at in starts]


def _but_for_outer_blank_lines(lines: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[EditPlace]:
    """Without the blank lines that the edit begins and ends with; its new lines lose theirs, too."""
    above, below = _blank_edge(old), _blank_edge(old[::-1])
    if not (above or below) or above == len(old):
        return []
    core = old[above : len(old) - below]
    starts = _starts(lines, core, str.rstrip)
    new_above = min(above, _blank_edge(new))
    new_below = min(below, _blank_edge(new[::-1])) if new_above < len(new) else 0
    text = tuple(new[new_above : len(new) - new_below])
    how = "blank lines around it are not in the file"
    return [EditPlace(start=at, end=at + len(core), new=text, how=how) for at in starts]


def _but_for_indentation(lines: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[EditPlace]:
    """With all lines indented by the same more or less."""
    above, below = _blank_edge(old), _blank_edge(old[::-1])
    if above == len(old):
        return []
    core = old[above : len(old) - below]
    body = new[min(above, _blank_edge(new)) :]
    body = body[: len(body) - min(below, _blank_edge(body[::-1]))]
    places = []
    for at in _starts(lines, core, str.strip):
        shift = _shift(lines[at : at + len(core)], core)
        moved = _moved(body, shift) if shift is not None else None
        if moved is not None:
            how = "it is indented otherwise than the file"
            places.append(EditPlace(start=at, end=at + len(core), new=moved, how=how))
    return places


Shift = tuple[str, str]
"""Blanks that each line gets in front, and those that it loses there before."""


def _shift(there: Sequence[str], given: Sequence[str]) -> Shift | None:
    """What makes the indentation of `given` that of `there`, where it is the same for all lines."""
    shifts: set[Shift] = set()
    for theirs, mine in zip(there, given, strict=True):
        if not mine.strip():
            continue
        indent, own = theirs[: len(theirs) - len(theirs.lstrip())], mine[: len(mine) - len(mine.lstrip())]
        if indent.endswith(own):
            shifts.add((indent[: len(indent) - len(own)], ""))
        elif own.endswith(indent):
            shifts.add(("", own[: len(own) - len(indent)]))
        else:
            return None
    return shifts.pop() if len(shifts) == 1 else None


def _moved(lines: Sequence[str], shift: Shift) -> tuple[str, ...] | None:
    more, less = shift
    if any(line.strip() and not line.startswith(less) for line in lines):
        return None
    return tuple(more + line[len(less) :] if line.strip() else line for line in lines)


def _but_for_tabs(lines: Sequence[str], old: Sequence[str], new: Sequence[str]) -> list[EditPlace]:
    """With spaces where the file is indented by tabs."""
    if not any(line.startswith("\t") for line in lines):
        return []
    for width in (4, 2, 8):
        mine, theirs = ([_tabbed(line, width) for line in texts] for texts in (old, new))
        places = _but_for_trailing_blanks(lines, mine, theirs) if mine != list(old) else []
        if places:
            how = "it is indented by spaces, and the file by tabs"
            return [EditPlace(start=one.start, end=one.end, new=one.new, how=how) for one in places]
    return []


def _tabbed(line: str, width: int) -> str:
    text = line.lstrip(" ")
    tabs, rest = divmod(len(line) - len(text), width)
    return "\t" * tabs + " " * rest + text


_WAYS = (
    _exactly,
    _but_for_trailing_blanks,
    _but_for_outer_blank_lines,
    _but_for_indentation,
    _but_for_tabs,
)


def _blank_edge(lines: Sequence[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.strip()), len(lines))


def _starts(lines: Sequence[str], old: Sequence[str], form: Callable[[str], str] | None = None) -> list[int]:
    """The first places of `old` in `lines`, compared in that form."""
    if not old:
        return []
    hay, needle = ("\n" + "\n".join(map(form, texts) if form else texts) + "\n" for texts in (lines, old))
    starts: list[int] = []
    at, counted_to, line = hay.find(needle), 0, 0
    while at >= 0 and len(starts) < MOST_PLACES:
        line += hay.count("\n", counted_to, at)
        counted_to = at
        starts.append(line)
        at = hay.find(needle, at + 1)
    return starts


def _why_nowhere(lines: Sequence[str], old: Sequence[str]) -> str:
    there = {line.strip() for line in lines}
    strange = next((line.strip() for line in old if line.strip() not in there and line.strip()), None)
    if strange is not None:
        return f"no line of the file is {strange[:80]!r}"
    return "its lines do not stand together in the file"
