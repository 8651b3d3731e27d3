"""What tests of picks share."""

from __future__ import annotations

from pathlib import Path

import pytest
from picks import pick_of

from prony.pick import ModelPick
from prony.plain import clean_line
from prony.references.tapes import Script, build_tape


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test looks into the user's cache of weights."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model file with a tokenizer."""
    path = tmp_path_factory.mktemp("tapes") / "hello.gguf"
    build_tape(path, [], default=Script(phrase="", text="hello there\n"))
    return path


@pytest.fixture
def picked(tmp_path):
    """`pick_of` in `tmp_path`, whose sentence is one plain line."""

    def call(stack: str = "", **answers) -> ModelPick:
        found = pick_of(tmp_path, stack, **answers)
        assert clean_line(found.decision.sentence) == found.decision.sentence
        return found

    return call
