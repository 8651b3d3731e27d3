"""Packages of the npm registry: laid down as their lock says, checked by npm, and nothing of them run."""

from __future__ import annotations

import json
import os
import platform
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from npm_registry import NpmRegistry, npm_registry, write_lock

from prony import kits
from prony.errors import FetchError
from prony.fetch import Progress, Reporter, Stopped
from prony.kits import KITS, Kit, Piece
from prony.kits.making import make
from prony.kits.packages import Npm, npm

pytestmark = pytest.mark.skipif(npm.npm_command() is None, reason="Node's wheel is not installed (make toolchains)")
HERE, ELSEWHERE = ("x64", "arm64") if platform.machine() == "x86_64" else ("arm64", "x64")


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NpmRegistry]:
    """A registry on the loopback, which npm takes for the user's own."""
    with npm_registry() as registry:
        monkeypatch.setenv("npm_config_registry", registry.url)
        monkeypatch.setenv("npm_config_userconfig", str(tmp_path / "no-npmrc"))
        monkeypatch.setattr(npm, "OPTIONS", (*npm.OPTIONS, "--fetch-retries=0"))
        yield registry


def packages(lock: str, **changes: object) -> Npm:
    facts: dict[str, Any] = {"name": "tiny", "licence": "MIT", "download_bytes": 2000, "unpacked_bytes": 4000}
    return Npm(lock=lock, **(facts | changes))


def kit(lock: str, **changes: object) -> Kit:
    return Kit(id="tiny", about="a tiny tool", packages=(packages(lock, **changes),))


def lay(lock: str, into: Path) -> tuple[Piece, ...]:
    into.mkdir(parents=True)
    return packages(lock).lay(into, Reporter("tiny", 2000, lambda step: None, lambda: False))


def failure(lock: str, into: Path) -> FetchError:
    with pytest.raises(FetchError) as caught:
        lay(lock, into)
    assert list(into.iterdir()) == []
    assert [path for path in into.parent.iterdir() if path.name.startswith(".npm-")] == []
    return caught.value


def test_packages_are_laid_down_as_their_lock_says(registry: NpmRegistry, tmp_path: Path) -> None:
    entries = {
        "tool": registry.add("tool", "1.2.3", {"bin/run": "x"}),
        "@made/types": registry.add("@made/types", "4.0.0"),
    }
    registry.add("tool", "1.2.4")
    folder, manifest = make(kit(write_lock(tmp_path / "lock.json", entries)))
    assert (folder / "node_modules/tool/bin/run").read_text() == "x"
    assert json.loads((folder / "node_modules/@made/types/package.json").read_bytes())["version"] == "4.0.0"
    assert {(piece.name, piece.version) for piece in manifest.pieces} == {("tool", "1.2.3"), ("@made/types", "4.0.0")}
    assert sorted(path.name for path in (folder / "node_modules").iterdir()) == ["@made", "tool"]


def test_no_script_of_a_package_is_run(registry: NpmRegistry, tmp_path: Path) -> None:
    scripts = dict.fromkeys(("preinstall", "install", "postinstall", "prepare"), f"touch {tmp_path}/ran")
    entry = registry.add("tool", "1.0.0", scripts=scripts) | {"hasInstallScript": True}
    lay(write_lock(tmp_path / "lock.json", {"tool": entry}), tmp_path / "kit")
    assert not (tmp_path / "ran").exists()


def test_of_packages_for_other_machines_nothing_is_fetched(registry: NpmRegistry, tmp_path: Path) -> None:
    entries = {
        "here": registry.add("here", "1.0.0", os=["linux"], cpu=[HERE]),
        "elsewhere": registry.add("elsewhere", "1.0.0", os=["linux"], cpu=[ELSEWHERE]),
        "windows": registry.add("windows", "1.0.0", os=["win32"]),
        "not-here": registry.add("not-here", "1.0.0", os=["!linux"]),
    }
    pieces = lay(write_lock(tmp_path / "lock.json", entries, optional=tuple(entries)), tmp_path / "kit")
    assert [piece.name for piece in pieces] == ["here"]
    assert {asked.partition("/")[0] for asked in registry.asked} == {"here"}


@pytest.mark.parametrize("optional", [pytest.param((), marks=pytest.mark.slow), ("tool",)])
def test_a_package_with_another_digest_is_refused_even_where_npm_would_leave_it_out(
    registry: NpmRegistry, tmp_path: Path, optional: tuple[str, ...]
) -> None:
    entry = registry.add("tool", "1.0.0", os=["linux"], cpu=[HERE])
    registry.garbled.add("tool")
    error = failure(write_lock(tmp_path / "lock.json", {"tool": entry}, optional), tmp_path / "kit")
    assert error.code == "E712"
    assert "EINTEGRITY" in str(error.cause)


