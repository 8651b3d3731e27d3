"""Kits: made whole of pinned packages, or not at all."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from wheelhouse import CONTENT, build_wheel, look_only_in, sha256

from prony import kits
from prony.errors import FetchError
from prony.fetch import Phase, Progress, Reporter, Stopped, installers
from prony.kits import KITS, Kit, Piece
from prony.kits.making import make, manifest_of, place
from prony.kits.packages import Wheel
from prony.nouns import Noun


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the package registry; no installer looks anywhere else."""
    return look_only_in(tmp_path / "registry", monkeypatch)


def wheel(registry: Path, **changes: object) -> Wheel:
    build_wheel(registry, "tiny-tool", "tiny_tool/bin/tool", CONTENT)
    digest = sha256((registry / "tiny_tool-1.0-py3-none-any.whl").read_bytes())
    facts: dict[str, object] = {
        "distribution": "tiny-tool",
        "version": "1.0",
        "licence": "MIT",
        "sha256": {"any": digest},
        "download_bytes": 300_000,
        "unpacked_bytes": 300_000,
    }
    return Wheel(**(facts | changes))  # type: ignore[arg-type]


def kit(*packages: object, id: str = "tiny", **more: object) -> Kit:
    return Kit(id=id, about="a tiny tool", packages=packages, **more)  # type: ignore[arg-type]


class Lump(Noun, frozen=True, kw_only=True):
    """A package that needs no registry: it writes a file, slowly if it is told so."""

    name: str = "lump"
    origin: str = "test"
    licence: str = "CC0-1.0"
    download_bytes: int = 1
    unpacked_bytes: int = 1
    text: str = "x"
    wait_s: float = 0.0
    why: str = ""

    def lacking(self) -> str:
        return self.why

    def recipe(self) -> str:
        return self.text

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        (into / "begun").write_text(self.text)
        until = time.monotonic() + self.wait_s
        while time.monotonic() < until:
            reporter.check()
            time.sleep(0.01)
        (into / self.name).write_text(self.text)
        return (Piece(name=self.name, version="1", sha256=sha256(self.text.encode())),)


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_a_kit_is_a_folder_of_what_its_wheel_holds(
    registry: Path, monkeypatch: pytest.MonkeyPatch, installer: str
) -> None:
    monkeypatch.setattr(installers, "INSTALLERS", {installer: installers.INSTALLERS[installer]})
    package = wheel(registry)
    folder, manifest = make(kit(package))
    assert (folder / "tiny_tool" / "bin" / "tool").read_bytes() == CONTENT
    assert manifest.pieces == (Piece(name="tiny-tool", version="1.0", sha256=package.wheel_sha256),)
    assert not list(folder.glob("wanted.txt")) + list(folder.glob("installer.log"))
    assert [entry.name for entry in folder.parent.iterdir() if not entry.name.endswith(".lock")] == [folder.name]


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_a_wheel_of_another_digest_makes_no_kit(
    registry: Path, monkeypatch: pytest.MonkeyPatch, installer: str
) -> None:
    monkeypatch.setattr(installers, "INSTALLERS", {installer: installers.INSTALLERS[installer]})
    wanted = kit(wheel(registry, sha256={"any": "0" * 64}))
    with pytest.raises(FetchError) as raised:
        make(wanted)
    assert raised.value.code == "E712"
    assert not place(wanted).exists()


def test_another_architecture_is_told_before_anything_is_fetched(registry: Path) -> None:
    steps: list[Progress] = []
    with pytest.raises(FetchError) as raised:
        make(kit(wheel(registry, sha256={"vax": "0" * 64})), steps.append)
    assert (raised.value.code, steps) == ("E717", [])
    assert "vax" in str(raised.value.cause)


def test_what_is_about_to_come_is_announced_with_size_and_licence(registry: Path) -> None:
    steps: list[Progress] = []
    make(kit(wheel(registry), Lump()), steps.append)
    assert steps[0].phase is Phase.ANNOUNCE
    assert "0 MB to fetch" in str(steps[0])
    assert "MIT, CC0-1.0" in str(steps[0])
    assert steps[-1].phase is Phase.DONE


