from __future__ import annotations

import re
import socket
import zipfile
from pathlib import Path

import msgspec
import pytest
import zstandard
from msgspec.structs import replace

from prony.bench.plan import read_plan, write_plan
from prony.boards import leaderboard
from prony.cli import render_board
from prony.cli.terminal import Terminal
from prony.demo.recording import pack, portable_plan, unpack
from prony.demo.replay import RECORDING, lay_out
from prony.errors import RunError
from prony.journal import Graded, Identified, Loaded, Planned, read_events
from prony.journal.index import up_to_date
from prony.nouns import ContestantSpec, Machine
from prony.suites import load_suite

PLACES = re.compile(rb"(?<![\w./~<])/(?:root|home|Users|tmp|var|mnt|srv|data|opt|usr|etc|work)/[\w.-]+")
INSIDE = re.compile(rb"/(?:work|tests)/[\w.-]+")
"""Where programs lie inside the sandbox: the same on every machine."""
URLS = re.compile(rb"https?://([\w.-]+)")


def texts(file: Path) -> dict[str, bytes]:
    """Every text in the recording, blobs unpacked."""
    unpacked = zstandard.ZstdDecompressor()
    with zipfile.ZipFile(file) as packed:
        raw = {name: packed.read(name) for name in packed.namelist()}
    return {
        name: unpacked.decompressobj().decompress(data) if name.endswith(".zst") else data for name, data in raw.items()
    }


@pytest.fixture(scope="module")
def recorded() -> dict[str, bytes]:
    return texts(RECORDING)


@pytest.fixture
def run(build_run):
    """A complete synthetic run of a suite that is built in, with its plan beside it."""
    built = build_run("r1", suite="quick", contestants=("m",))
    built.identify("m")
    built.attempt("m", "one", True)
    plan = next(event.plan for event in built.events if isinstance(event, Planned))
    write_plan(plan, built.dir)
    return built


def test_the_recording_is_small():
    assert RECORDING.stat().st_size < 1_000_000


def test_the_recording_names_no_place_of_any_machine(recorded: dict[str, bytes]):
    found = {
        (name, place)
        for name, text in recorded.items()
        for place in PLACES.findall(text)
        if not INSIDE.fullmatch(place)
    }
    assert found == set()


def test_the_recording_names_no_machine_user_or_registry(recorded: dict[str, bytes]):
    assert {host for text in recorded.values() for host in URLS.findall(text)} <= {b"127.0.0.1"}
    names = {str(Path.home()), str(Path(__file__).parents[2])}
    if len(socket.gethostname()) > 3:
        names.add(socket.gethostname())
    for name, text in recorded.items():
        assert not [one for one in names if one.encode() in text], name


def test_the_recorded_fingerprints_tell_no_kernel_and_no_addresses(tmp_path: Path):
    events = list(read_events(unpack(RECORDING, tmp_path)))
    machines = [event.contestant.fingerprint.machine for event in events if isinstance(event, Identified)]
    assert machines
    assert all(one.cpu and one.cores and one.kernel is None for one in machines)
    assert {event.base_url for event in events if isinstance(event, Loaded)} == {"http://127.0.0.1:0/v1"}


def test_what_was_unpacked_is_a_sound_run_with_every_blob_it_names(tmp_path: Path):
    folder = unpack(RECORDING, tmp_path)
    ids = {path.name.removesuffix(".zst") for path in folder.glob("blobs/??/*.zst")}
    named = set(
        re.findall(r'"(?:request_blob|reply_blob|reply)":"([0-9a-f]{64})"', (folder / "events.jsonl").read_text())
    )
    assert named
    assert named <= ids
    plan = next(event.plan for event in read_events(folder) if isinstance(event, Planned))
    assert read_plan(folder) == plan
    assert {event.contestant.id for event in read_events(folder) if isinstance(event, Identified)} == {
        event.contestant.fingerprint.digest()[:12] for event in read_events(folder) if isinstance(event, Identified)
    }


def test_the_readme_shows_the_board_of_the_recording_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "120")
    lay_out(tmp_path)
    with up_to_date(tmp_path) as index:
        board = replace(leaderboard(index, "last"), next_steps=())
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"```\n{render_board.text(board, Terminal())}\n```" in readme


