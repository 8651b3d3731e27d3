"""`prony probe`, and a contestant whose server runs on another machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.bench.contestants import Request, choose
from prony.bench.identification import contestant_of
from prony.config import load_config
from prony.engines import Description, this_machine
from prony.engines.machine_file import read_machine
from prony.errors import UsageError
from prony.nouns import Artifact, ContestantSpec, EngineIdentity, Fingerprint, HarnessIdentity, Machine, Sampling

TABLE = '[[contestants]]\nlabel = "big"\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\nmachine = "box.json"\n'


def test_what_is_printed_and_what_is_written_are_read_as_one_machine(prony, tmp_path: Path) -> None:
    (tmp_path / "printed.json").write_text(prony("probe").out)
    said = prony("probe", "box.json")
    assert (said.code, said.out) == (0, "")
    assert 'machine = "box.json"' in said.err
    assert read_machine(tmp_path / "printed.json") == read_machine(tmp_path / "box.json")
    assert read_machine(tmp_path / "box.json").cpu == this_machine().cpu


def test_no_file_is_written_over(prony, tmp_path: Path) -> None:
    (tmp_path / "box.json").write_text("mine")
    (tmp_path / "link.json").symlink_to("elsewhere.json")
    for name in ("box.json", "link.json", "no/such/folder.json"):
        said = prony("probe", name)
        assert said.code == 2
        assert "E107" in said.err
    assert (tmp_path / "box.json").read_text() == "mine"
    assert not (tmp_path / "elsewhere.json").exists()


async def test_the_fingerprint_has_the_hardware_of_the_host_that_was_probed(prony, tmp_path: Path) -> None:
    prony("probe", "box.json")
    (tmp_path / "prony.toml").write_text(TABLE)
    (spec,) = await choose(Request(engines="none"), load_config(tmp_path), lambda line: None)
    assert spec.machine == read_machine(tmp_path / "box.json")
    told = Description(artifact=Artifact(), engine=EngineIdentity(kind="vllm"), machine=Machine(cpu="of this machine"))
    found = contestant_of(spec, told, HarnessIdentity(name="chat", version="1", config_sha256="0" * 64))
    assert found.fingerprint.machine == spec.machine


async def test_an_engine_that_prony_starts_is_on_this_machine(prony, tmp_path: Path) -> None:
    (tmp_path / "prony.toml").write_text('[[contestants]]\ncatalog = "smollm2-135m"\nmachine = "box.json"\n')
    with pytest.raises(UsageError, match="is for servers elsewhere") as raised:
        await choose(Request(engines="none"), load_config(tmp_path), lambda line: None)
    assert raised.value.code == "E111"


async def test_a_file_that_is_not_there_is_named_before_anything_runs(prony, tmp_path: Path) -> None:
    (tmp_path / "prony.toml").write_text(TABLE)
    with pytest.raises(UsageError, match=r"box\.json tells of no machine"):
        await choose(Request(engines="none"), load_config(tmp_path), lambda line: None)


def test_nothing_changes_for_those_who_name_no_machine() -> None:
    import msgspec

    spec = msgspec.json.encode(ContestantSpec(label="a", engine="vllm"))
    assert b"machine" not in spec
    told = Fingerprint(
        artifact=Artifact(),
        engine=EngineIdentity(kind="vllm"),
        sampling=Sampling(),
        harness=HarnessIdentity(name="chat", version="1", config_sha256="0" * 64),
        machine=Machine(cpu="x"),
    )
    assert b"driver" not in msgspec.json.encode(told)
