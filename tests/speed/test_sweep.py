"""Claims of `prony speed` whole: what it sends, what it keeps, how it goes on."""

from __future__ import annotations

import io
import json
import re
import time

import pytest
from fake_engine import DONE, RESET, ROLE, Sleep, event, finish, sse, text, whole

from prony.bench.contestants import Request
from prony.boards.speeds.report import speed_report
from prony.boards.speeds.tables import speed_tables
from prony.cli import app
from prony.cli.terminal import Terminal
from prony.config import Config, EnergyConfig, EnergyPlug
from prony.errors import RunError
from prony.journal.sweeps import SweepSettings
from prony.speed.kept import SPEEDS, read_sweep
from prony.speed.sweep import SweepWanted, resume, start

TOKENS = 32
MODELS = whole(200, b'{"object":"list","data":[{"id":"m","object":"model","owned_by":"vllm","max_model_len":8192}]}')


def reply(call):
    """Words at a steady pace, and counts that fit the prompt."""
    prompt = len(call.body["messages"][0]["content"]) // 3
    usage = {"prompt_tokens": prompt + 10, "completion_tokens": TOKENS, "total_tokens": prompt + 10 + TOKENS}
    words = [step for _ in range(TOKENS) for step in (Sleep(0.004), text("word "))]
    last = event({"id": "c1", "model": "m", "choices": [], "usage": usage})
    return sse(ROLE, *words, finish("length"), last, DONE)


@pytest.fixture
def server(fake_engine):
    fake_engine.models = MODELS
    fake_engine.default = reply
    fake_engine.by_path["/tokenize"] = whole(200, b'{"count":8000}')
    return fake_engine


def wanted(server, **settings) -> SweepWanted:
    shape = {"depths": (0, 1024), "concurrency": (1, 2), "prompt_tokens": 128, "reply_tokens": TOKENS, "repeats": 3}
    return SweepWanted(
        contestants=Request(models=("m",), base_url=server.base_url), settings=SweepSettings(**shape | settings)
    )


def asked(server):
    return [call for call in server.calls if b"part of a program" in call.raw and b"messages" in call.raw]


async def test_every_cell_is_measured_as_often_as_was_asked_with_prompts_of_its_own(server, tmp_path):
    said: list[str] = []
    name, failed = await start(tmp_path, wanted(server), Config(), said.append)
    sweep = read_sweep(tmp_path / SPEEDS / name)
    assert failed == {}
    counted = [one for one in sweep.measured if not one.warm_up]
    assert sorted({(one.depth, one.concurrency) for one in counted}) == [(0, 1), (0, 2), (1024, 1), (1024, 2)]
    assert len(counted) == 4 * 3
    assert [one.repeat for one in counted] == sorted(one.repeat for one in counted)
    prompts = [call.body["messages"][0]["content"] for call in asked(server)]
    assert len({prompt[:24] for prompt in prompts}) == len(prompts) == 1 + 3 * (1 + 2 + 1 + 2)
    assert all(call.body["ignore_eos"] is True for call in asked(server))
    deep = next(one for one in counted if one.depth == 1024)
    assert deep.exchanges[0].tokens.prompt == pytest.approx(1024 + 128, rel=0.03)


async def test_counts_and_times_are_kept_and_no_rate_no_prompt_and_no_reply(server, tmp_path):
    name, _ = await start(tmp_path, wanted(server, depths=(0,), concurrency=(1,)), Config(), lambda line: None)
    kept = (tmp_path / SPEEDS / name / "events.jsonl").read_text()
    assert '"prompt":' in kept
    assert "per_s" not in kept
    assert "word word" not in kept
    assert "part of a program" not in kept


async def test_a_sweep_that_was_cut_off_goes_on_where_it_stopped(server, tmp_path):
    name, _ = await start(tmp_path, wanted(server), Config(), lambda line: None)
    journal = tmp_path / SPEEDS / name / "events.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    cut = next(at for at, line in enumerate(lines) if b'"repeat":1' in line) + 2
    journal.write_bytes(b"".join(lines[:cut]) + b'{"torn')
    before = read_sweep(journal.parent).measured
    await resume(tmp_path, name, lambda line: None)
    after = read_sweep(journal.parent).measured
    assert after[: len(before)] == before
    steps = [(one.depth, one.concurrency, one.repeat) for one in after if not one.warm_up]
    assert len(steps) == len(set(steps)) == 12
    calls = len(server.calls)
    await resume(tmp_path, name, lambda line: None)
    assert len(server.calls) == calls, "nothing is left, so nothing is asked"


async def test_a_sweep_of_somebody_else_is_shown_and_not_carried_on(server, tmp_path):
    name, _ = await start(tmp_path, wanted(server, depths=(0,), concurrency=(1,)), Config(), lambda line: None)
    (tmp_path / SPEEDS / name / "begun.mac").unlink()
    with pytest.raises(RunError) as error:
        await resume(tmp_path, name, lambda line: None)
    assert error.value.code == "E922"
    assert speed_report(read_sweep(tmp_path / SPEEDS / name)).contestants[0].cells


