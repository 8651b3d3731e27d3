"""Claims of notes: what changes how a row's numbers are read stands under the board, not only in `prony show`."""

from __future__ import annotations

import csv
import io
import json

import pytest

from prony.boards.row_notes import NOTED
from prony.cli.progress import RunProgress
from prony.cli.terminal import Terminal
from prony.gateway.flags import FLAGS
from prony.nouns import EngineIdentity, FaultCode

TASKS = dict.fromkeys("abcd", "python")
SERVER = EngineIdentity(kind="llama-server", version="1", served_context=2048)


def notes(prony, *args: str) -> list[str]:
    return [line for line in prony(*(args or ("board",)), width=600).out.splitlines() if line.startswith("! ")]


@pytest.mark.parametrize("flag", NOTED)
def test_a_flag_that_changes_how_numbers_are_read_stands_under_the_board(build_run, prony, flag):
    assert flag in FLAGS
    builder = build_run(tasks=TASKS)
    builder.identify("m", fingerprint={"engine": SERVER})
    for task in TASKS:
        builder.exchange(one := builder.start("m", task), flags=(flag, "usage_asked") if task in "ab" else ())
        builder.end(one)
        builder.grade(one, True)
    builder.finish()
    (note,) = [note for note in notes(prony) if flag in note]
    assert f"{flag} in 2 of 4 attempts: " in note
    assert flag == "context_full" or FLAGS[flag] in note
    assert "usage_asked" not in note
    listed = json.loads(prony("board", "last", "--attempts", "--json").out)["attempts"]
    assert sorted(one["flags"] for one in listed) == ["", "", *[" ".join(sorted((flag, "usage_asked")))] * 2]


def test_tries_that_do_not_count_are_not_noted(build_run, prony):
    builder = build_run(tasks=TASKS)
    builder.identify("m")
    builder.exchange(one := builder.start("m", "a"), flags=("queued",))
    builder.end(one, code=FaultCode.STREAM_CUT)
    builder.attempt("m", "a", True, try_no=1)
    builder.finish()
    assert not [note for note in notes(prony) if "queued" in note]


def test_a_reference_is_no_speed_and_its_bursts_are_not_noted(build_run, prony):
    builder = build_run(tasks=TASKS, contestants=("m", "all-correct"), references=("all-correct",))
    for label in ("m", "all-correct"):
        builder.identify(label, reference=label != "m")
        for task in TASKS:
            builder.exchange(one := builder.start(label, task), flags=("burst", "tag_leak"))
            builder.end(one)
            builder.grade(one, True)
    builder.finish()
    assert [note.partition(":")[0] for note in notes(prony) if "burst" in note] == ["! m"]
    assert {note.partition(":")[0] for note in notes(prony) if "tag_leak" in note} == {"! m", "! all-correct"}


@pytest.fixture
def full(build_run):
    """Of three replies that were cut, the context cut one, a longer prompt than it another, and the plan the third."""
    builder = build_run(tasks=TASKS)
    builder.identify("m", fingerprint={"engine": SERVER})
    for task, code, flags in (
        ("a", FaultCode.TRUNCATED, ("context_full",)),
        ("b", FaultCode.CONTEXT_EXCEEDED, ()),
        ("c", FaultCode.TRUNCATED, ()),
    ):
        builder.exchange(one := builder.start("m", task), flags=flags)
        builder.end(one, code=code)
    builder.attempt("m", "d", True)
    builder.finish()
    return builder


def test_what_a_small_context_cut_is_not_called_truncated_alone(full, prony, tmp_path):
    board = prony("board", width=600).out
    assert "2 context full, 1 truncated" in board
    assert "the context of 2048 tokens was full" in board
    assert "--context N" in board
    outcomes = json.loads(prony("board", "--json").out)["models"][0]["outcomes"]
    assert (outcomes["context_full"], outcomes["reasons"]) == (2, {"faulted:truncated": 3})
    assert next(csv.DictReader(io.StringIO(prony("board", "--csv").out)))["context_full"] == "2"
    lines = prony("board", "last", "--attempts", width=160).out
    assert lines.count("faulted: context full") == 2
    assert lines.count("faulted: truncated") == 1
    cut = json.loads(prony("board", "last", "--attempts", "--json").out)["attempts"][0]["attempt"]
    assert "faulted: context full" in prony("show", cut).out
    prony("report", "-o", "out.html")
    page = (tmp_path / "out.html").read_text()
    assert "2 context full, 1 truncated" in page
    assert page.count("context full ·") == 2


def test_a_runs_own_lines_call_a_full_context_by_its_name(full, capsys):
    import sys

    progress = RunProgress(Terminal(sys.stdout, sys.stderr))
    for event in full.events:
        progress.emit(event)
    lines = capsys.readouterr().err
    assert lines.count("context full") == 2
    assert lines.count("truncated (truncated)") == 1


def two(build_run, cached: tuple[int | None, int | None], kinds: tuple[str, str] = ("llama-server", "llama-server")):
    builder = build_run(tasks=TASKS, contestants=("one", "two"))
    for label, share, kind in zip(("one", "two"), cached, kinds, strict=True):
        builder.identify(label, fingerprint={"engine": EngineIdentity(kind=kind, version="1")})
        for task in TASKS:
            builder.attempt(label, task, True, cached=share)
    builder.finish()


@pytest.mark.parametrize("cached", [(97, 0), (30, 10), (60, None)])
@pytest.mark.parametrize("args", [("board",), ("compare",), ("board", "--md")])
def test_cached_and_uncached_never_stand_side_by_side_without_a_word(build_run, prony, cached, args):
    two(build_run, cached)
    out = prony(*args, width=600).out.replace("\\", "")
    assert "wall and first token do not compare: of prompt tokens, the engine's cache gave one" in out
    assert f"one {cached[0]} %" in out
    assert f"two {'n/c' if cached[1] is None else f'{cached[1]} %'}" in out


def test_a_server_and_the_embedded_engine_never_stand_side_by_side_without_a_word(build_run, prony):
    two(build_run, (0, 0), ("llama-server", "embedded"))
    for args in (("board",), ("compare",)):
        assert [note for note in notes(prony, *args) if "two ran in Prony's own engine" in note]


@pytest.mark.parametrize("cached", [(50, 50), (52, 45), (0, 0), (None, None)])
def test_times_that_compare_have_no_note(build_run, prony, cached):
    two(build_run, cached)
    assert not [note for note in notes(prony) if "do not compare" in note]


def test_a_row_whose_prompts_came_mostly_from_the_cache_says_so(build_run, prony):
    two(build_run, (90, 90))
    assert len([note for note in notes(prony) if "90 % of its prompt tokens came from the engine's cache" in note]) == 2


def test_the_shims_of_a_contestant_and_of_an_attempt_are_noted(build_run, prony):
    builder = build_run(tasks=TASKS)
    builder.identify("m", fingerprint={"shims": ("max_completion_tokens",)})
    builder.end(one := builder.start("m", "a"), labels=("shim:tool_names",))
    builder.grade(one, True)
    builder.finish()
    told = "".join(notes(prony))
    assert "max_completion_tokens" in told
    assert "1 x shim:tool_names" in told
