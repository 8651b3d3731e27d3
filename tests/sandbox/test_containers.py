"""Containers as slots: how the usual failures of engines are told, and what is handed to an engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_container_engines import put_fake_engines_first

from prony.errors import SandboxError
from prony.sandbox import Line, Program, open_sandbox
from prony.sandbox.backends.container import IMAGE_VARIABLE


@pytest.mark.parametrize(
    ("backend", "failure", "hint"),
    [
        ("docker", "down", "systemctl start docker"),
        ("docker", "denied", "usermod -aG docker"),
        ("podman", "no image", "no image is needed"),
        ("podman", "cgroups v1", "unified_cgroup_hierarchy"),
        ("podman", "no ranges", "add-subuids"),
    ],
)
async def test_how_an_engine_fails_is_told_with_the_next_step(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backend: str, failure: str, hint: str
) -> None:
    put_fake_engines_first(monkeypatch, tmp_path, failure)
    with pytest.raises(SandboxError) as caught:
        async with open_sandbox(backend, slots=1):
            pass
    assert caught.value.code == "E419"
    assert hint in (caught.value.hint or "")


async def test_an_engine_that_is_not_here_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match="no podman on this machine"):
        async with open_sandbox("podman"):
            pass


async def test_an_image_is_named_by_its_digest_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put_fake_engines_first(monkeypatch, tmp_path)
    monkeypatch.setenv(IMAGE_VARIABLE, "debian:12")
    with pytest.raises(SandboxError, match="names no image by digest"):
        async with open_sandbox("docker"):
            pass


async def test_in_a_container_a_service_answers_whoever_grades(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put_fake_engines_first(monkeypatch, tmp_path)
    code = b"""
import http.server
server = http.server.HTTPServer(("127.0.0.1", 8080), http.server.SimpleHTTPRequestHandler)
print("ready", flush=True)
server.serve_forever()
"""
    program = Program(argv=("python3", "server.py"), files={"server.py": code})
    try:
        async with open_sandbox("podman", slots=1) as sandbox, sandbox.scene() as scene:
            await scene.start(program, ready=Line("ready"))
            assert await scene.connects(8080)
            client = "import urllib.request as r; print(r.urlopen('http://127.0.0.1:8080/server.py').status)"
            ended = await scene.run(Program(argv=("python3", "-c", client)))
            assert ended.stdout == b"200\n", ended.stderr
    except SandboxError as error:
        if "namespace" not in str(error):
            raise
        pytest.skip("the fake engine needs bubblewrap, which cannot isolate here")
