"""Edit blocks: the changes of files that a reply holds, in the forms in which models write them. Pure.

search/replace  `<<<<<<< SEARCH` or `------- SEARCH`, what stands there, `=======`, what takes its place,
                `>>>>>>> REPLACE`
unified diff    `--- a/NAME`, `+++ b/NAME`, `@@`: hunks, whose numbers and names may be wrong or missing
patch           `*** Begin Patch`, `*** Update File: NAME`: hunks without numbers, files that are added or deleted
whole file      a fence that is named for it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from prony.nouns import Noun
from prony.suites.fences import Block
from prony.suites.fitting import fit
from prony.suites.naming import claim_of

MOST_EDITS = 500
_SEARCH = re.compile(
    r"^(?P<indent>[ \t]*)(?:<{5,9}|-{5,9})[ \t]*(?:SEARCH|ORIGINAL|HEAD|OLD|BEFORE|CURRENT)\b(?P<rest>[^\n]*)$", re.I
)
_DIVIDER = re.compile(r"^[ \t]*={5,9}[ \t]*$")
_REPLACE = re.compile(
    r"^[ \t]*(?:>{5,9}(?:[ \t]*[\w./ -]{1,80})?|\+{5,9}[ \t]*(?:REPLACE|UPDATED|NEW|AFTER))[ \t]*`*[ \t]*$", re.I
)
_START_LINE = re.compile(r"^[ \t]*:?(?:start|end)_line:[ \t]*\d+[ \t]*$")
"""Numbers that some tools have a block begin with, before a line of dashes."""
_HUNK = re.compile(r"^@@(?:[ \t]*-(?P<at>\d+)(?:,(?P<old>\d+))?[ \t]+\+\d+(?:,(?P<new>\d+))?[ \t]*@@|[ \t]|$)")
_PATCH_FILE = re.compile(r"^\*\*\* (?P<what>Update|Add|Delete) File:[ \t]*(?P<name>\S[^\n]{0,200}?)[ \t]*$")
_PATCH_END = re.compile(r"^\*\*\* (?:Begin Patch|End Patch|End of File|Move to:)")
_FENCE = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_NOTHING = "/dev/null"
_MARKS = " \t#*_`:'\"<>()[]"


class Edit(Noun, frozen=True, kw_only=True):
    """One change of one file: `old` lines become `new` ones.

    line: of the reply, from 1. path: the file as the reply names it; None where it names none. creates: what was there
    does not matter. broken: why it cannot be read.
    """

    line: int
    form: str
    path: str | None = None
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    near: int | None = None
    creates: bool = False
    deletes: bool = False
    cut: bool = False
    broken: str = ""
    otherwise: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Other pairs of old and new lines that it may be read as, where more than one line divides them."""


def edits_in(text: str, known: Collection[str]) -> list[Edit]:
    """The edits of `text` in their order, at most MOST_EDITS. known: the paths of the files that exist."""
    return _Walk(text.split("\n"), known).edits()