def test_what_npm_leaves_out_is_noticed(registry: NpmRegistry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0")})
    monkeypatch.setattr(npm, "OPTIONS", (*npm.OPTIONS, "--dry-run"))
    error = failure(lock, tmp_path / "kit")
    assert (error.code, error.what) == ("E711", "npm has not laid down tool 1.0.0")


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "does not have it"),
        pytest.param(401, "npm login", marks=pytest.mark.slow),
        pytest.param(500, "try again", marks=pytest.mark.slow),
    ],
)
def test_a_registry_that_refuses_is_told_with_a_next_step(
    registry: NpmRegistry, tmp_path: Path, status: int, says: str
) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0")})
    registry.refuses = status
    error = failure(lock, tmp_path / "kit")
    assert error.code == "E711"
    assert f"npm says E{status}" in str(error.cause)
    assert says in str(error.hint)


def test_without_a_network_nothing_half_is_left(registry: NpmRegistry, tmp_path: Path, monkeypatch) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0")})
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(FetchError) as caught:
            make(kit(lock))
    assert caught.value.code == "E711"
    assert "ECONNREFUSED" in str(caught.value.cause)
    assert [path.name for path in kits.kits_dir().iterdir()] == [".tiny.lock"]


def test_whoever_has_had_enough_stops_npm(registry: NpmRegistry, tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0")})
    (tmp_path / "kit").mkdir()
    with pytest.raises(Stopped):
        packages(lock).lay(tmp_path / "kit", Reporter("tiny", 2000, lambda step: None, lambda: True))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kit", "lock.json"]


def test_the_users_configuration_counts_but_for_what_would_change_the_packages(
    registry: NpmRegistry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0", os=["linux"])}, optional=("tool",))
    monkeypatch.delenv("npm_config_registry")
    own = f"registry={registry.url}\nomit[]=optional\nignore-scripts=false\ndry-run=true\nglobal=true\noffline=false\n"
    (tmp_path / "no-npmrc").write_text(own)
    lay(lock, tmp_path / "kit")
    assert (tmp_path / "kit/node_modules/tool/package.json").is_file()


@pytest.mark.parametrize(
    "spoilt",
    [{"resolved": "https://registry.example/tool.tgz"}, {"integrity": "sha1-aaaa"}, {"integrity": ""}, {"link": True}],
)
def test_a_lock_that_does_not_pin_is_refused(registry: NpmRegistry, tmp_path: Path, spoilt: dict[str, Any]) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0") | spoilt})
    assert failure(lock, tmp_path / "kit").code == "E717"
    assert registry.asked == []


def test_a_kit_for_other_machines_says_so(registry: NpmRegistry, tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "lock.json", {"tool": registry.add("tool", "1.0.0")})
    assert "is not made for" in kit(lock, machines=("sparc",)).lacking()
    assert kit(lock).lacking() == ""


def test_without_nodes_wheel_it_says_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npm, "npm_command", lambda: None)
    with pytest.raises(FetchError) as caught:
        make(kit(write_lock(tmp_path / "lock.json", {})))
    assert caught.value.code == "E717"
    assert "prony[node]" in str(caught.value.cause)


def test_another_digest_in_the_lock_is_another_kit(registry: NpmRegistry, tmp_path: Path) -> None:
    first = kit(write_lock(tmp_path / "1.json", {"tool": registry.add("tool", "1.0.0")}))
    other = kit(write_lock(tmp_path / "2.json", {"tool": registry.add("tool", "1.0.0", {"more": "x"})}))
    assert first.key() != other.key()


def _built_in() -> list[str]:
    return [package.lock for name in KITS.names() for package in KITS[name].packages if isinstance(package, Npm)]


@pytest.mark.parametrize("lock", _built_in(), ids=os.path.basename)
def test_the_locks_of_the_kits_pin_every_package(lock: str) -> None:
    assert npm.read_lock(lock)["packages"]


@pytest.mark.slow
def test_the_compiler_of_typescript_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[Progress] = []
    try:
        folder = kits.get("typescript", steps.append)
    except FetchError as error:
        pytest.skip(f"no npm registry: {error.cause}")
    assert list((folder / "node_modules/@typescript").glob("typescript-linux-*/lib/tsc"))
    assert steps[0].message.startswith("TypeScript")


@pytest.mark.parametrize(
    ("said", "code", "hint"),
    [
        (["code ENOSPC", "syscall write", "errno -28", "nospc ENOSPC: no space left on device, write"], "E713", ""),
        (
            ["code SELF_SIGNED_CERT_IN_CHAIN", "errno SELF_SIGNED_CERT_IN_CHAIN", "request to https://r/x failed"],
            "E711",
            "NODE_EXTRA_CA_CERTS",
        ),
        (["code ENOTFOUND", "syscall getaddrinfo", "network request to https://r/x failed"], "E711", "HTTPS_PROXY"),
        (["code ETARGET", "notarget No matching version found for x@1.0.0."], "E711", "npm config set registry"),
        (["Exit handler never called!"], "E711", "try again"),
    ],
)
def test_the_words_of_npm_become_a_code_and_a_next_step(said: list[str], code: str, hint: str) -> None:
    error = npm._failure("tiny", ["npm warn old", *(f"npm error {line}" for line in said)])
    assert error.code == code
    assert hint in (error.hint or "")
    assert said[-1] in str(error.cause)
