"""Which models of a board fit into a memory: those that do not are hidden and named, the unknown stay."""

from __future__ import annotations

import pytest
from board_situations import board_of, names
from synthetic_run import RunBuilder

from prony.boards.fitting import fitted, parse_memory
from prony.boards.memory_fit import GIB, fit_of_file
from prony.errors import UsageError
from prony.journal.index import Index
from prony.references.tapes import Script, build_tape


@pytest.fixture
def home(tmp_path):
    """A file here, one of 30 GB and one of 5 GB elsewhere, and one of unknown size."""
    file = tmp_path / "here.gguf"
    build_tape(file, [], default=Script(phrase="", text="hello\n"))
    sizes = {"here": file.stat().st_size, "large": 30 * 10**9, "small": 5 * 10**9, "blank": None}
    builder = RunBuilder(tmp_path, tasks=names(2), contestants=tuple(sizes), specs={"here": {"gguf": str(file)}})
    for label, size in sizes.items():
        builder.identify(label, size_bytes=size)
        for task in names(2):
            builder.attempt(label, task, label != "large")
    builder.finish()
    return tmp_path


def fit(home, limit, context=None):
    board = board_of(home)
    with Index(home) as index:
        index.update()
        return board, fitted(index, board, parse_memory(limit), context)


def test_what_is_too_large_is_hidden_and_named_and_the_unknown_stay(home):
    whole, board = fit(home, "24", 512)
    states = {row.label: row.memory.state for row in board.models}
    assert states == {"here": "fits", "small": "not_known", "blank": "not_known"}
    assert board.fit.too_large == {"large": "30.0 GB without its context"}
    assert set(board.fit.not_known) == {"small", "blank"}
    assert board.notes[0].startswith("1 of 4 models fit into 24 GiB with a context of 512 tokens")
    assert (board.sentence, board.ranking) == (whole.sentence, whole.ranking)
    places = {row.label: row.rank for row in whole.models}
    assert all(row.rank == places[row.label] for row in board.models)


def test_a_model_fits_to_the_byte(home):
    need = fit_of_file(home / "here.gguf", 512).total_bytes
    _, board = fit(home, f"{need / GIB + 0.002:.3f}", 512)
    assert next(row for row in board.models if row.label == "here").memory.total_bytes == need


@pytest.mark.parametrize(("text", "gib"), [("24", 24), ("24 GB", 24), ("128 GB unified", 128), ("0.5gib", 0.5)])
def test_sizes_are_gib_as_memory_is_sold(text, gib):
    assert parse_memory(text) == round(gib * GIB)


@pytest.mark.parametrize("text", ["", "0", "much", "-1", "24 TB", "1e9", "nan"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(UsageError) as caught:
        parse_memory(text)
    assert caught.value.code == "E102"
