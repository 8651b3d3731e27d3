"""Makes the cases of a problem, or compares its reference with another program. Runs in a slot.

    prony_making.py cases SEED          a line of JSON for each case, with what the reference prints
    prony_making.py compare SEED COUNT  one line: {"compared": N}, or the first input on which the two differ
    prony_making.py try SEED COUNT      the same, after the cases were made, of which nothing is printed

In /tests lie the problem's own programs: generate.py, brute.py, reference.py. Each runs in a process of its own.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
import traceback
import types
from collections.abc import Iterator
from typing import Any, NoReturn

TESTS = "/tests"
INPUT_SHOWN, OUTPUT_SHOWN, ERROR_SHOWN = 2000, 1000, 600


class BrokenError(Exception):
    """A program of the problem does not do what it is for."""


def run(name: str, stdin: str) -> tuple[str, int, str]:
    """What the program `name` prints for an input, its exit status, and what it prints to standard error."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as wrong:
        given.write(stdin.encode())
        given.seek(0)
        sys.stdout.flush()
        code = compiled(name)
        pid = os.fork()
        if pid == 0:
            for descriptor, file in enumerate((given, printed, wrong)):
                os.dup2(file.fileno(), descriptor)
            _become(code)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        printed.seek(0)
        wrong.seek(0)
        return printed.read().decode(), status, wrong.read().decode(errors="replace")


@functools.cache
def compiled(name: str) -> types.CodeType:
    """A program, compiled once for all its runs."""
    path = os.path.join(TESTS, name)
    with open(path, encoding="utf-8") as file:
        return compile(file.read(), path, "exec")


def _become(code: types.CodeType) -> NoReturn:
    """Be a program, and end as it ends."""
    status = 0
    try:
        sys.argv = [code.co_filename]
        main_module = types.ModuleType("__main__")
        sys.modules["__main__"] = main_module
        exec(code, main_module.__dict__)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # noqa: BLE001  (whatever ends a program ends only its own process)
        traceback.print_exc()
        status = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  (a stream that is closed)
        status = status or 1
    os._exit(status & 255)


def generated(*arguments: str) -> list[dict[str, Any]]:
    """The lines that generate.py prints, as objects."""
    path = os.path.join(TESTS, "generate.py")
    done = subprocess.run([sys.executable, "-I", path, *arguments], capture_output=True, check=False)
    if done.returncode:
        raise BrokenError(
            f"generate.py ends with {done.returncode}: {done.stderr.decode(errors='replace')[-ERROR_SHOWN:]}"
        )
    cases = [json.loads(line) for line in done.stdout.decode().splitlines() if line.strip()]
    for case in cases:
        if not isinstance(case, dict) or not isinstance(case.get("stdin"), str):
            raise BrokenError(f"generate.py prints what is no case with stdin: {json.dumps(case)[:ERROR_SHOWN]}")
    return cases


def made(seed: str) -> Iterator[dict[str, Any]]:
    """The cases, with what the reference prints."""
    for case in generated(seed):
        printed, status, wrong = run("reference.py", case["stdin"])
        if status != case.get("exit", 0):
            raise BrokenError(f"the reference ends with {status} on {case.get('id')}: {wrong[-ERROR_SHOWN:]}")
        yield {**case, "expect": printed}


def compare(seed: str, count: str) -> None:
    """Print whether the reference and the brute force print the same for `count` random inputs."""
    cases = generated(seed, count)
    if len(cases) != int(count):
        raise BrokenError(f"generate.py {seed} {count} prints {len(cases)} inputs")
    for case in cases:
        mine, theirs = run("reference.py", case["stdin"]), run("brute.py", case["stdin"])
        if mine[:2] != theirs[:2]:
            told = {"stdin": case["stdin"][:INPUT_SHOWN], "error": (mine[2] or theirs[2])[-ERROR_SHOWN:]}
            told |= {"reference": mine[0][:OUTPUT_SHOWN], "brute": theirs[0][:OUTPUT_SHOWN]}
            print(json.dumps({"compared": len(cases), "differs": told}))
            return
    print(json.dumps({"compared": len(cases)}))


def main(mode: str, *arguments: str) -> None:
    """Make cases, or compare."""
    try:
        if mode == "cases":
            for case in made(*arguments):
                print(json.dumps(case, ensure_ascii=False))
            return
        if mode == "try":
            list(made(arguments[0]))
        compare(*arguments)
    except (BrokenError, SyntaxError, ValueError) as error:
        print(str(error), file=sys.stderr)
        sys.exit(3)


main(*sys.argv[1:])
