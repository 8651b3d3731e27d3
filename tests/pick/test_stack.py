"""Weights and repositories: what a stack means, and what a folder may do to whoever looks at it."""

from __future__ import annotations

import os
import random
from fractions import Fraction

import pytest
from board_situations import names, record
from hypothesis import example, given, settings
from hypothesis import strategies as st
from picks import pick_of

from prony.boards.weights.stack import parse_stack
from prony.boards.weights.weighing import task_weights, weighted_ranking, weighted_rate
from prony.errors import UsageError
from prony.pick.repository import stack_of_folder

WEIGHTS = st.integers(1, 40)
STRATA = {
    "python": [f"p{n}" for n in range(12)],
    "go": [f"g{n}" for n in range(7)],
    "rust": [f"r{n}" for n in range(9)],
}


def outcomes(seed: int, models: int = 3) -> dict[str, dict[str, list[float]]]:
    draw = random.Random(seed)
    chance = {f"m{number}": draw.random() for number in range(models)}
    tasks = [task for some in STRATA.values() for task in some]
    return {name: {task: [float(draw.random() < p)] for task in tasks} for name, p in chance.items()}


@given(WEIGHTS, WEIGHTS, WEIGHTS, st.integers(1, 1000), st.integers(0, 30))
@example(1, 8, 37, 1, 23)
@settings(max_examples=40, deadline=None)
def test_scaling_all_weights_changes_nothing(python, go, rust, scale, seed):
    weights = {"python": Fraction(python), "go": Fraction(go), "rust": Fraction(rust)}
    scaled = {name: weight * scale for name, weight in weights.items()}
    assert task_weights(STRATA, weights) == task_weights(STRATA, scaled)
    samples = outcomes(seed)
    assert weighted_ranking(samples, STRATA, weights, 0.95) == weighted_ranking(samples, STRATA, scaled, 0.95)


@given(WEIGHTS, WEIGHTS, st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_a_rate_is_the_weighted_mean_of_the_rates_by_language(python, go, seed):
    strata = {name: STRATA[name] for name in ("python", "go")}
    samples = outcomes(seed)["m0"]
    found = weighted_rate(samples, task_weights(strata, {"python": Fraction(python), "go": Fraction(go)}), 0.95)
    means = {name: sum(samples[task][0] for task in some) / len(some) for name, some in strata.items()}
    assert found.value == pytest.approx((python * means["python"] + go * means["go"]) / (python + go))


@pytest.mark.parametrize("scale", ["1", "0.5", "1000"])
def test_a_pick_is_the_same_for_scaled_weights_and_a_weight_of_zero_drops_a_language(tmp_path, scale):
    tasks = {**names(30), **names(20, "go"), **names(12, "rust")}
    record(tmp_path, {"a": "10" * 31, "b": "110" * 20 + "11", "c": "01" * 31}, tasks=tasks)
    plain = pick_of(tmp_path, "python:3,go:2")
    scaled = pick_of(tmp_path, f"python:{3 * float(scale):g},go:{2 * float(scale):g},rust:0")
    assert (scaled.decision, scaled.suites[0].ranking) == (plain.decision, plain.suites[0].ranking)
    assert [part.name for part in scaled.suites[0].parts] == ["python", "go"]
    assert scaled.not_measured == ()


def test_equal_weights_over_all_tasks_are_the_boards_own_ranking(tmp_path):
    from board_situations import board_of

    record(tmp_path, {"a": "1" * 40 + "0" * 10, "b": "1" * 12 + "0" * 38, "c": "0" * 50}, tasks=names(50))
    ranking, board = pick_of(tmp_path, "python").suites[0].ranking, board_of(tmp_path).ranking
    assert (ranking.sets, ranking.method) == (board.sets, board.method)


@pytest.mark.parametrize(
    ("text", "names_of"),
    [
        ("rust:3,go:2,postgres", {"rust": 3, "go": 2, "postgres": 1}),
        (" Py : 2 , JS,PG:0.5 ", {"python": 2, "javascript": 1, "postgres": Fraction(1, 2)}),
        ("c++,C#:0", {"cpp": 1}),
    ],
)
def test_a_stack_is_read(text, names_of):
    assert parse_stack(text).weights == names_of


@pytest.mark.parametrize(
    "text",
    [
        *("", ",", "rust:0", "rust,rust", "rust,rs", "go:-1", "go:nan", "go:inf", "go:1e9", "go:", ":3", "go:\u0663"),
        *("a;b", "\x1b[31m", "x" * 41, "go:0.0000001", "go:1.2.3", ",".join(f"l{n}" for n in range(41))),
    ],
)
def test_a_stack_that_is_none_is_refused(text):
    with pytest.raises(UsageError, match=r"stack|weight|name") as raised:
        parse_stack(text)
    assert raised.value.code == "E102"
    assert "\x1b" not in str(raised.value)


def test_a_repository_is_weighed_by_its_source_and_databases_weigh_nothing(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.rs").write_text("x" * 600)
    (tmp_path / "tool.go").write_text("x" * 390)
    (tmp_path / "tiny.ex").write_text("x" * 10)
    (tmp_path / "Cargo.toml").write_text('[dependencies]\ntokio-postgres = "0.7"\n')
    (tmp_path / "Cargo.lock").write_text("")
    found = stack_of_folder(tmp_path)
    assert [(part.name, part.weight) for part in found.parts] == [("rust", "60"), ("go", "39"), ("postgres", None)]
    assert "rust: 60 % of the source, 1 file, Cargo.lock" in found.evidence
    assert "elixir: 1 % of the source, 1 file, too little to weigh" in found.evidence
    assert "postgres: tokio-postgres in Cargo.toml; named, not weighed" in found.evidence


def test_a_hostile_repository_is_looked_at_within_bounds_and_no_link_is_followed(tmp_path, monkeypatch):
    outside = tmp_path / "outside-of-it"
    outside.mkdir()
    (outside / "secret.rs").write_text("x" * 9000)
    repo = tmp_path / "repo"
    repo.mkdir()
    (repo / "a.py").write_text("x" * 100)
    (repo / "link").symlink_to(outside)
    (repo / "linked.rs").symlink_to(outside / "secret.rs")
    (repo / "loop").symlink_to(repo)
    (repo / "package.json").symlink_to(outside / "secret.rs")
    os.mkfifo(repo / "go.mod")
    os.mkfifo(repo / "pipe.go")
    (repo / "evil\x1b[31m\u202e.go").write_text("x")
    (repo / "pyproject.toml").write_bytes(b"\xff\xfe psycopg \x00")
    (repo / "node_modules").mkdir()
    (repo / "node_modules" / "x.js").write_text("x" * 9000)
    deep = repo
    for _ in range(30):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "deep.rs").write_text("x" * 9000)
    found = stack_of_folder(repo)
    assert [part.name for part in found.parts] == ["python", "postgres"]
    assert not any("\x1b" in line or "\u202e" in line for line in found.evidence)
    monkeypatch.setattr("prony.pick.repository.MOST_ENTRIES", 2)
    assert any("more than was looked at" in line for line in stack_of_folder(repo).evidence)


def test_what_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "nothing"):
        with pytest.raises(UsageError) as raised:
            stack_of_folder(place)
        assert raised.value.code == "E107"


def test_an_empty_folder_has_no_stack_and_every_task_counts_alike(tmp_path):
    assert (stack_of_folder(tmp_path).source, stack_of_folder(tmp_path).weights) == ("none", {})
