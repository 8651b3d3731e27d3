"""Negative controls for .bats files: each common way to fail, and each test of the suite once more, failing at its end.

A submission is never in the process that judges a test: what turned a control green would be a hole in that wall.
"""

from __future__ import annotations

import secrets

from prony.grading.canaries import Canaries, random_name
from prony.grading.languages.bash.bats_files import tests_of

WAYS = {
    "": ("false", "return 1", "exit 0", 'run echo {n}; [ "$output" = {m} ]', "run false; [ $status -eq 0 ]"),
    "[[": ("[[ {n} == {m} ]]",),
    "((": ("(( {n} == {m} ))",),
    "test ": ("test {n} -eq {m}",),
    "fail": ("fail {n}",),
    "lines": ('run echo {n}; [ "${{lines[0]}}" = {m} ]',),
    "assert_success": ("run false; assert_success",),
    "assert_failure": ("run true; assert_failure",),
    "assert_output": (
        "run echo {n}; assert_output {m}",
        "run echo {n}; assert_output --partial {m}",
        "run echo {n}; assert_output --regexp '^{m}$'",
    ),
    "assert_line": ("run echo {n}; assert_line {m}",),
    "refute": ("run echo {n}; refute_output {n}", "run echo {n}; refute_line {n}"),
    "run -": ("run -0 false", "run -1 true"),
    "assert_equal": ("assert_equal {n} {m}",),
    "diff": ("diff <(echo {n}) <(echo {m})",),
    "cmp": ("cmp <(echo {n}) <(echo {m})",),
    "grep": ("echo {n} | grep -q {m}",),
}
"""How a test can fail, by a word that stands in a file whose tests may fail so."""


LOADING = 2
"""How many of them load the submission first: what it defines is not in the process that judges, so that others need
not."""


def _load(module: str, index: int) -> str:
    return f'  source "./{module}" || true\n' if index < LOADING else ""


def bats_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Controls for .bats files: what loads the submission and then fails, and a copy of each test."""
    name, label = f"{random_name()}.bats", random_name()
    number = secrets.randbelow(10**9) + 1
    used = [way for word, ways in WAYS.items() if any(word.encode() in data for data in tests.values()) for way in ways]
    lines = [
        f'@test "{label} {index}" {{\n{_load(module, index)}  {way.format(n=number, m=number + 1)}\n}}\n'
        for index, way in enumerate(used)
    ]
    files = {name: "\n".join(lines).encode()}
    ids = [f"{name} > {label} {index}" for index in range(len(lines))]
    for path, data in tests.items():
        text = data.decode("utf-8", "surrogateescape")
        folder = path.rpartition("/")[0]
        new = f"{folder}/{random_name()}.bats" if folder else f"{random_name()}.bats"
        copies = []
        for test in tests_of(path, text):
            copy, number = random_name(), secrets.randbelow(10**9) + 1
            copies.append(f'@test "{copy}" {{\n  {test["function"]}\n  [ {number} -eq {number + 1} ]\n}}\n')
            ids.append(f"{new} > {copy}")
        files[new] = (text.rstrip("\n") + "\n" + "".join(copies)).encode("utf-8", "surrogateescape")
    return Canaries(files=files, ids=tuple(ids))
