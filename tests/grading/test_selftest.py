"""Self-tests of toolchains: what holds is remembered, what does not is told."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from prony.grading import selftest
from prony.grading.languages import LANGUAGE_PARTS
from prony.grading.selftest import samples_for, self_test
from prony.languages import LANGUAGES
from prony.sandbox import find_toolchain, open_sandbox


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "cache_dir", lambda: tmp_path)


@pytest.mark.parametrize("name", LANGUAGES.names())
def test_every_language_that_a_toolchain_runs_has_samples(name: str) -> None:
    parts = LANGUAGE_PARTS.get(name)
    if parts is None or find_toolchain(LANGUAGES[name].toolchain) is None:
        pytest.skip(f"{name} cannot be run here")
    assert samples_for(LANGUAGES[name].toolchain) is not None


async def test_what_holds_is_remembered_and_tried_anew_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_sandbox(slots=2) as sandbox:
        first = await self_test("python", sandbox)
        assert first is not None
        assert first.holds, first
        assert set(first.claims) == {"right answer", "another answer", "endless loop", "flood"}

        async def refuse(*arguments: object) -> str:
            return "asked again"

        monkeypatch.setattr(selftest, "_run", refuse)
        assert await self_test("python", sandbox) == first
        again = await self_test("python", sandbox, anew=True)
    assert again is not None
    assert set(again.claims.values()) == {"asked again"}


async def test_an_interpreter_that_answers_wrongly_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always_42(toolchain: str) -> tuple[str, dict[str, dict[str, bytes]]]:
        parts = LANGUAGE_PARTS["python"]
        return "python", {**parts.samples(), "hello": {"hello.py": b"print(42)"}}

    monkeypatch.setattr(selftest, "samples_for", always_42)
    async with open_sandbox(slots=1) as sandbox:
        seen = await self_test("python", sandbox)
    assert seen is not None
    assert {claim: it for claim, it in seen.claims.items() if it} == {"another answer": "42"}
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.skipif(find_toolchain("chromium") is None, reason="no browser: prony toolchains get chromium")
async def test_a_browser_is_tried_by_pages() -> None:
    async with open_sandbox(slots=1, toolchains=("chromium",)) as sandbox:
        seen = await self_test("chromium", sandbox)
    assert seen is not None
    assert seen.holds, seen


def test_a_toolchain_that_no_language_has_samples_for_is_not_tried() -> None:
    assert samples_for("cobol") is None


def test_a_damaged_memory_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_bytes(msgspec.json.encode({"language": 3}))
    assert selftest._remembered(tmp_path / "torn.json") is None
