"""Run a Python program as `python3 FILE ...`, `-c CODE` or `-m MODULE` would, in an interpreter that already runs."""

from __future__ import annotations

import atexit
import builtins
import os
import sys
import threading
import traceback
import types
from collections.abc import Callable
from typing import Any, NoReturn

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(program: dict[str, Any], started: Callable[..., None], names: dict[str, Any] | None = None) -> NoReturn:
    """Become the program `argv[1:]`; `names` are built in for it. Ends the process."""
    vars(builtins).update(names or {})
    words = program["argv"][1:]
    try:
        if words[0] == "-m":
            begin, sys.argv, sys.path[:0] = _module(words[1]), ["-m", *words[2:]], [os.getcwd()]
        elif words[0] == "-c":
            begin, sys.argv, sys.path[:0] = _code(words[1].encode(), "<string>"), ["-c", *words[2:]], [""]
        else:
            folder = os.path.dirname(os.path.abspath(words[0]))
            begin, sys.argv, sys.path[:0] = _code(_read(words[0]), words[0]), list(words), [folder]
    except (SyntaxError, ValueError, OSError, MemoryError, RecursionError) as error:
        started("load")
        traceback.print_exception(type(error), error, None)
        leave(1)
    started()
    leave(status_of(begin))


def _module(name: str) -> Callable[[], object]:
    import runpy  # rare, and every page of it would cost every fork

    return lambda: runpy.run_module(name, run_name="__main__", alter_sys=True)


def _read(path: str) -> bytes:
    """A file's contents, without the three objects and many pages of an open file."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    source = b""
    while more := os.read(descriptor, 1 << 20):
        source += more
    os.close(descriptor)
    return source


def _code(source: bytes, filename: str) -> Callable[[], object]:
    code = compile(source, filename, "exec", dont_inherit=True)
    main = types.ModuleType("__main__")
    if filename != "<string>":
        main.__file__ = filename
    main.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = main
    return lambda: exec(code, main.__dict__)


def status_of(begin: Callable[[], object]) -> int:
    """Run a program to its end; its exit status, with the traceback printed as the interpreter does."""
    try:
        begin()
    except SystemExit as leaving:
        return exit_status(leaving.code)
    except BaseException as error:  # noqa: BLE001 - whatever a program raises ends it, as in an interpreter
        report(error)
        return 1
    return 0


def exit_status(code: object) -> int:
    """The exit status of `SystemExit(code)`."""
    if code is None:
        return 0
    if isinstance(code, int):
        return int(code) & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def report(error: BaseException) -> None:
    """Print an uncaught exception by the program's own hook, without our frames."""
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename.startswith(_OURS):
        frames = frames.tb_next
    sys.excepthook(type(error), error.with_traceback(frames), frames)


def leave(status: int) -> NoReturn:
    """End as the interpreter does (threads, exit handlers, buffers) but without tearing the modules down."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - a program may have put anything in the place of these
        status = status or 120
    os._exit(status)