def test_a_kit_that_is_there_is_not_made_again() -> None:
    folder, manifest = make(kit(Lump()))
    steps: list[Progress] = []
    assert make(kit(Lump()), steps.append) == (folder, manifest)
    assert steps == []


def test_another_pin_is_another_folder_with_another_digest() -> None:
    first, before = make(kit(Lump(text="a")))
    second, after = make(kit(Lump(text="b")))
    assert first != second
    assert first.is_dir()
    assert before.digest != after.digest
    assert make(kit(Lump(text="a"), revision=2))[0] not in (first, second)


def test_what_fails_half_way_leaves_nothing() -> None:
    def broken(folder: Path) -> None:
        raise FetchError("E717", "cannot be finished")

    wanted = kit(Lump(), finish=broken)
    with pytest.raises(FetchError):
        make(wanted)
    assert manifest_of(wanted) is None
    assert [entry.name for entry in kits.kits_dir().iterdir()] == [".tiny.lock"]


def test_a_caller_who_has_had_enough_gets_out_and_leaves_nothing() -> None:
    asked = iter([False] * 4)
    with pytest.raises(Stopped):
        make(kit(Lump(wait_s=30)), cancelled=lambda: next(asked, True))
    assert [entry.name for entry in kits.kits_dir().iterdir()] == [".tiny.lock"]


def test_two_who_want_a_kit_at_once_make_it_once() -> None:
    said: list[str] = []
    wanted = kit(Lump(wait_s=0.5))
    threads = [threading.Thread(target=lambda: make(wanted, lambda step: said.append(str(step)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("kept in" in line for line in said) == 1
    assert any("another process" in line for line in said)


def test_a_folder_without_its_manifest_is_made_again() -> None:
    folder, _ = make(kit(Lump()))
    (folder / "kit.json").unlink()
    (folder / "stray").touch()
    assert make(kit(Lump()))[0] == folder
    assert not (folder / "stray").exists()


def test_every_user_may_read_a_kit_and_nobody_else_write_it() -> None:
    def shut(folder: Path) -> None:
        (folder / "sub").mkdir(mode=0o700)
        (folder / "sub" / "tool").touch(mode=0o700)
        (folder / "sub" / "data").touch(mode=0o666)
        (folder / "sub" / "link").symlink_to("/nowhere")

    before = os.umask(0o077)
    try:
        folder, _ = make(kit(Lump(), finish=shut))
    finally:
        os.umask(before)
    modes = {
        path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.glob("sub"), *folder.glob("sub/[!l]*"))
    }
    assert modes == {folder.name: 0o755, "sub": 0o755, "tool": 0o755, "data": 0o644}
    assert folder.parent.stat().st_mode & 0o777 == 0o755


def test_a_disk_without_room_is_told_before_anything_is_fetched() -> None:
    with pytest.raises(FetchError) as raised:
        make(kit(Lump(unpacked_bytes=1 << 60)))
    assert raised.value.code == "E713"


def test_an_unknown_kit_is_a_coded_error_with_what_comes_near() -> None:
    with pytest.raises(FetchError) as raised:
        kits.folder("zigg")
    assert (raised.value.code, raised.value.hint) == ("E718", "did you mean zig?")


def test_a_kit_of_the_registry_is_found_by_its_name() -> None:
    with KITS.adding("tiny", kit(Lump())):
        assert kits.folder("tiny") is None
        assert kits.manifest("tiny") is None
        folder = kits.get("tiny")
        assert kits.folder("tiny") == folder
        manifest = kits.manifest("tiny")
    assert manifest is not None
    assert manifest.version("lump") == "1"


@pytest.mark.parametrize("name", KITS.names())
def test_each_kit_says_what_it_takes(name: str) -> None:
    found = kits.kit_named(name)
    assert found.id == name
    assert found.about
    assert found.licences
    assert all(found.licences)
    assert found.unpacked_bytes > found.download_bytes > 1000
    assert len(found.key()) == 16
