"""Tool calls put together from what servers send of them: pieces, whole calls, and both, with and without numbers.

Where index, id, name and arguments tell together which call a piece belongs to, it goes there. What they leave open is
decided by whether the arguments so far are whole, and flagged `odd_calls`: nothing is merged or doubled silently.
"""

from __future__ import annotations

import itertools
import json
from typing import Any

import msgspec

from prony.gateway.wire.lenient import decode_anyway, mended, word
from prony.gateway.wire.messages import arguments_of

_MOST_LOOKS = 64
"""How often the arguments of one call are looked at for whether they are whole already."""
_LONGEST_NAME = 1024


class ToolCall:
    """A tool call as its deltas arrive: `arguments` is the raw JSON text, which may be cut or broken.

    restated: its arguments came more than once. merged: they are those of several calls, which nothing tells apart.
    """

    __slots__ = ("_looks", "_pieces", "id", "merged", "name", "restated")

    def __init__(self) -> None:
        self.id: str | None = None
        self.name = ""
        self.restated = self.merged = False
        self._pieces: list[str] = []
        self._looks = 0

    def add(self, arguments: Any) -> None:
        """Append a piece of the arguments; what is no text comes whole and becomes JSON."""
        self._pieces.append(_as_text(arguments))

    def replace(self, arguments: Any) -> None:
        """Let these arguments stand instead of what came so far."""
        self._pieces = [_as_text(arguments)]

    def since(self, taken: int) -> list[str] | None:
        """The pieces of the arguments after the first `taken`, as they came; None where those were taken back."""
        return self._pieces[taken:] if taken <= len(self._pieces) else None

    @property
    def begun(self) -> bool:
        """Whether anything of its arguments came."""
        return any(piece.strip() for piece in self._pieces)

    @property
    def whole(self) -> bool:
        """Whether the arguments so far are a JSON object."""
        if not self._pieces or not self._pieces[-1].rstrip().endswith("}") or self._looks >= _MOST_LOOKS:
            return False
        self._looks += 1
        return isinstance(_object("".join(self._pieces)), dict)

    def same(self, arguments: Any) -> bool:
        """Whether these arguments say what the ones so far say."""
        mine, other = "".join(self._pieces), _as_text(arguments)
        return mine.strip() == other.strip() or (_object(mine) or 0) == (_object(other) or 1)

    def extended_by(self, arguments: Any) -> bool:
        """Whether these arguments begin with all that came so far."""
        return _as_text(arguments).startswith("".join(self._pieces))

    @property
    def arguments(self) -> str:
        """The arguments as far as they came: once, where pieces repeat what came before them."""
        pieces = self._pieces
        text = "".join(pieces)
        if len(pieces) > 1 and _object(text) is None:
            before, last = "".join(pieces[:-1]), pieces[-1]
            grown = all(piece.startswith(earlier) for earlier, piece in itertools.pairwise(pieces))
            again = last.startswith(before) or last.strip() == before.strip()
            if (grown or again) and (_object(last) is not None or (again and len(pieces) > 2) or len(pieces) > 3):
                self.restated, text = True, last
        if _object(text) is None and (objects := _objects(text)):
            # The same object several times is one; different ones are calls that somebody ran together.
            self.merged = len(set(objects)) > 1
            if not self.merged:
                self.restated, text = True, objects[0]
        return mended(text)


