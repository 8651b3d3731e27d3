"""What the doctor says of toolchains: which one it is, what it lacks, and what to do about it."""

import pytest

from prony.errors import SandboxError
from prony.grading.toolchains import missing_toolchains
from prony.sandbox import find_toolchain
from prony.sandbox.toolchains import TOOLCHAINS
from prony.setup import toolchain_checks as room
from prony.setup.toolchain_checks import toolchain_checks
from prony.suites import load_suite


async def rows(**overrides):
    return {check.name: check async for check in toolchain_checks(overrides or None)}


async def test_each_toolchain_has_a_row_with_its_version_its_digest_and_its_place():
    found = await rows()
    assert list(found) == list(TOOLCHAINS)
    for name, check in found.items():
        chain = find_toolchain(name)
        if chain is not None:
            assert check.state == "ok"
            assert chain.identity in check.text
            assert chain.binary in check.text


async def test_an_absent_toolchain_costs_its_tasks_and_says_what_to_do():
    with TOOLCHAINS.adding("go", lambda override: None):
        check = (await rows())["go"]
        assert (check.state, check.hint) == ("warn", "make toolchains, or pip install 'prony[go]'")
        absent = missing_toolchains(load_suite("quick").tasks)
    assert {name: why for name, why in absent.items() if "/go-" in name} == {
        "quick/go-totals": "no toolchain for go",
        "quick/go-ring": "no toolchain for go",
    }


async def test_a_toolchain_that_no_extra_brings_is_not_offered_as_one():
    with TOOLCHAINS.adding("cobol", lambda override: None):
        check = (await rows())["cobol"]
    assert (check.state, check.hint) == ("warn", "install cobol")


@pytest.mark.skipif(find_toolchain("go") is None, reason="no Go on this machine; its wheel is the extra `go`")
async def test_a_library_that_cannot_be_compiled_is_a_warning_with_the_cause(monkeypatch):
    def refused(*arguments, **options):
        raise SandboxError("E413", "go cannot compile its own library", cause="no space left", hint="make room")

    monkeypatch.setattr(room, "names_in_stock", lambda stock: frozenset())
    monkeypatch.setattr(room, "open_sandbox", refused)
    check = (await rows())["go"]
    assert (check.state, check.hint) == ("warn", "no space left make room")
    assert check.text.startswith("E413")
