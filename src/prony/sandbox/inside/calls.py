"""Answer calls of a Python module's functions, one after the other, in the candidate's process."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import socket
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

from prony.sandbox import values
from prony.sandbox.inside import script

CALLS = 4
MAX_TEXT = 2000


def serve(program: dict[str, Any], started: Callable[..., None]) -> NoReturn:
    """Import the program's module, then answer calls until the other end closes. Ends the process.

    Frames in: {"n", "name", "args", "kwargs", "want", "await"}. Frames out: {"ready": true} or {"load": error}, then
    for each call {"n", "value"} or {"n", "error": error} or {"n", "unmarshallable": why}. An error is [type, message,
    names of the type's ancestors].
    """
    sock = socket.socket(fileno=CALLS)
    sys.path.insert(0, program["work"])
    sys.argv = [program["module"]]
    started()
    try:
        module = _load(os.path.join(program["work"], program["module"]))
    except BaseException as error:  # noqa: BLE001 - SystemExit at import is a failure to load, too
        _say(error)
        values.send(sock, {"load": _description(error)})
        script.leave(1)
    values.send(sock, {"ready": True})
    while (message := values.receive(sock)) is not None:
        sock.sendall(_frame(module, message))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _load(path: str) -> Any:
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{name} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _say(error: BaseException) -> None:
    if not isinstance(error, SystemExit):
        # The candidate's own hook may do anything.
        with contextlib.suppress(BaseException):
            script.report(error)


def _frame(module: Any, message: dict[str, Any]) -> bytes:
    """The frame that answers one call."""
    try:
        return values.pack(_answer(module, message))
    except (values.Unmarshallable, RecursionError, RuntimeError) as error:
        return values.pack({"n": message["n"], "unmarshallable": _text(str, error)})


def _answer(module: Any, message: dict[str, Any]) -> dict[str, Any]:
    arguments = values.decode(message["args"])
    reply = {"n": message["n"]}
    target = _function(module, message["name"])
    if target is None:
        return {"n": message["n"], "missing": message["name"]}
    try:
        value = target(*arguments, **values.decode(message["kwargs"]))
        if type(value) is types.CoroutineType and message["await"]:
            value = _awaited(value)
    except SystemExit as leaving:
        script.leave(script.exit_status(leaving.code))
    except BaseException as error:  # noqa: BLE001 - what a function raises is its answer
        reply["error"] = _description(error)
    else:
        reply["value"] = values.encode(value)
    if message["want"]:
        reply["arguments"] = values.encode(arguments)
    return reply


def _awaited(value: types.CoroutineType[Any, Any, Any]) -> Any:
    import asyncio  # 6 MB that every fork would copy the page tables of

    return asyncio.run(value)


def _function(module: Any, name: str) -> Any:
    """The function of that dotted name, or None: its absence is no error that a caller could have asked for."""
    target = module
    try:
        for part in name.split("."):
            target = getattr(target, part)
        return target if callable(target) else None
    except BaseException:  # noqa: BLE001 - a candidate's own __getattr__ may raise anything
        return None


def _description(error: BaseException) -> list[Any]:
    ancestors = _ANCESTORS(type(error))[1:]
    return [_text(_name, error), _text(str, error), [_NAME(kind) for kind in ancestors if kind is not object]]


_NAME: Callable[[type], str] = type.__dict__["__name__"].__get__
_ANCESTORS: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__


def _name(error: BaseException) -> str:
    return _NAME(type(error))


def _text(read: Callable[[BaseException], str], error: BaseException) -> str:
    """Text that a candidate's class gives; it may raise, or give something else."""
    try:
        text = read(error)
    except BaseException:  # noqa: BLE001 - a candidate's own __str__
        return ""
    return str.__str__(text)[:MAX_TEXT] if isinstance(text, str) else ""
