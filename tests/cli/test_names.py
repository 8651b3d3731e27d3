"""Claims of names on faces: rows that are not the same are never called the same, on any face and at any width."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from prony.boards.comparison.compare import compare
from prony.boards.report import report
from prony.errors import JournalError
from prony.export.page import write
from prony.journal.index import Index
from prony.nouns import EngineIdentity, FaultCode, Sampling

FILE = "/home/ann/.cache/prony/weights/SmolLM2-135M-Instruct-Q4_K_M.gguf"


@pytest.fixture
def two_servers(build_run):
    """`smol` of two servers in two runs: the same weights, another context; each went wrong at one task."""
    ids = []
    for number, context in enumerate((4096, 2048)):
        builder = build_run(
            f"2026010{number + 1}-0000-aaaa",
            tasks=dict.fromkeys("abcdefgh", "python"),
            contestants=("smol",),
            created_at=f"2026-01-0{number + 1}T00:00:00.000Z",
            specs={"smol": {"engine": "llama-server", "base_url": f"http://127.0.0.1:808{number}/v1"}},
        )
        engine = EngineIdentity(kind="llama-server", version="1", served_context=context)
        ids.append(builder.identify("smol", fingerprint={"engine": engine}))
        for task in "abcdefgh":
            builder.attempt("smol", task, task != "a" if number else task > "d")
        builder.finish()
    return ids


def test_every_face_of_a_board_tells_two_of_one_name_apart(two_servers, prony):
    wanted = {"smol (llama-server 8080)", "smol (llama-server 8081)"}
    board = json.loads(prony("board", "--json").out)
    assert {row["label"] for row in board["models"]} == wanted
    assert {row["given"] for row in board["models"]} == {"smol"}
    assert {row["contestant"] for row in board["models"]} == set(two_servers)
    assert {row["label"] for row in csv.DictReader(io.StringIO(prony("board", "--csv").out))} == wanted
    for form in ((), ("--md",)):
        out = prony("board", *form, width=200).out
        assert all(sum(name in line for line in out.splitlines()) >= 2 for name in wanted), "row and sentence"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_names_that_are_cut_still_differ(two_servers, prony, width):
    lines = prony("board", width=width).out.splitlines()
    names = [re.split(r"  +", line)[0] for line in lines if re.search(r"\b[47]/8\b", line)]
    assert len(set(names)) == 2


def test_a_comparison_says_the_boards_names_and_takes_them_back(two_servers, prony):
    said = prony("compare", "smol (llama-server 8081)", "smol (llama-server 8080)", width=160)
    assert said.out.startswith("smol (llama-server 8081) against smol (llama-server 8080)")
    refused = prony("compare", "smol", two_servers[0])
    assert "smol fits 2 contestants" in refused.err
    assert all(one[:6] in refused.err for one in two_servers), "ids always tell"


def test_an_attempt_says_which_of_the_two_made_it(two_servers, prony):
    heads = set()
    for run in ("20260101", "20260102"):
        first = json.loads(prony("board", run, "--attempts", "--json").out)["attempts"][0]
        assert first["label"] == "smol", "alone in its run"
        heads.add(prony("show", first["attempt"]).out.splitlines()[0].split(" · ")[1])
    assert heads == {"smol (llama-server 8080)", "smol (llama-server 8081)"}


def test_within_a_run_labels_that_look_alike_are_told_apart_on_the_page_and_in_lists(build_run, prony, tmp_path):
    labels = ("smol", "Smol ", "smol\u200b")
    builder = build_run(tasks={"a": "python"}, contestants=labels)
    for label, temperature in zip(labels, (0.0, 0.5, 1.0), strict=True):
        builder.identify(
            label, sha256="0" * 64, name="smol", fingerprint={"sampling": Sampling(temperature=temperature)}
        )
        builder.attempt(label, "a", True)
    builder.finish()
    wanted = ["smol (temperature 0)", "Smol (temperature 0.5)", "smol (temperature 1)"]
    listed = json.loads(prony("board", "last", "--attempts", "--json").out)["attempts"]
    assert [one["label"] for one in listed] == wanted
    out = io.StringIO()
    with Index(tmp_path) as index:
        index.update()
        write(index, report(index), out)
    for name in wanted:
        assert out.getvalue().count(f'<span class="nm">{name}</span>') >= 3, "board, attempt, contestant"


def test_no_home_folder_stands_in_a_report(build_run, prony, tmp_path):
    builder = build_run(contestants=(FILE,), specs={FILE: {"model": FILE}})
    builder.identify(FILE, fingerprint={"model_id": FILE}, file=FILE)
    for task in ("one", "two"):
        builder.end(builder.start(FILE, task), code=FaultCode.ENGINE_ERROR, detail=f"cannot open {FILE}")
    builder.finish()
    prony("report", "-o", "out.html")
    for told in (
        (tmp_path / "out.html").read_text(),
        prony("report", "--json").out,
        *(prony("board", *form).out for form in ((), ("--json",), ("--csv",), ("--md",))),
    ):
        assert "SmolLM2-135M-Instruct-Q4_K_M" in told.replace("\\_", "_")
        assert "/home/ann" not in told


def test_a_label_that_its_run_has_is_taken_where_it_fits_one(two_servers, build_run, tmp_path):
    builder = build_run("20260103-0000-aaaa", tasks={"a": "python"}, contestants=(FILE, "other"))
    for label in (FILE, "other"):
        builder.identify(label)
        builder.attempt(label, "a", True)
    builder.finish()
    with Index(tmp_path) as index:
        index.update()
        found = compare(index, FILE, "other", run="20260103")
        assert found.versus.a == "SmolLM2-135M-Instruct-Q4_K_M"
        with pytest.raises(JournalError) as caught:
            compare(index, "nobody", "other", run="20260103")
        assert FILE not in (caught.value.hint or "")
