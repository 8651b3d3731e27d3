"""Claims of whose line a sweep stands on: the same file, engine and machine, whatever stands before them."""

from __future__ import annotations

import msgspec
import pytest
import sweeps
import synthetic

from prony.boards.cache import cached_leaderboards
from prony.boards.card.card import contestant_card
from prony.boards.card.tables import card_tables
from prony.boards.columns import columns_on
from prony.boards.leaderboard import leaderboard
from prony.journal.index import up_to_date
from prony.nouns import HarnessIdentity, Machine, Sampling, Thinking
from prony.speed.joins import engine_key

BASE = synthetic.contestant("m").fingerprint


def with_engine(**changed):
    return msgspec.structs.replace(BASE, engine=msgspec.structs.replace(BASE.engine, **changed))


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(BASE, harness=HarnessIdentity(name="loop", version="2", config_sha256="e" * 64)),
        msgspec.structs.replace(BASE, sampling=Sampling(temperature=0.8)),
        msgspec.structs.replace(BASE, thinking=Thinking.OFF, template={"enable_thinking": False}),
        msgspec.structs.replace(BASE, shims=("max-tokens",), limits={"wall_s": 9.0}),
        msgspec.structs.replace(BASE, model_id="another-name"),
        msgspec.structs.replace(BASE, artifact=msgspec.structs.replace(BASE.artifact, file="copy.gguf")),
        with_engine(served_context=65536),
        with_engine(slots=8),
        with_engine(settings={"prompt_cache": False, "cache_ram_mib": 256}),
    ],
)
def test_what_does_not_make_a_token_faster_is_no_part_of_the_key(other):
    assert engine_key(other) == engine_key(BASE)
    assert other.digest() != BASE.digest() or other.artifact.file or other.model_id


@pytest.mark.parametrize(
    "other",
    [
        synthetic.contestant("n").fingerprint,
        with_engine(version="10.0"),
        with_engine(build="b2"),
        with_engine(threads=8),
        with_engine(gpu_layers=99),
        with_engine(kind="llama-server"),
        with_engine(settings={"cache_type_k": "q8_0"}),
        msgspec.structs.replace(BASE, machine=Machine(cpu="Another CPU", cores=64)),
    ],
)
def test_what_does_is(other):
    assert engine_key(other) != engine_key(BASE)


def test_without_a_digest_a_name_is_all_there_is():
    bare = msgspec.structs.replace(BASE, artifact=msgspec.structs.replace(BASE.artifact, sha256=None))
    assert engine_key(bare) != engine_key(msgspec.structs.replace(bare, model_id="another"))


def board_of(home):
    with up_to_date(home) as index:
        return leaderboard(index)


def record(build_run, *labels):
    builder = build_run(contestants=labels)
    for label in labels:
        builder.identify(label)
        builder.attempt(label, "one", solved=True)
    builder.finish()


def test_one_line_of_a_board_has_correct_by_language_speed_by_depth_and_size(build_run, tmp_path):
    record(build_run, "m", "other")
    sweeps.write(tmp_path)
    board = board_of(tmp_path)
    for face in ("terminal", "markdown", "csv", "page"):
        columns = {one.name: one for one in columns_on(board, face)}
        assert {"python", "decode_at_512", "decode_at_4608", "prefill_at_512", "size_bytes"} <= columns.keys(), face
    mine = next(row for row in board.rows if row.given == "m")
    assert columns["decode_at_512"].cell(mine) == "26.7"
    assert columns["decode_at_512"].record(mine)["decode_at_512_tokens_per_s"] == pytest.approx(128 / 4.8)
    assert columns["peak_memory"].record(mine) == {"peak_bytes": 700_000_004}
    other = next(row for row in board.rows if row.given == "other")
    assert (other.swept, columns["decode_at_512"].cell(other)) == (None, "--")


def test_a_board_that_was_kept_is_not_shown_for_one_with_a_newer_sweep(build_run, tmp_path):
    record(build_run, "m")
    with up_to_date(tmp_path) as index:
        assert cached_leaderboards(index)[0].rows[0].swept is None
        sweeps.write(tmp_path)
        assert cached_leaderboards(index)[0].rows[0].swept is not None


def test_a_card_has_the_speed_by_depth_and_says_where_it_is_from(build_run, tmp_path):
    record(build_run, "m")
    folder = sweeps.write(tmp_path)
    with up_to_date(tmp_path) as index:
        found = card_tables(contestant_card(index, "m"))
    (table,) = [one for one in found.tables if one.name == "speed"]
    assert table.title == f"Speed by depth: prony speed --show {folder.name}"
    assert [line["prompt_tokens"] for line in table.records()] == [512, 4608]
    assert table.records()[0]["decode_tokens_per_s"] == pytest.approx(128 / 4.8)


def test_a_board_without_a_sweep_has_no_column_of_it(build_run, tmp_path):
    record(build_run, "m")
    assert not [one.name for one in columns_on(board_of(tmp_path), "csv") if "_at_" in one.name]


def test_the_newest_sweep_that_has_a_cell_gives_it(build_run, tmp_path):
    record(build_run, "m")
    sweeps.write(tmp_path, "20260101-000000-00000001")
    faster = [sweeps.cell(repeat=at, exchanges=[sweeps.reply(decode_s=1.0)]) for at in range(3)]
    sweeps.write(tmp_path, "20260102-000000-00000001", measured=faster)
    (row,) = board_of(tmp_path).rows
    assert row.swept.sweep == "20260102-000000-00000001"
    assert row.swept.at(512).decode_tokens_per_s.value == pytest.approx(128)
    assert row.swept.at(4608).decode_tokens_per_s.value == pytest.approx(128 / 8.8)


def test_a_sweep_that_was_copied_in_gives_none(build_run, tmp_path):
    record(build_run, "m")
    sweeps.write(tmp_path, begun_here=False)
    (row,) = board_of(tmp_path).rows
    assert row.swept is None


def test_a_sweep_that_cannot_be_read_or_is_a_link_costs_no_board(build_run, tmp_path):
    record(build_run, "m")
    folder = sweeps.write(tmp_path, "20260103-000000-00000001")
    lines = (folder / "events.jsonl").read_bytes().replace(b'"repeat":3', b'"repeat":4', 1)
    (folder / "events.jsonl").write_bytes(lines)
    (tmp_path / "speeds" / "20260104-000000-00000001").symlink_to(tmp_path)
    (tmp_path / "speeds" / "20260105-000000-00000001").mkdir()
    sweeps.write(tmp_path, "20260101-000000-00000001")
    (row,) = board_of(tmp_path).rows
    assert row.swept.sweep == "20260101-000000-00000001"
