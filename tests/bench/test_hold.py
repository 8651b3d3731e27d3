"""One run at a time has a server: whoever comes second waits, and says for whom."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
from pathlib import Path

import pytest
from fake_engine import FakeEngine, Sleep, answer, sse, whole

from prony.addresses import is_near
from prony.bench.hold import held, lock_path

HERE = "http://127.0.0.1:8080/v1"


class Said(list[str]):
    """What was said; `first` is set with the first line."""

    def __init__(self) -> None:
        super().__init__()
        self.first = asyncio.Event()

    def __call__(self, line: str) -> None:
        self.append(line)
        self.first.set()


async def test_the_second_waits_until_the_first_is_done_and_says_for_whom():
    order, said = Said(), Said()

    async def second() -> None:
        async with held(HERE, "run two", said):
            order.append("second")

    async with held(HERE, "run one", said):
        waiting = asyncio.create_task(second())
        await said.first.wait()
        order.append("first")
    await waiting
    assert order == ["first", "second"]
    assert f"run one (process {os.getpid()} in " in said[0]
    assert said[0].startswith(f"{HERE} is measured by")
    assert len(said) == 2, "and that it goes on"


async def test_who_leaves_while_waiting_takes_nothing_from_who_holds():
    said = Said()

    async def wait() -> None:
        async with held(HERE, "run two", said):
            raise AssertionError("it is held")

    async with held(HERE, "run one", said):
        for _ in range(2):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(wait(), 0.2)
    assert ["run one" in line for line in said] == [True, True]


@pytest.mark.parametrize(
    "other",
    ["http://localhost:8080/v1", "http://127.0.0.1:8080", "http://127.1:8080/v1/", "http://[::1]:8080/v1"],
)
def test_every_name_of_this_machine_means_the_same_server(other: str):
    assert lock_path(other) == lock_path(HERE)


def test_another_port_and_another_machine_are_other_servers():
    assert len({lock_path(url) for url in (HERE, "http://127.0.0.1:8081/v1", "http://gpu-box:8080/v1")}) == 3


@pytest.mark.parametrize(
    ("url", "near"),
    [
        (HERE, True),
        ("http://192.168.7.9:8000/v1", True),
        ("http://[fe80::1]:8000/v1", True),
        ("http://gpu-box:8000/v1", True),
        ("http://rig.local:8000/v1", True),
        ("https://api.example.com/v1", False),
        ("https://93.184.216.34/v1", False),
    ],
)
def test_a_server_of_the_internet_is_not_held(url: str, near: bool):
    assert is_near(url) is near


@pytest.mark.parametrize(
    "kept", [b"", b"\xff\xfe", b"[]", b'{"pid":"x"}', b"x" * 9000, b'{"pid":1,"who":"a\\u001b[2Jb"}']
)
async def test_what_a_lock_file_holds_is_no_reason_to_trust_or_to_fail(kept: bytes):
    said = Said()

    async def second() -> None:
        async with held(HERE, "run two", said):
            pass

    async with held(HERE, "run one", said):
        lock_path(HERE).write_bytes(kept)
        waiting = asyncio.create_task(second())
        await said.first.wait()
    await waiting
    assert "\x1b" not in said[0]


async def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path):
    target = tmp_path / "precious"
    target.write_text("kept")
    lock_path(HERE).parent.mkdir(parents=True, exist_ok=True)
    lock_path(HERE).unlink(missing_ok=True)
    lock_path(HERE).symlink_to(target)
    try:
        async with held(HERE, "run", lambda line: None):
            assert target.read_text() == "kept"
    finally:
        lock_path(HERE).unlink()
    assert target.read_text() == "kept"


async def test_two_processes_on_one_server_do_not_mix(
    fake_engine: FakeEngine, mini_suite: Path, tmp_path: Path, environment: dict[str, str]
):
    rows = [{"id": name, "object": "model"} for name in "mn"]
    fake_engine.models = whole(200, json.dumps({"object": "list", "data": rows}).encode())
    fake_engine.default = sse(Sleep(0.2), *answer("No idea.").steps)
    command = [sys.executable, "-c", "from prony.cli import main; main()", "run", str(mini_suite)]
    pipe = asyncio.subprocess.PIPE

    async def run(model: str) -> tuple[int | None, str]:
        folder = tmp_path / model
        folder.mkdir()
        process = await asyncio.create_subprocess_exec(
            *command,
            *("--base-url", fake_engine.base_url, "--model", model, "--no-grade"),
            cwd=folder,
            env=environment,
            stdout=pipe,
            stderr=pipe,
        )
        _, err = await process.communicate()
        return process.returncode, err.decode()

    ended = await asyncio.gather(run("m"), run("n"))
    assert [status for status, _ in ended] == [0, 0], ended
    asked = [call.body["model"] for call in fake_engine.calls if call.method == "POST"]
    assert sorted(set(asked)) == ["m", "n"]
    assert len(list(itertools.groupby(asked))) == 2, f"their requests are mixed: {asked}"
    waited = [err for _, err in ended if "is measured by run" in err]
    assert len(waited) == 1, "whoever came second says for whom it waits"
