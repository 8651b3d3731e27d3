"""Negative controls for ExUnit: each common way to fail, and the suite's own tests once more, failing at their end."""

from __future__ import annotations

import secrets

from prony.grading.canaries import Canaries, random_name

_WAYS = (
    "assert {n} == {m}",
    "assert {n} === {m}",
    "assert {n} != {n}",
    "refute {n} == {n}",
    "assert {n} > {m}",
    "assert nil",
    "assert false",
    "assert is_binary({n})",
    "assert {n} in [{m}]",
    'assert "{n}" =~ "{m}"',
    "assert {{:ok, {m}}} = {{:ok, {n}}}",
    "assert match?({{:ok, _}}, {{:error, {n}}})",
    "{{:ok, _}} = {{:error, {n}}}",
    'flunk("{n}")',
    'raise "{n}"',
    "throw({n})",
    "exit({n})",
    "assert_raise ArgumentError, fn -> {n} end",
    'assert_raise ArgumentError, fn -> raise "{n}" end',
    "assert_in_delta {n}, {m}, 0.5",
    "assert_received {n}",
    "assert_receive {n}, 10",
    "send(self(), {n}); refute_received {n}",
    "send(self(), {n}); refute_receive {n}, 10",
    "assert Enum.map([{n}], &(&1 + 1)) == [{n}]",
    "assert %{{a: {m}}} = %{{a: {n}}}",
    "Process.exit(self(), :kill)",
)


def exunit_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Controls for ExUnit: plain ones beside the suite's tests, and copies of those in a machine of their own.

    The names of tests and modules are the same in both; files have random names. A first line says with which numbers
    each test of a file ends in a comparison.
    """
    plain, apart = _plain(), _plain()
    files, copies = dict(plain.files), dict(apart.files)
    renamed, prefixes, copied = dict[str, str](), dict[str, str](), dict[str, tuple[str, ...]]()
    for path, source in tests.items():
        number = secrets.randbelow(10**9) + 1
        own, copy = _beside(path), _beside(path)
        files[own] = _ending(number, number) + source
        copies[copy] = _ending(number, number + 1) + source
        renamed[path], prefixes[f"{path} > "], copied[f"{path} > "] = own, f"{own} > ", (f"{copy} > ",)
    return Canaries(
        files=files,
        ids=plain.ids,
        renamed=renamed,
        prefixes=prefixes,
        apart=Canaries(files=copies, ids=apart.ids, copied=copied),
    )


def _beside(path: str) -> str:
    """A random name for a file of tests in the folder of `path`."""
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}{random_name()}_test.exs"


def _ending(number: int, other: int) -> bytes:
    return f"#prony {number} {other}\n".encode()


def _plain() -> Canaries:
    name, label, number = f"{random_name()}_test.exs", random_name(), secrets.randbelow(10**9) + 1
    tests = "".join(
        f'  test "{label} {index}" do\n    {way.format(n=number, m=number + 1)}\n  end\n\n'
        for index, way in enumerate(_WAYS)
    )
    text = f"defmodule {random_name().capitalize()}Test do\n  use ExUnit.Case\n\n{tests}end\n"
    return Canaries(
        files={name: _ending(number, number) + text.encode()},
        ids=tuple(f"{name} > {label} {index}" for index in range(len(_WAYS))),
    )