async def test_three_failures_in_a_row_end_a_contestant_and_each_is_struck_out(server, tmp_path):
    server.default = lambda call: reply(call) if call.nth == 0 else sse(ROLE, text("wor"), RESET)
    name, _ = await start(tmp_path, wanted(server, repeats=5), Config(), lambda line: None)
    report = speed_report(read_sweep(tmp_path / SPEEDS / name))
    (one,) = report.contestants
    assert sum(cell.made for cell in one.cells) == 3
    assert all("a request failed: stream_cut" in cell.struck[0] for cell in one.cells)
    assert any("3 measurements in a row failed" in note for note in report.notes)


async def test_what_an_engine_does_not_tell_is_not_captured_in_any_form(server, tmp_path):
    name, _ = await start(tmp_path, wanted(server, depths=(0,), concurrency=(1,)), Config(), lambda line: None)
    report = speed_report(read_sweep(tmp_path / SPEEDS / name))
    (cell,) = report.contestants[0].cells
    assert cell.prefill_tokens_per_s.value is None
    assert cell.server_decode_tokens_per_s.value is None
    assert cell.energy_wh.value is None
    assert report.contestants[0].energy_source is None
    (record,) = speed_tables(report).tables[0].records()
    assert record["prefill_tokens_per_s"] is None
    assert record["prompt_tokens"] == cell.prompt_tokens


def prony(*args: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = app.run(list(args), Terminal(out, err))
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--depth", "4x"), "4x"),
        (("--depth", "-1"), "-1"),
        (("--depth", ""), "no number"),
        (("--concurrency", "0"), "no number"),
        (("--concurrency", "1,,2"), "no number"),
        (("--repeats", "2"), "3<=x"),
        (("--show", "last", "--depth", "0"), "depths"),
        (("--resume", "last", "--model", "m"), "models"),
        (("--llama-bench", "/nowhere/llama-bench"), "no program"),
        (("--show", "2026"), "no sweep"),
        (("--resume", "last"), "no sweep"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_begun(tmp_path, monkeypatch, args, told):
    monkeypatch.chdir(tmp_path)
    code, out, err = prony("speed", *args)
    assert code in (2, 3)
    assert out == ""
    assert told in err
    assert not (tmp_path / "speeds").exists()


@pytest.mark.real_engine
def test_the_embedded_engine_is_swept_and_its_clock_agrees_with_ours(tmp_path, monkeypatch, cache_home):
    from prony.references.models import reference_models
    from prony.suites import load_suite

    model = next(one for one in reference_models(load_suite("quick"), cache_home, build=True) if one.gguf)
    monkeypatch.chdir(tmp_path)
    code, out, err = prony(
        *("speed", "--gguf", str(model.gguf), "--depth", "0", "--prompt", "64", "--reply", "32", "-k", "3", "--json"),
        "--no-llama-bench",
    )
    assert code == 0, err
    (one,) = json.loads(out)["contestants"]
    (cell,) = one["cells"]
    assert (cell["made"], cell["reply_tokens"]) == (3, 32), err
    assert one["peak_bytes"] > 1 << 20
    assert one["load_s"] > 0
    assert re.fullmatch(r"[0-9a-f]{12}", one["engine_key"])
    (sweep,) = [read_sweep(folder) for folder in (tmp_path / "speeds").iterdir()]
    for measured in sweep.measured:
        (exchange,) = measured.exchanges
        assert exchange.timings.predicted_n == 32
        assert exchange.timings.cache_n == 0, "nothing comes from a cache"
        assert exchange.times.finish_s * 1000 >= exchange.timings.prompt_ms + exchange.timings.predicted_ms


async def test_a_plug_that_counts_says_what_each_measurement_took(server, tmp_path):
    plug = tmp_path / "plug.json"
    counted_j = 0.0

    def write() -> None:
        plug.with_suffix(".part").write_text(json.dumps({"joules": counted_j, "at": time.time()}))
        plug.with_suffix(".part").replace(plug)

    def answer(call):
        nonlocal counted_j
        counted_j += 36.0
        write()
        return reply(call)

    write()
    server.default = answer
    energy = EnergyConfig(sources=("plug",), baseline_s=0, plugs=(EnergyPlug(name="desk", file=str(plug)),))
    asked = wanted(server, depths=(0,), concurrency=(1,))
    name, _ = await start(tmp_path, asked, Config(energy=energy), lambda line: None)
    report = speed_report(read_sweep(tmp_path / SPEEDS / name))
    assert report.contestants[0].energy_source == "whole machine at the plug, idle included"
    assert report.contestants[0].cells[0].energy_wh.value == pytest.approx(0.01)
