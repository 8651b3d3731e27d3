"""Real servers are found where they are named or kept, else built of what their pins say; a failed build leaves
nothing."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from prony.errors import EngineError
from prony.sandbox import find_toolchain
from prony.setup.doctor import server_check
from prony.setup.servers import SERVERS, Server, find, llama_server, llama_swap, obtain, ollama, server, steps


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and an environment that names no server."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for variable in (*(one.variable for one in SERVERS), llama_swap.VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path / "cache" / "prony" / "servers"


def program(path: Path, script: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def tiny(
    version: str | None = "1", script: str = "echo '#!/bin/sh' > tiny; chmod +x tiny", lacking: str = ""
) -> Server:
    """A server that one line of shell builds."""

    def build(folder: Path, say: server.Say) -> Path:
        steps.run("tiny", ["sh", "-c", script], folder, say)
        return folder / "tiny"

    return Server("tiny", "PRONY_TINY", lambda: version, "a second", build, lacking)


def test_a_server_is_built_once_and_found_from_then_on(home: Path) -> None:
    said: list[str] = []
    assert find(tiny()) is None
    assert obtain(tiny(), said.append) == home / "tiny-1" / "tiny"
    assert said == [f"tiny 1: a second; kept in {home / 'tiny-1'}"]
    assert obtain(tiny(script="exit 1"), said.append) == find(tiny()) == home / "tiny-1" / "tiny"
    assert [path.name for path in home.iterdir()] == ["tiny-1"]


def test_what_is_built_beside_it_is_kept_beside_it(home: Path) -> None:
    both = tiny(script="for one in tiny mini; do echo '#!/bin/sh' > $one; chmod +x $one; done")._replace(also=("mini",))
    assert obtain(both, lambda line: None) == home / "tiny-1" / "tiny"
    assert sorted(path.name for path in (home / "tiny-1").iterdir()) == ["mini", "tiny"]


def test_another_version_is_another_program(home: Path) -> None:
    assert obtain(tiny(), lambda line: None) != obtain(tiny("2"), lambda line: None)


def test_a_build_that_fails_says_how_it_ended_and_leaves_nothing(home: Path) -> None:
    with pytest.raises(EngineError) as raised:
        obtain(tiny(script="echo no such header >&2; exit 3"), lambda line: None)
    assert raised.value.code == "E214"
    assert "status 3" in raised.value.what
    assert raised.value.cause == "no such header"
    assert list(home.iterdir()) == []


def test_the_environment_names_a_program_instead(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = program(tmp_path / "bin" / "mine")
    monkeypatch.setenv("PRONY_TINY", str(named))
    assert obtain(tiny(script="exit 1"), lambda line: None) == named
    monkeypatch.setenv("PATH", str(named.parent))
    monkeypatch.setenv("PRONY_TINY", "mine")
    assert find(tiny()) == named


def test_a_named_program_that_is_none_is_an_error_and_nothing_is_built(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRONY_TINY", str(tmp_path / "absent"))
    check = server_check(tiny(), lambda line: None)
    assert check.state == "bad"
    assert "PRONY_TINY names no program" in check.text
    assert not home.exists()


def test_without_a_source_the_next_step_is_said() -> None:
    check = server_check(tiny(None, lacking="name a clone"), lambda line: None)
    assert (check.state, check.hint) == ("warn", "name a clone")


def test_a_full_disk_is_said_before_anything_is_built(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_BYTES", 1 << 60)
    with pytest.raises(EngineError) as raised:
        obtain(tiny(script="touch /nowhere"), lambda line: None)
    assert (raised.value.code, "of disk" in raised.value.what) == ("E214", True)


@pytest.mark.parametrize("one", [llama_server, ollama])
def test_a_missing_compiler_is_named_with_the_next_step(
    one: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("CC", "CXX"):
        monkeypatch.delenv(variable, raising=False)
    check = server_check(one.SERVER, lambda line: None)  # type: ignore[attr-defined]
    assert check.state == "bad"
    assert "E213" in check.text
    assert "needs cc" in check.text
    assert "apt install build-essential" in (check.hint or "")


def test_a_missing_cmake_is_named_with_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cc", "c++"):
        program(tmp_path / "bin" / name)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(steps.sysconfig, "get_path", lambda name: str(tmp_path))
    check = server_check(llama_server.SERVER, lambda line: None)
    assert "needs cmake" in check.text
    assert "make engines" in (check.hint or "")


def test_a_module_of_another_digest_is_not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came = json.dumps({"Dir": str(tmp_path), "Sum": "h1:other"})
    go = program(tmp_path / "go", f"test $1 = mod && echo '{came}' && exit 0; touch {tmp_path}/built")
    monkeypatch.setattr(ollama, "go_program", lambda what: str(go))
    for name in ("cc", "c++"):
        program(tmp_path / "bin" / name)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    with pytest.raises(EngineError) as raised:
        obtain(ollama.SERVER, lambda line: None)
    assert "h1:other" in (raised.value.cause or "")
    assert not (tmp_path / "built").exists()


@pytest.mark.skipif(find_toolchain("go") is None, reason="needs Go")
def test_a_clone_is_built_at_its_commit_and_stays_as_it_is(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    (clone / "go.mod").write_text("module tiny\n\ngo 1.24\n")
    (clone / "main.go").write_text('package main\n\nfunc main() { println("swap") }\n')
    monkeypatch.setenv(llama_swap.VARIABLE, str(clone))
    assert llama_swap.version() == "src"
    git = ["git", "-C", str(clone), "-c", "user.name=n", "-c", "user.email=e@e"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], check=True)
    built = obtain(llama_swap.SERVER, lambda line: None)
    assert built is not None
    assert built.parent.name == f"llama-swap-{llama_swap.version()}"
    assert subprocess.run([built], capture_output=True, check=True).stderr == b"swap\n"
    assert subprocess.run([*git, "status", "--porcelain"], capture_output=True, check=True).stdout == b""


def test_a_step_of_a_build_has_no_key_that_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRONY_SIGNING_KEY", "s3cret")
    monkeypatch.setenv("ELSE", "else")
    told = steps.run("tiny", ["env"], tmp_path, lambda line: None)
    assert b"ELSE=else" in told
    assert b"SIGNING" not in told
    assert b"s3cret" not in told