def test_every_recorded_task_is_still_the_one_that_was_recorded(tmp_path: Path):
    planned = next(event for event in read_events(unpack(RECORDING, tmp_path)) if isinstance(event, Planned))
    now = {task.id: task.digest for task in load_suite("quick").tasks}
    changed = [pin.id for pin in planned.tasks if now.get(pin.id) != pin.digest]
    assert not changed, f"{', '.join(changed)} changed since `prony demo` was recorded: make record-demo"


def test_the_recording_holds_real_models_and_the_references_on_both_languages(tmp_path: Path):
    events = list(read_events(unpack(RECORDING, tmp_path)))
    planned = next(event for event in events if isinstance(event, Planned))
    models = [spec.label for spec in planned.plan.contestants if not spec.reference]
    assert models == ["smollm2-135m", "qwen2.5-coder-0.5b"]
    assert sum(spec.reference for spec in planned.plan.contestants) == 4
    assert {pin.language for pin in planned.tasks} == {"python", "javascript"}
    assert sum(isinstance(event, Graded) for event in events) > 30


def test_a_packed_run_keeps_its_events_and_their_times(run, tmp_path: Path):
    run.finish()
    pack(run.dir, tmp_path / "one.zip")
    folder = unpack(tmp_path / "one.zip", tmp_path / "elsewhere")
    before, after = list(read_events(run.dir)), list(read_events(folder))
    assert [type(event) for event in after] == [type(event) for event in before]
    assert [event for event in after if isinstance(event, Graded)] == [e for e in before if isinstance(e, Graded)]
    times = [msgspec.json.decode(line)["at"] for line in (folder / "events.jsonl").read_bytes().splitlines()]
    assert times == [msgspec.json.decode(line)["at"] for line in (run.dir / "events.jsonl").read_bytes().splitlines()]
    assert read_plan(folder).suites[0].path == "quick"


def test_equal_runs_are_packed_into_equal_bytes(run, tmp_path: Path):
    run.finish()
    pack(run.dir, tmp_path / "one.zip")
    pack(run.dir, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_kernel_is_taken_out_and_the_attempts_follow_their_contestants_new_id(run, tmp_path: Path):
    known = next(event for event in run.events if isinstance(event, Identified)).contestant
    fingerprint = msgspec.structs.replace(
        known.fingerprint, machine=Machine(cpu="Some CPU", cores=2, kernel="6-of-mine")
    )
    named = msgspec.structs.replace(known, id=fingerprint.digest()[:12], fingerprint=fingerprint)
    run.put(Identified(label="m", contestant=named))
    run.contestants["m"] = named.id
    run.attempt("m", "two", True)
    run.finish()
    pack(run.dir, tmp_path / "one.zip")
    text = texts(tmp_path / "one.zip")["r1/events.jsonl"]
    assert b"6-of-mine" not in text
    assert named.id.encode() not in text


def test_a_plan_loses_its_paths_and_keeps_its_names(run):
    plan = next(event.plan for event in run.events if isinstance(event, Planned))
    spec = ContestantSpec(label="mine", engine="embedded", gguf="/home/me/models/mine.gguf")
    plan = portable_plan(msgspec.structs.replace(plan, contestants=(spec,)))
    assert plan.contestants[0].gguf == "mine.gguf"
    assert "/" not in plan.suites[0].path


def test_an_unfinished_run_is_not_packed(run, tmp_path: Path):
    run.journal.close()
    with pytest.raises(RunError, match="not complete"):
        pack(run.dir, tmp_path / "one.zip")
    assert not (tmp_path / "one.zip").exists()


def test_a_run_of_a_suite_of_ones_own_is_not_packed(build_run, tmp_path: Path):
    built = build_run("r1", suite="my-own")
    plan = next(event.plan for event in built.events if isinstance(event, Planned))
    write_plan(plan, built.dir)
    built.finish()
    with pytest.raises(RunError, match="my-own is not built in"):
        pack(built.dir, tmp_path / "one.zip")
