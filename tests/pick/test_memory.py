"""Claims of the memory calculator and of the sieve: tiers, contexts, and what is not captured."""

from __future__ import annotations

from pathlib import Path

import pytest
from board_situations import names, record
from picks import pick_of
from tiny_models import MODELS, write_model

from prony.boards.memory_fit import GIB, CacheTypes, MemoryFit, fit_of_file, fit_of_size, smallest_tier
from prony.engines import memory_needed, read_gguf
from prony.pick.candidates import MET, NOT_MET, UNKNOWN, fits
from prony.pick.launch import cache_types_of


@pytest.mark.parametrize(
    ("size_bytes", "tier"),
    [(1, 8), (8 * GIB, 8), (8 * GIB + 1, 12), (20 * GIB, 24), (97 * GIB, 128), (128 * GIB + 1, None)],
)
def test_the_smallest_machine_is_the_first_tier_that_holds_it(size_bytes, tier):
    assert smallest_tier(size_bytes) == tier


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_file_takes_what_the_engines_reckon_with_its_context_and_cache_types(tmp_path: Path, tape: Path, name):
    path = write_model(tmp_path / "m.gguf", *MODELS[name], tape)
    for types in (CacheTypes(), CacheTypes("q8_0", "q4_0")):
        need = memory_needed(read_gguf(path), 4096, key_type=types.key, value_type=types.value)
        found = fit_of_file(path, 4096, types)
        context = (found.keys_bytes or 0) + (found.window_bytes or 0) + (found.state_bytes or 0)
        assert context == need.context_bytes
        assert found.total_bytes == path.stat().st_size + need.context_bytes


@pytest.mark.parametrize("content", [b"", b"GGUF", b"GGUF" + b"\xff" * 64, b"no model at all"])
def test_a_file_that_tells_nothing_is_not_captured(tmp_path, content):
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    found = fit_of_file(path, 4096)
    assert (found.total_bytes, found.weights_bytes, found.text) == (None, None, "not captured")
    assert fit_of_file(tmp_path / "nothing.gguf", 4096).total_bytes is None
    assert fit_of_file(path, 4096, CacheTypes("q9_0", "f16")).total_bytes is None


EXACT = MemoryFit(context=1, weights_bytes=6 * GIB, total_bytes=7 * GIB, exact=True)
BOUND = MemoryFit(context=1, weights_bytes=6 * GIB, total_bytes=7 * GIB, exact=False, why="its family is not known")
WEIGHTS = fit_of_size(6 * GIB, 1, "no file here")


@pytest.mark.parametrize(
    ("memory", "limit", "state"),
    [
        (EXACT, 7, MET),
        (EXACT, 6, NOT_MET),
        (BOUND, 7, MET),
        (BOUND, 6.5, UNKNOWN),
        (WEIGHTS, 5, NOT_MET),
        (WEIGHTS, 100, UNKNOWN),
        (fit_of_size(None, 1, ""), 100, UNKNOWN),
    ],
)
def test_what_fits_is_told_only_where_it_is_known(memory, limit, state):
    assert fits(memory, round(limit * GIB), this_machine=False).state == state
    assert fits(memory, round(limit * GIB), this_machine=False, elsewhere=True).state == MET


def test_having_run_here_is_evidence_for_this_machine_and_for_no_other():
    assert fits(WEIGHTS, 8 * GIB, this_machine=True, ran_here=True).state == MET
    assert fits(WEIGHTS, 8 * GIB, this_machine=False, ran_here=True).state == UNKNOWN
    assert fits(EXACT, 6 * GIB, this_machine=True, ran_here=True).state == NOT_MET


@pytest.mark.parametrize(
    ("settings", "types"),
    [
        ({}, ("f16", "f16")),
        ({"ctk": "q8_0", "cache_type_v": "Q4_0"}, ("q8_0", "q4_0")),
        ({"cache-type-k": None}, ("f16", "f16")),
    ],
)
def test_the_types_of_a_cache_are_those_of_the_engine(settings, types):
    assert cache_types_of(settings) == types


def test_a_file_that_is_another_one_now_is_not_taken_for_what_was_measured(tmp_path: Path, tape: Path):
    path = write_model(tmp_path / "m.gguf", *MODELS["gemma3"], tape)
    for name, size in (("same", path.stat().st_size), ("other", path.stat().st_size + 1)):
        home = tmp_path / name
        lines = {"a": "1" * 20, "b": "0" * 20}
        specs, who = {"a": {"gguf": str(path)}}, {"a": {"size_bytes": size}}
        record(home, lines, tasks=names(20), specs=specs, who=who)
        chosen = pick_of(home, "python").chosen
        assert (chosen.memory.total_bytes is not None) == (name == "same")
        assert ("the file that was measured does not lie there now" in chosen.launch.notes) == (name == "other")
