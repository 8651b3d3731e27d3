"""Run a grader that reaches the candidate only through `call(name, *args)`, and reports over the private channel.

Built in for the grader: `call`, `report`, and the exceptions `NoAnswer` and `CandidateError`.
"""

from __future__ import annotations

import builtins
import json
import os
import socket
from collections.abc import Callable
from typing import Any, NoReturn

from prony.sandbox import values
from prony.sandbox.inside import script

CALLS, CHANNEL = 4, 3


class NoAnswer(Exception):
    """The candidate gave no answer; `verdict` says why (crash, timeout_cpu, fail for a value that is not plain ...)."""

    def __init__(self, verdict: str, detail: str) -> None:
        super().__init__(f"{verdict}: {detail}" if detail else verdict)
        self.verdict = verdict


class CandidateError(Exception):
    """The candidate's function raised an exception that is none of Python's own; `kind` is its name, `kinds` has those
    of its ancestors, too."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.kinds: tuple[str, ...] = (kind,)


class Caller:
    """`call(name, *args, **kwargs)`: what the candidate's function returns, as plain values.

    Raises what the function raised, where that is one of Python's own exceptions, or the nearest of those that it is a
    kind of; else CandidateError. `kinds` of what is raised are its own name and those of its ancestors. NoAnswer where
    no answer came. `call.arguments` then holds the positional arguments as the candidate left them.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.arguments: list[Any] | None = None

    def __call__(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        """Ask, wait, and return or raise."""
        values.send(self._sock, {"name": name, "args": values.encode(list(args)), "kwargs": values.encode(kwargs)})
        reply = values.receive(self._sock)
        if reply is None:
            raise NoAnswer("grader_error", "the bench went away")
        self.arguments = values.decode(reply["arguments"])
        if reply["verdict"] != "pass":
            raise NoAnswer(reply["verdict"], reply["detail"])
        if reply["error"] is not None:
            raise _raised(*reply["error"])
        return values.decode(reply["value"])


def _raised(kind: str, message: str, ancestors: list[str]) -> Exception:
    own = next(filter(None, map(_own_exception, (kind, *ancestors))), None)
    too_wide = own in (Exception, None) and kind != "Exception"
    error = CandidateError(kind, message) if too_wide or own is None else own(message)
    error.kinds = (kind, *ancestors)  # type: ignore[attr-defined]
    return error


def _own_exception(name: str) -> type[Exception] | None:
    known = getattr(builtins, name, None)
    usable = isinstance(known, type) and issubclass(known, Exception) and not issubclass(known, UnicodeError)
    return known if usable else None


def report(**line: Any) -> None:
    """Write one line to the private channel: `report(test=ID, status="pass")`, `report(metric=NAME, value=...)`."""
    data = json.dumps(line).encode() + b"\n"
    while data:
        data = data[os.write(CHANNEL, data) :]


def run(program: dict[str, Any], started: Callable[..., None]) -> NoReturn:
    """Run the grader as a script. Ends the process."""
    caller = Caller(socket.socket(fileno=CALLS))
    given = {"call": caller, "report": report, "NoAnswer": NoAnswer, "CandidateError": CandidateError}
    script.run(program, started, given)