class _Walk:
    """One pass over the lines of a reply. `name`: the file that was named last."""

    def __init__(self, lines: list[str], known: Collection[str]) -> None:
        self._lines = lines
        self._known = frozenset(known)
        self._at = 0
        self._name: str | None = None
        self._fence: tuple[str, str, int, str | None] | None = None
        """The fence that is open: its mark, its info string, its line, and what it was named for."""
        self._edited_within = False
        self._found: list[Edit] = []

    def edits(self) -> list[Edit]:
        """Walk to the end."""
        while self._at < len(self._lines) and len(self._found) < MOST_EDITS:
            if not (self._search_block() or self._diff() or self._patch() or self._hunks() or self._fence_line()):
                self._named_by_line()
                self._at += 1
        return self._found

    def _add(self, edit: Edit) -> None:
        self._found.append(edit)
        self._edited_within = True

    # --- names -------------------------------------------------------------------------------------------------------

    def _named_by_line(self) -> None:
        """Remember the file that a line names, where it says little else."""
        line = self._lines[self._at]
        if len(line) <= 300 and (name := self._named(line)) is not None:
            self._name = name

    def _named(self, line: str) -> str | None:
        bare = line.strip(_MARKS)
        bare = re.sub(r"^(?:\d+[.)]\s*)?(?:file(?:name|path)?|path|in|update|edit)\s*:?\s+", "", bare, flags=re.I)
        bare = bare.strip(_MARKS)
        if bare in self._known:
            return bare
        claim = claim_of(Block(info="", body="", above=line))
        if claim is not None and (claim.plain or claim.name in self._known):
            return claim.name
        return None

    def _fence_line(self) -> bool:
        """Open or close a fence."""
        match = _FENCE.match(self._lines[self._at])
        if match is None:
            return False
        mark, info = match["fence"], match["info"].strip()
        self._at += 1
        if self._fence is not None and mark.startswith(self._fence[0]) and not info:
            self._close(self._at - 1, closed=True)
            return True
        if self._fence is None:
            name = self._named_in(info)
            self._name = name or self._name
            above = name or self._named(self._line_above(self._at - 2))
            self._fence, self._edited_within = (mark, info, self._at, above), False
            if self._is_whole_file():
                end = next((at for at in range(self._at, len(self._lines)) if self._closes(at)), len(self._lines))
                self._at = end + 1
                self._close(end, closed=end < len(self._lines))
        return True

    def _is_whole_file(self) -> bool:
        """Whether the fence that was just opened holds a file, and no edit."""
        assert self._fence is not None
        if self._fence[3] is None:
            return False
        for at in range(self._at, len(self._lines)):
            if self._closes(at):
                return True
            line = self._lines[at]
            if _SEARCH.match(line) or line.startswith("@@") or _PATCH_FILE.match(line) or self._header(at):
                return False
        return True

    def _closes(self, at: int) -> bool:
        match = _FENCE.match(self._lines[at])
        return (
            match is not None
            and match["fence"].startswith(self._fence[0] if self._fence else "")
            and not match["info"].strip()
        )

    def _line_above(self, at: int) -> str:
        while at >= 0 and not self._lines[at].strip():
            at -= 1
        return self._lines[at][:300] if at >= 0 else ""

    def _named_in(self, info: str) -> str | None:
        words = re.split(r"[\s:={}\"']+", info)
        known = next((word for word in words if word in self._known), None)
        claim = claim_of(Block(info=info, body="")) if info else None
        return known or (claim.name if claim is not None else None)

    def _close(self, end: int, *, closed: bool) -> None:
        """Leave a fence; one that is named for a file and holds no edit is that file."""
        assert self._fence is not None
        _, info, start, name = self._fence
        self._fence = None
        if name is not None and not self._edited_within:
            body = tuple(self._lines[start:end])
            if not fit(Block(info=info, body="\n".join(body)), name):
                return
            self._found.append(Edit(line=start, form="a whole file", path=name, new=body, creates=True, cut=not closed))

    # --- search/replace ----------------------------------------------------------------------------------------------

    def _search_block(self) -> bool:
        begin = _SEARCH.match(self._lines[self._at])
        if begin is None:
            return False
        start = self._at + 1
        while start < len(self._lines) and _START_LINE.match(self._lines[start]):
            start += 1
        if start > self._at + 1 and start < len(self._lines) and set(self._lines[start].strip()) == {"-"}:
            start += 1
        end = start
        while end < len(self._lines) and not _REPLACE.match(self._lines[end]) and not _SEARCH.match(self._lines[end]):
            end += 1
        dividers = [at for at in range(start, end) if _DIVIDER.match(self._lines[at])]
        closed = end < len(self._lines) and _REPLACE.match(self._lines[end]) is not None
        if dividers and not closed:
            fence = next((at for at in range(dividers[0] + 1, end) if _FENCE.match(self._lines[at])), None)
            closed, end = (True, fence - 1) if fence is not None else (end < len(self._lines), end - 1)
        name = self._named(begin["rest"]) or self._first_line_name(begin["rest"]) or self._name
        edit = Edit(line=self._at + 1, form="a search/replace block", path=name)
        self._name = name
        if not dividers:
            why = "it has no line ======= between what is searched and what takes its place"
            self._add(msgspec.structs.replace(edit, broken=why, cut=not closed))
            self._at = end if end < len(self._lines) and _SEARCH.match(self._lines[end]) else end + 1
            return True
        indent = begin["indent"]
        pairs = [
            (
                self._texts(start, at, indent),
                self._texts(at + 1, end if closed_by_mark(self._lines, end) else end + 1, indent),
            )
            for at in dividers[:8]
        ]
        old, new = pairs[0]
        self._add(
            msgspec.structs.replace(
                edit, old=old, new=new, otherwise=tuple(pairs[1:]), cut=not closed, creates=not any(old)
            )
        )
        self._at = end + 1
        return True

    def _first_line_name(self, rest: str) -> str | None:
        word = rest.strip(_MARKS)
        return word if word and "/" in word and " " not in word else None

    def _texts(self, start: int, end: int, indent: str) -> tuple[str, ...]:
        """The lines without the indentation that the whole block has, as within a list."""
        lines = self._lines[start:end]
        if indent and all(line.startswith(indent) or not line.strip() for line in lines):
            return tuple(line[len(indent) :] for line in lines)
        return tuple(lines)

    # --- diffs -------------------------------------------------------------------------------------------------------

    def _header(self, at: int) -> bool:
        return (
            self._lines[at].startswith("--- ") and at + 1 < len(self._lines) and self._lines[at + 1].startswith("+++ ")
        )

    def _diff(self) -> bool:
        if not self._header(self._at):
            return False
        old, new = (_header_name(self._lines[self._at + more], self._known) for more in (0, 1))
        line = self._at + 1
        self._at += 2
        self._name = new if new != _NOTHING else old
        count = len(self._found)
        while self._at < len(self._lines) and _HUNK.match(self._lines[self._at]):
            self._hunk(created=old == _NOTHING)
        if new == _NOTHING:
            self._found[count:] = [Edit(line=line, form="a diff", path=old, deletes=True)]
        elif len(self._found) == count:
            self._add(Edit(line=line, form="a diff", path=self._name, broken="no hunk follows the names of the file"))
        return True

    def _patch(self) -> bool:
        line = self._lines[self._at]
        if _PATCH_END.match(line):
            self._at += 1
            return True
        match = _PATCH_FILE.match(line)
        if match is None:
            return False
        self._name, start = match["name"], self._at + 1
        self._at += 1
        if match["what"] == "Delete":
            self._add(Edit(line=start, form="a patch", path=self._name, deletes=True))
        elif match["what"] == "Add":
            end = self._at
            while end < len(self._lines) and self._lines[end].startswith("+"):
                end += 1
            new = tuple(line[1:] for line in self._lines[self._at : end])
            self._add(Edit(line=start, form="a patch", path=self._name, new=new, creates=True))
            self._at = end
        elif self._at < len(self._lines) and not _HUNK.match(self._lines[self._at]):
            self._hunk(headed=False)
        return True

    def _hunks(self) -> bool:
        """Hunks without the names of a file above them."""
        if _HUNK.match(self._lines[self._at]) is None:
            return False
        self._hunk()
        return True

    def _hunk(self, *, headed: bool = True, created: bool = False) -> None:
        start = self._at
        match = _HUNK.match(self._lines[start]) if headed else None
        left = [int(match[key] or 1) for key in ("old", "new")] if match and match["at"] else None
        at, old, new = start + headed, list[str](), list[str]()
        while at < len(self._lines):
            line = self._lines[at]
            counted = left is not None and (left[0] > 0 or left[1] > 0)
            if not counted and self._ends_hunk(at, line):
                break
            if _HUNK.match(line) or line.startswith(("```", "~~~", "diff --git ", "*** ")):
                break
            at += 1
            if line.startswith("\\"):
                continue
            sign, text = (line[0], line[1:]) if line[:1] in ("+", "-", " ") else (" ", line)
            old += [text] if sign != "+" else []
            new += [text] if sign != "-" else []
            left = [left[0] - (sign != "+"), left[1] - (sign != "-")] if left else None
        cut = at >= len(self._lines) and self._fence is not None
        while old and new and not old[-1].strip() and not new[-1].strip() and self._lines[at - 1] == "":
            old, new, at = old[:-1], new[:-1], at - 1
        near = int(match["at"]) - 1 if match and match["at"] else None
        edit = Edit(line=start + 1, form="a hunk", path=self._name, near=near, cut=cut)
        if old == new:
            self._add(msgspec.structs.replace(edit, broken="it changes nothing"))
        else:
            self._add(msgspec.structs.replace(edit, old=tuple(old), new=tuple(new), creates=created and not old))
        self._at = max(at, start + 1)

    def _ends_hunk(self, at: int, line: str) -> bool:
        if self._header(at) or _SEARCH.match(line) or (self._fence is not None and self._closes(at)):
            return True
        # Without a fence, words that follow a diff are no part of it.
        return self._fence is None and line[:1] not in ("+", "-", " ", "\\") and (bool(line) or self._is_prose_next(at))

    def _is_prose_next(self, at: int) -> bool:
        following: Sequence[str] = self._lines[at + 1 : at + 2]
        return not following or following[0][:1] not in ("+", "-", " ")


def closed_by_mark(lines: Sequence[str], at: int) -> bool:
    """Whether line `at` is the mark that ends a search/replace block, or begins another."""
    return at < len(lines) and (_REPLACE.match(lines[at]) is not None or _SEARCH.match(lines[at]) is not None)


def _header_name(line: str, known: Collection[str]) -> str:
    name = line[4:].split("\t")[0].strip().strip("\"'`")
    if name not in known and " " in name and "." in (first := name.split()[0]):
        name = first  # words or a date behind it
    if name == _NOTHING or name in known:
        return name
    return name[2:] if name.startswith(("a/", "b/")) else name
