"""Claims of the export to Every Eval Ever: valid documents, honest about what is not known, no text that is private.

What a document must have is written down here in our own words, from the public description of the format (0.3.0).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from board_situations import record

from prony.boards import leaderboard
from prony.errors import UsageError
from prony.export.every_eval_ever.places import component, model_id, place_of, uuid_of
from prony.export.every_eval_ever.write import write
from prony.export.target import ExportOrder
from prony.journal.index import Index
from prony.nouns import Sampling
from prony.suites import load_suite, suites_root

NOW = "2026-01-05T00:00:00+00:00"
WORDS, NUMBER, WHOLE, TRUTH, LIST, TABLE = str, (int, float), int, bool, list, dict
NULL = type(None)

AGGREGATE = {
    "schema_version": WORDS,
    "evaluation_id": WORDS,
    "retrieved_timestamp": WORDS,
    "source_metadata": TABLE,
    "model_info": TABLE,
    "eval_library": TABLE,
    "evaluation_results": LIST,
}
AGGREGATE_MAY = {"evaluation_timestamp", "detailed_evaluation_results"}
LINE = {
    "schema_version": WORDS,
    "evaluation_id": WORDS,
    "model_id": WORDS,
    "evaluation_name": WORDS,
    "sample_id": WORDS,
    "interaction_type": WORDS,
    "input": TABLE,
    "answer_attribution": LIST,
    "evaluation": TABLE,
}
LINE_MAY = {
    "evaluation_result_id",
    "sample_hash",
    "output",
    "messages",
    "token_usage",
    "performance",
    "error",
    "metadata",
}


def has(table: dict[str, Any], fields: dict[str, Any], may: set[str] | None = None) -> None:
    """A table has these fields in these kinds; and no others but those it `may` have, where that is said."""
    for name, kind in fields.items():
        assert isinstance(table[name], kind), (name, table[name])
    if may is not None:
        assert table.keys() <= fields.keys() | may


def only_words(details: dict[str, Any]) -> None:
    assert all(isinstance(value, str) for value in details.values()), details


def check_aggregate(document: dict[str, Any]) -> None:
    has(document, AGGREGATE, AGGREGATE_MAY)
    assert document["schema_version"] == "0.3.0"
    assert document["retrieved_timestamp"].isdigit()
    source = document["source_metadata"]
    assert source["source_type"] == "evaluation_run"
    assert source["evaluator_relationship"] in ("first_party", "third_party", "collaborative", "other")
    has(source, {"source_organization_name": WORDS})
    only_words(source["additional_details"])
    has(document["eval_library"], {"name": WORDS, "version": WORDS})
    model = document["model_info"]
    has(model, {"name": WORDS, "id": WORDS, "additional_details": TABLE})
    assert re.fullmatch(r"[^/\s]+/[^/\s]+", model["id"])
    only_words(model["additional_details"])
    assert model["additional_details"]["deployment_type"] in ("self_deployed", "externally_managed", "unknown")
    assert model["additional_details"]["model_availability"] in ("open_weights", "closed_weights", "unknown")
    for result in document["evaluation_results"]:
        check_result(result)


def check_result(result: dict[str, Any]) -> None:
    has(result, {"evaluation_name": WORDS, "source_data": TABLE, "metric_config": TABLE, "score_details": TABLE})
    assert result["source_data"]["source_type"] == "other"
    has(result["source_data"], {"dataset_name": WORDS})
    metric = result["metric_config"]
    assert (metric["lower_is_better"], metric["score_type"]) == (False, "continuous")
    told = result["score_details"]
    assert metric["min_score"] <= told["score"] <= metric["max_score"]
    only_words(told["details"])
    interval = told["uncertainty"]["confidence_interval"]
    assert interval["lower"] <= told["score"] <= interval["upper"]
    assert interval["confidence_level"] == 0.95
    has(told["uncertainty"], {"num_samples": WHOLE})
    only_words(result["generation_config"]["additional_details"])


def check_line(line: dict[str, Any]) -> None:
    has(line, LINE, LINE_MAY)
    has(line["input"], {"raw": WORDS, "reference": LIST})
    has(line["evaluation"], {"score": NUMBER, "is_correct": TRUTH})
    only_words(line["metadata"])
    if line["interaction_type"] == "single_turn":
        assert line["messages"] is None
        has(line["output"], {"raw": LIST})
    else:
        assert line["output"] is None
        for turn, message in enumerate(line["messages"]):
            has(message, {"turn_idx": WHOLE, "role": WORDS, "content": (str, NULL)})
            assert message["turn_idx"] == turn
    for part in line["answer_attribution"]:
        has(part, {"turn_idx": WHOLE, "source": WORDS, "extracted_value": WORDS, "is_terminal": TRUTH})
        has(part, {"extraction_method": WORDS})
    if line["token_usage"] is not None:
        usage = line["token_usage"]
        assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]


def exported(home: Path, **asked: Any) -> tuple[Path, Any]:
    out = home / "out"
    with Index(home) as index:
        index.update()
        return out, write(index, ExportOrder(out=out, now=NOW, **asked))


def documents(out: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(out.glob("data/*/*/*/*.json"))]


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(one) for path in sorted(out.glob("data/*/*/*/*.jsonl")) for one in path.open(encoding="utf-8")]


@pytest.fixture
def two(tmp_path):
    who = {"cold": {"name": "maker/alpha", "fingerprint": {"sampling": Sampling(temperature=0.0, seed=7)}}}
    return record(
        tmp_path,
        {"cold": ["1" * 6 + "0" * 4] * 2, "hot": ["10" * 5] * 2},
        scores={"cold": [1.0] * 6 + [0.25] * 4},
        who=who,
    )


def test_documents_and_lines_are_valid_and_belong_together(two):
    out, done = exported(two, texts=("quick",))
    found = documents(out)
    assert len(found) == 2
    by_id = {document["evaluation_id"]: document for document in found}
    for document in found:
        check_aggregate(document)
        reference = document["detailed_evaluation_results"]
        data = (out / reference["file_path"]).read_bytes()
        assert reference["checksum"] == hashlib.sha256(data).hexdigest()
        assert reference["total_rows"] == len(data.splitlines())
    for line in lines(out):
        check_line(line)
        document = by_id[line["evaluation_id"]]
        assert line["model_id"] == document["model_info"]["id"]
        assert line["evaluation_result_id"] in [
            result["evaluation_result_id"] for result in document["evaluation_results"]
        ]
    assert {file.path for file in done.files} == {str(path) for path in out.rglob("*") if path.is_file()}


def test_the_numbers_are_those_of_the_board(two):
    out, _ = exported(two, texts=("quick",))
    with Index(two) as index:
        board = leaderboard(index)
    rows = {row.contestant: row for row in board.models}
    for document in documents(out):
        row = rows[document["model_info"]["additional_details"]["contestant"]]
        solved, *rest = document["evaluation_results"]
        told = solved["score_details"]
        interval = told["uncertainty"]["confidence_interval"]
        assert (told["score"], interval["lower"], interval["upper"]) == (row.solved.value, row.solved.lo, row.solved.hi)
        assert told["uncertainty"]["num_samples"] == row.solved.tasks == 10
        assert [one["score_details"]["score"] for one in rest] == ([row.score.value] if rest else [])
        mine = [line for line in lines(out) if line["evaluation_result_id"] == solved["evaluation_result_id"]]
        assert len(mine) == row.solved.attempts
        assert sum(line["evaluation"]["is_correct"] for line in mine) == row.solved.solved


def test_what_was_pinned_was_in_effect_and_what_is_not_known_is_not_there(two):
    out, _ = exported(two)
    by_label = {document["model_info"]["name"]: document for document in documents(out)}
    args = by_label["cold"]["evaluation_results"][0]["generation_config"]
    assert args["generation_args"]["temperature"] == 0.0
    assert args["additional_details"]["seed"] == "7"
    assert "top_p" not in args["generation_args"]
    model = by_label["cold"]["model_info"]
    assert model["id"] == "maker/alpha"
    assert model["additional_details"]["quantization"] == "Q4_K_M"
    assert model["additional_details"]["model_availability"] == "unknown"
    assert by_label["hot"]["model_info"]["id"] == "unknown/hot"
    assert by_label["hot"]["source_metadata"]["source_organization_name"] == "not stated"


def test_texts_of_a_suite_that_is_not_built_in_stay_unless_it_is_named(two):
    out, done = exported(two)
    assert lines(out) == []
    assert "attempts of quick" in done.left_out
    assert not any("detailed_evaluation_results" in document for document in documents(out))
    assert "task-" not in "".join(path.read_text("utf-8") for path in out.rglob("*.json"))
    with pytest.raises(UsageError) as refused:
        exported(two, texts=("mine",))
    assert refused.value.code == "E102"


def test_texts_of_a_built_in_suite_leave_only_while_it_is_byte_for_byte_the_same(tmp_path):
    digest = load_suite("quick").digest
    same = record(tmp_path / "same", {"m": "10" * 5}, digest=digest)
    assert lines(exported(same)[0])
    other = record(tmp_path / "other", {"m": "10" * 5}, digest="0" * 64)
    assert not lines(exported(other)[0])
    assert suites_root().is_dir()


def test_what_may_not_be_read_is_left_out_or_goes_with_its_doubt(tmp_path):
    home = record(tmp_path, {"m": "1" * 10 + "." * 5}, finish=None)
    with pytest.raises(UsageError) as refused:
        exported(home)
    assert refused.value.code == "E161"
    assert not (home / "out").exists()
    out, _ = exported(home, doubted=True)
    [document] = documents(out)
    assert "not made or not graded" in document["evaluation_results"][0]["score_details"]["details"]["doubts"]


def test_references_are_no_models(tmp_path):
    home = record(tmp_path, {"all-correct": "1" * 10, "m": "10" * 5}, references=("all-correct",))
    out, done = exported(home)
    assert [document["model_info"]["name"] for document in documents(out)] == ["m"]
    assert "references of quick" in done.left_out


def test_the_same_evaluation_is_the_same_file(two):
    first = sorted(path.name for path in exported(two, texts=("quick",))[0].rglob("*.json*"))
    again = sorted(path.name for path in exported(two, texts=("quick",))[0].rglob("*.json*"))
    assert first == again
    shutil.rmtree(two / "out")


@pytest.mark.parametrize(
    "hostile", ["../../etc/passwd", "a/../b", "CON", "nul.txt", "data", "x" * 500, "", "a\x1b[2Jb", "…"]
)
def test_no_name_leaves_the_folder_or_is_one_that_systems_reserve(hostile):
    found = component(hostile)
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,110}", found)
    assert not found.startswith(".")
    assert found.split(".")[0].lower() not in ("con", "nul", "data")
    place = place_of(hostile, model_id(hostile, None), "id")
    assert len(Path(place.aggregate).parts) == 5
    assert ".." not in place.aggregate.split("/")


def test_a_uuid_has_the_shape_of_version_4():
    shape = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(shape, uuid_of(str(number))) for number in range(500))
    assert len({uuid_of(str(number)) for number in range(500)}) == 500