class CallReader:
    """Puts the calls of one reply together, into `calls`: in the order of their index, else in that of their coming."""

    __slots__ = ("_at", "_flags", "_ids", "calls")

    def __init__(self, calls: dict[int, ToolCall], flags: set[str]) -> None:
        self.calls = calls
        self._flags = flags
        self._at: dict[int | str, ToolCall] = {}
        self._ids: dict[str, ToolCall] = {}

    def named(self, identifier: str | None) -> ToolCall | None:
        """The call that came with an id; None where none did."""
        return self._ids.get(identifier) if identifier else None

    def take(self, entries: Any) -> int:
        """Read a list of deltas, or one; returns how many characters they brought."""
        brought = 0
        for position, entry in enumerate(_listed(entries)):
            if not isinstance(entry, dict):
                self._flags.add("odd_calls")
                continue
            brought += self._one(entry, position)
        return brought

    def take_whole(self, entries: Any, *, last: bool = False) -> int:
        """Read a list of whole calls, which are told apart by their order alone; returns how many characters they
        brought. last: the reply ends with them, where all calls may come again."""
        calls, brought = [], 0
        for entry in _listed(entries):
            if isinstance(entry, dict):
                call = ToolCall()
                call.id, call.name, arguments = _parts(entry)
                call.add(arguments)
                calls.append(call)
                brought += len(call.arguments)
        known = [(call.name, call.arguments) for call in self.calls.values()]
        if last and known and known == [(call.name, call.arguments) for call in calls]:
            self._flags.add("repeated_whole")
            return 0
        self.calls.update(enumerate(calls, start=len(self.calls)))
        return brought

    def again(self, entries: Any) -> None:
        """Read whole calls that come after the pieces of the same ones."""
        known = [call for _, call in sorted(self.calls.items())]
        for position, entry in enumerate(_listed(entries)):
            if not isinstance(entry, dict):
                continue
            identifier, name, arguments = _parts(entry)
            call = self._ids.get(identifier or "") or (known[position] if position < len(known) else None)
            if call is None:
                self._one({**entry, "index": None}, len(known) + position)
            elif arguments is not None and (not call.same(arguments) or (name and name != call.name)):
                if call.whole or not arguments:
                    self._flags.add("repeat_differs")
                    continue
                call.name = name or call.name
                call.replace(arguments)
                call.restated = True
            else:
                call.restated = True

    def _one(self, entry: dict[str, Any], position: int) -> int:
        identifier, name, arguments = _parts(entry)
        number = _number(entry.get("index"))
        place = f"at {position}" if number is None else number
        call = self._ids.get(identifier) if identifier else None
        if isinstance(arguments, str) and arguments.lstrip().startswith('"{'):
            before = call or self._at.get(place)
            arguments = _unquoted(arguments) if before is None or not before.begun or before.whole else arguments
        if call is not None and not self._goes_on(call, place, name, arguments):
            call = None
        elif call is None:
            call = self._at.get(place)
            if call is None and not identifier and self.calls:
                call = self._unplaced(number, position, name)
            if call is not None and not self._continues(call, identifier, name, arguments):
                call = None
        if call is None:
            call = self._new(place)
            call.name = name or (self._at[place].name if place in self._at else "")
        elif name and name != call.name:
            self._rename(call, name)
        self._at[place] = call
        if identifier:
            self._ids.setdefault(identifier, call)
            call.id = call.id or identifier
        return self._add(call, arguments)

    def _unplaced(self, number: int | None, position: int, name: str) -> ToolCall | None:
        """The call that a piece at a new place may belong to: some number pieces, not calls, or only some."""
        last = next(reversed(self.calls.values()))
        if number is None:
            return last if position == 0 else None
        if name:
            return None
        self._flags.add("odd_calls")
        return None if last.whole else last

    def _goes_on(self, call: ToolCall, place: int | str, name: str, arguments: Any) -> bool:
        """Whether a piece with the id of `call` belongs to it: some servers give all calls the same id."""
        if not name or not isinstance(place, int) or place in self._at:
            return self._continues(call, call.id, name, arguments)
        self._flags.add("odd_calls")
        if name != call.name or not arguments:
            return name == call.name and not call.begun
        if call.begun and not call.same(arguments) and call.extended_by(arguments):
            # The same call once more under another number, with more of its arguments.
            call.replace("")
            call.restated = True
        return not call.begun or call.same(arguments)

    def _continues(self, call: ToolCall, identifier: str | None, name: str, arguments: Any) -> bool:
        """Whether a piece at the place of `call` belongs to it, and begins no other call."""
        if identifier and call.id and identifier != call.id:
            self._flags.add("odd_calls")
            # A server may draw a new id for every piece: then the name does not come again, or the call is not whole.
            return not name or (name == call.name and not call.whole)
        if not name:
            return not (_opens(arguments) and call.whole and not call.same(arguments)) or self._second()
        if call.whole:
            if name == call.name and (not arguments or call.same(arguments)):
                if identifier is None and arguments:
                    self._flags.add("odd_calls")
                return True
            return self._second()
        if name == call.name or not call.begun:
            return True
        return self._second()

    def _second(self) -> bool:
        self._flags.add("odd_calls")
        return False

    def _rename(self, call: ToolCall, name: str) -> None:
        """A name that comes in pieces, or grows."""
        if call.begun:
            return
        call.name = name if name.startswith(call.name) else call.name + name
        if len(call.name) > len(name):
            self._flags.add("odd_calls")

    def _new(self, place: int | str) -> ToolCall:
        call = ToolCall()
        free = isinstance(place, int) and place not in self.calls
        self.calls[place if free and isinstance(place, int) else max(self.calls, default=-1) + 1] = call
        return call

    def _add(self, call: ToolCall, arguments: Any) -> int:
        if arguments is None or arguments == "":
            return 0
        if _opens(arguments) and call.whole:
            call.restated = True
            return 0
        call.add(arguments)
        return len(arguments) if isinstance(arguments, str) else 1


def _listed(entries: Any) -> list[Any]:
    """Entries of a list; those of a table by their numbers, in their order, or the only one."""
    if isinstance(entries, list):
        return entries
    if not isinstance(entries, dict):
        return []
    numbered = entries and all(key.isdecimal() and isinstance(value, dict) for key, value in entries.items())
    return list(entries.values()) if numbered else [entries]


def _parts(entry: dict[str, Any]) -> tuple[str | None, str, Any]:
    """Id, name and arguments of an entry, which may hold the function's own fields."""
    function = entry.get("function")
    inner = function if isinstance(function, dict) else entry
    arguments = next((inner[key] for key in ("arguments", "parameters", "input") if inner.get(key) is not None), None)
    return word(entry.get("id"), _LONGEST_NAME) or None, word(inner.get("name"), _LONGEST_NAME) or "", arguments


def _number(index: Any) -> int | None:
    if isinstance(index, str) and index.isdecimal() and len(index) < 6:
        index = int(index)
    usable = isinstance(index, int) and not isinstance(index, bool) and 0 <= index < 10**6
    return index if usable else None


def _opens(arguments: Any) -> bool:
    return isinstance(arguments, dict) or (isinstance(arguments, str) and arguments.lstrip()[:1] == "{")


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        value = decode_anyway(text.encode("utf-8", "replace"))
    return value if isinstance(value, dict) else None


def _objects(text: str) -> list[str]:
    """The objects that a text consists of, as they are written; empty where it holds anything else."""
    decoder, written, at = json.JSONDecoder(), [], 0
    text = text.strip()
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        if not isinstance(value, dict):
            return []
        written.append(text[at:end])
        while end < len(text) and text[end].isspace():
            end += 1
        at = end
    return written


def _unquoted(arguments: str) -> str:
    """Arguments that were written as JSON twice, as they were the first time."""
    try:
        inner = json.loads(arguments)
    except (ValueError, RecursionError):
        return arguments
    return inner if isinstance(inner, str) and _object(inner) is not None else arguments


def _as_text(arguments: Any) -> str:
    if isinstance(arguments, str):
        return arguments
    try:
        return msgspec.json.encode(arguments).decode()
    except UnicodeError:  # halves of characters
        return arguments_of(arguments)
