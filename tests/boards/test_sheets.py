"""Tables in points: those of published boards come to what they must, and measured ones are made by the same code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from board_situations import record
from msgspec.structs import replace
from synthetic import grade as synthetic_grade
from synthetic_run import RunBuilder

from prony.boards.sheets.six import published_six_board, six_board
from prony.boards.sheets.sources import boards_of_sheet
from prony.errors import JournalError, UsageError
from prony.journal import Graded
from prony.journal.index import Index
from prony.nouns import Assurance, CriterionResult, Thinking

DATA = Path(__file__).parent.parent / "data" / "stats"
TASKS = {"Py": "python", "JS": "javascript", "TS": "typescript", "Rs": "rust", "Go": "go", "SSE": "javascript"}
IN_20 = {name: {"scale": 20.0} for name in TASKS}


@pytest.fixture(scope="module")
def golden():
    return json.loads((DATA / "published_six_task_board.json").read_text())


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return published_six_board("six", boards_of_sheet(tmp_path_factory.mktemp("home"), "six", "llama-server"))


def six_of(home, **question):
    with Index(home) as index:
        index.update()
        return six_board(index, "six", **question)


def by_label(lines, field):
    return {one.label: getattr(one, field) for one in lines if getattr(one, field) is not None}


def close(values):
    return {label: pytest.approx(value, abs=6e-5) for label, value in values.items()}


def test_totals_ranks_and_spreads_of_the_published_rows_are_those_recomputed(published, golden):
    derived = golden["derived"]
    assert by_label(published.standings, "points") == derived["total"]
    assert by_label(published.standings, "rank") == derived["rank_competition"]
    assert by_label(published.standings, "stdev") == close(derived["stdev_sample"])
    assert by_label(published.standings, "per_min") == close(derived["score_per_min"])
    assert by_label(published.standings, "per_gb") == close(derived["score_per_gb"])


def test_nobody_who_is_beaten_in_points_and_cost_is_called_best_at_it(published, golden):
    fast = {one.label for one in published.standings if one.fastest_for_points}
    small = {one.label for one in published.standings if one.smallest_for_points}
    assert fast == set(golden["derived"]["pareto_local_total_vs_wall"])
    assert small == set(golden["derived"]["pareto_local_total_vs_size"])


def test_incomplete_rows_keep_their_points_with_the_most_that_they_can_be(published, golden):
    found = [(one.label, one.completed, one.points, one.at_most, one.mean) for one in published.incomplete]
    assert found == [
        (one["model"], one["completed"], one["printed_score"], one["max_possible"], one["mean_per_completed"])
        for one in golden["incomplete"]
    ]


def test_thinking_pairs_are_told_on_common_tasks_and_with_errors_as_zero(published, golden):
    pairs = {one.high: one for one in published.pairs if one.axis == "thinking"}
    for told in golden["thinking"]:
        pair = pairs[told["think"]]
        assert pair.low == told["nothink"]
        assert list(pair.common) == told["common_tasks"]
        assert (pair.high_common, pair.low_common) == (told["think_common"], told["nothink_common"])
        assert (pair.difference, pair.errors_as_zero) == (told["delta_common"], told["delta_err_as_zero"])


def test_quantization_and_distillation_pairs_say_what_else_differs(published):
    pairs = {(one.low, one.high): one for one in published.pairs}
    assert pairs["devstral-small-2-24b-2512-q40", "devstral-small-2-24b-2512-q8kxl"].difference == 14
    assert pairs["qwen35-122b-a10b-iq4nl", "qwen35-122b-a10b-q4km"].difference == -4
    clean = pairs["qwen35-27b-q8-nonthink", "qwen35-27b-claude-distill-q8-nonthink"]
    assert (clean.axis, clean.difference, clean.differ) == ("distilled", -10, ())
    mixed = pairs["qwen35-35b-a3b-q8", "qwen35-35b-a3b-claude-distill-q6k"]
    assert (mixed.difference, mixed.differ) == (-14, ("quantization",))


def test_two_totals_are_told_apart_by_the_honest_difference_alone(published, golden):
    anova = golden["statistics"]["anova"]
    assert published.resolution.points == pytest.approx(anova["tukey_hsd95_total"])
    assert published.resolution.pairs == golden["statistics"]["signflip"]["pairs"]
    assert published.sentences[0].startswith("two totals must be 24.5 points apart to be told apart: 10 of 325 pairs ")


def test_tiers_leave_no_points_between_them(published):
    tier = by_label(published.standings, "tier")
    assert (tier["qwen35-27b-q8-nonthink"], tier["qwen3-coder-30b-a3b-q8kxl"]) == (2, 4)
    assert sum(len(one.models) for one in published.tiers) == 35
    assert [one.least for one in published.tiers] == [93, 86, 76, 0]


def test_the_pick_for_agents_follows_its_rule(published):
    verdicts = by_label(published.picks, "verdict")
    assert [label for label, verdict in verdicts.items() if verdict == "pick"] == ["gpt-oss-20b-q8kxl"]
    assert verdicts["qwen35-35b-a3b-q8"] == "too slow for agents"
    assert verdicts["glm-47-flash-q8kxl"] == "unreliable"


KNOWN = {
    "sum-27b-distill": ("total", "qwen35-27b-claude-distill-q8-nonthink"),
    "rank-27b-distill": ("rank", "qwen35-27b-claude-distill-q8-nonthink"),
    "rank-9b-kimi": ("rank", "qwen35-9b-q8"),
    "distill-gap-27b": ("same", "qwen35-27b-claude-distill-q8-nonthink"),
    "nemotron-q8-impossible": ("maximum", "nemotron-cascade-2-30b-a3b-q8"),
    "step-35-implied-20": ("implied", "step-35-flash-q4km"),
    "nemotron-q40-51-vs-46": ("same", "nemotron-cascade-2-30b-a3b-q40"),
    "mistral-iq4nl-15-vs-14": ("implied", "mistral-small-4-119b-iq4nl"),
    "glm-19-vs-15": ("implied", "glm-47-flash-q8kxl"),
    "08b-4of6": ("same", "qwen35-08b-q8"),
    "only-18-js": ("superlative", "qwen35-35b-a3b-q8"),
    "only-all-js-bugs": ("same", "qwen35-35b-a3b-q8"),
    "highest-python": ("superlative", "gpt-oss-120b-q8kxl"),
    "gpt-oss-20b-17plus": ("same", "gpt-oss-20b-q8kxl"),
    "gpt-oss-20b-any-efficiency": ("superlative", "gpt-oss-20b-q8kxl"),
    "gpt-oss-20b-score-gb": ("superlative", "gpt-oss-20b-q8kxl"),
    "score-min-nonthink": ("rounding", "gpt-oss-120b-q8kxl-nonthink"),
    "efficiency-order": ("order", ""),
    "most-consistent": ("superlative", "devstral-small-2-24b-2512-q8kxl"),
    "fastest-quality": ("superlative", "qwen3-coder-next-q40"),
    "worst-speed-quality": ("superlative", "devstral-2-123b-2512-q40"),
    "worst-python": ("superlative", "qwen35-27b-claude-distill-q8-nonthink"),
    "best-ts": ("superlative", "minimax-m25-reap-139b-q4km"),
    "best-js-nonthink": ("superlative", "qwen35-27b-q8-nonthink"),
    "rank1-reference": ("same", "qwen35-35b-a3b-q8"),
    "tier2-vs-tier3": ("same", "qwen35-27b-q8-nonthink"),
    "tier4-73": ("within", "qwen3-coder-30b-a3b-q8kxl"),
    "model-name": ("name", ""),
    "think-27b-common": ("same", "qwen35-27b-q8"),
    "think-35b-q6k-common": ("same", "qwen35-35b-a3b-q6k-think"),
    "think-conclusion": ("same", ""),
    "next-q6k-50pct": ("change", "qwen3-coder-next-q6k"),
    "sse-3.5x": ("ratio", "qwen35-122b-a10b-iq4nl-nonthink"),
    "half-size": ("ratio", "qwen35-35b-a3b-q8"),
    "denominators": ("coverage", "JS"),
    "languages": ("same", ""),
    "rubric-sse-llama4": ("within", "llama-4-scout-q40"),
    "rubric-go-nocompile": ("within", "qwen35-35b-a3b-q6k-nonthink"),
    "distill-confounded": ("confounded", "qwen35-35b-a3b-claude-distill-q6k"),
    "one-run": ("one attempt", ""),
}
"""Known error of the published board -> the rule that finds it, and the row that it is found in."""
IN_OTHER_NUMBERS = frozenset(
    (
        # A place among all, as `about`; a range of points or of models told as their number; in words.
        *("most-consistent", "rubric-sse-llama4", "rubric-go-nocompile", "denominators", "distill-confounded"),
        *("think-conclusion", "tier2-vs-tier3", "tier4-73", "one-run", "efficiency-order", "model-name"),
    )
)


def number_in(text):
    try:
        return float(text.rstrip("+x%"))
    except ValueError:
        return None


def test_every_known_error_of_the_published_board_is_found_with_its_numbers(published):
    known = json.loads((DATA / "published_six_task_findings.json").read_text())["findings"]
    assert {one["id"] for one in known} == set(KNOWN)
    for one in known:
        rule, row = KNOWN[one["id"]]
        mine = [found for found in published.findings if (found.rule, found.row) == (rule, row)]
        assert mine, one["id"]
        if one["id"] not in IN_OTHER_NUMBERS:
            computed = [number_in(found.computed) for found in mine]
            assert any(value == pytest.approx(one["computed"], abs=0.051) for value in computed), (one, mine)


def test_nothing_else_is_held_against_it(published):
    more = {(one.rule, one.row) for one in published.findings} - set(KNOWN.values())
    assert more == {
        ("rank", "kimi-linear-48b-a3b-q6kl"),
        ("implied", "nemotron-cascade-2-30b-a3b-q8"),
        *(("coverage", row) for row in ("Rs", "Go limiter", "Rs priority")),
    }
    assert published.unread == ()


@pytest.fixture
def the_same_measured(tmp_path, golden):
    """A run in which each model earns what the published board prints of it."""
    rows = golden["rows"]
    scores = {row["model"]: [points / 20 for points in row["scores"]] for row in rows}
    who = {
        row["model"]: {"size_bytes": round(row["size_gb"] * 1e9) if row["size_gb"] is not None else None}
        for row in rows
    }
    record(
        tmp_path,
        dict.fromkeys(scores, "0" * 6),
        scores=scores,
        walls={row["model"]: [float(row["wall_s"])] * 6 for row in rows},
        who=who,
        tasks=TASKS,
        suite="six",
        pins=IN_20,
    )
    return six_of(tmp_path)


def test_what_is_measured_goes_through_the_same_tables(the_same_measured, published):
    mine, theirs = the_same_measured, published
    for field in ("points", "rank", "tier", "even", "fastest_for_points", "smallest_for_points"):
        assert by_label(mine.standings, field) == by_label(theirs.standings, field), field
    for field in ("stdev", "per_min", "per_gb"):
        assert by_label(mine.standings, field) == close(by_label(theirs.standings, field)), field
    assert mine.resolution.points == pytest.approx(theirs.resolution.points)
    assert [one.label for one in mine.picks if one.verdict == "pick"] == ["gpt-oss-20b-q8kxl"]


def test_points_are_means_over_attempts_and_what_was_not_scored_is_missing(tmp_path):
    tasks = {"a": "python", "b": "go"}
    pins = {name: {"scale": 20.0} for name in tasks}
    lines = {"m": ["10", "00"], "lost": ["1i", "1i"], "looping": ["1l", "1l"]}
    record(tmp_path, lines, tasks=tasks, suite="six", pins=pins)
    found = six_of(tmp_path)
    assert by_label(found.standings, "points") == {"looping": 20, "m": 10}
    (other,) = found.incomplete
    assert (other.label, other.completed, other.points, other.errors, other.at_most) == ("lost", 1, 20, ("b",), 20)
    assert found.repeats == 2


def test_pairs_of_measured_models_differ_in_that_choice_alone(tmp_path):
    tasks = {"a": "python", "b": "go"}
    one_file = {"name": "alpha 7b"}
    who = {
        "thinks": one_file | {"fingerprint": {"thinking": Thinking.ON, "model_id": "x"}},
        "does not": one_file | {"fingerprint": {"thinking": Thinking.OFF, "model_id": "x"}},
        "smaller": one_file | {"quantization": "Q2_K", "fingerprint": {"thinking": Thinking.ON, "model_id": "x"}},
        "other": {"name": "beta 7b"},
    }
    record(
        tmp_path,
        {"thinks": "11", "does not": "0i", "smaller": "01", "other": "11"},
        tasks=tasks,
        suite="six",
        pins={name: {"scale": 20.0} for name in tasks},
        who=who,
    )
    found = {one.axis: one for one in six_of(tmp_path).pairs}
    thinking, quantization = found["thinking"], found["quantization"]
    assert (thinking.low, thinking.high, thinking.common) == ("does not", "thinks", ("a",))
    assert (thinking.difference, thinking.errors_as_zero) == (20, 40)
    assert (quantization.low, quantization.high, quantization.difference) == ("smaller", "thinks", 20)
    assert set(found) == {"thinking", "quantization"}


def test_references_stand_apart(tmp_path):
    tasks = {"a": "python", "b": "go"}
    record(tmp_path, {"m": "01", "all-correct": "11"}, tasks=tasks, suite="six", references=("all-correct",))
    found = six_of(tmp_path)
    assert [one.label for one in (*found.standings, *found.picks)] == ["m", "m"]
    assert [(one.label, one.completed) for one in found.references] == [("all-correct", 2)]
    assert found.standings[0].rank == 1
    of_references = six_of(tmp_path, references=True)
    assert [(one.label, one.points) for one in of_references.standings] == [("all-correct", 40)]
    assert of_references.references == ()
    assert (found.basis.attempts, of_references.basis.attempts) == (2, 2)
    assert of_references.basis.newest_at is not None


def test_bugs_and_kinds_of_measured_attempts_are_counted(tmp_path):
    builder = RunBuilder(tmp_path, "r1", suite="six", tasks={"fix": "go"}, contestants=("m", "n"))
    for label, caught, kind in (("m", (5.0, 5.0), "sliding window"), ("n", (5.0, 0.0), "counter")):
        builder.identify(label)
        one = builder.start(label, "fix")
        builder.end(one)
        criteria = tuple(
            CriterionResult(id=name, points=5.0, earned=earned, required=True, assurance=Assurance.A)
            for name, earned in zip(("heap", "once"), caught, strict=True)
        )
        made = synthetic_grade(one, all(caught), score=sum(caught))
        builder.put(Graded(grade=replace(made, criteria=criteria, labels={"limiter": kind})))
    builder.finish()
    found = six_of(tmp_path)
    assert [(one.part, one.caught, one.of) for one in found.parts] == [("heap", 2, 2), ("once", 1, 2)]
    assert {(one.kind, one.models) for one in found.kinds} == {("sliding window", 1), ("counter", 1)}


def test_what_may_not_be_read_says_so_and_a_run_that_goes_on_is_no_result(tmp_path):
    tasks = {"a": "python", "b": "go"}
    record(tmp_path, {"m": "11", "n": "0."}, tasks=tasks, suite="six", finish=None)
    found = six_of(tmp_path)
    assert found.doubts
    assert all(sentence.startswith("so far, not a result: ") for sentence in found.sentences)


def test_a_board_of_nothing_says_what_is_there(tmp_path):
    with pytest.raises(JournalError) as none, Index(tmp_path) as index:
        six_board(index, "six")
    assert none.value.code == "E653"
    record(tmp_path, {"m": "1"}, tasks={"a": "python"})
    with pytest.raises(JournalError) as other:
        six_of(tmp_path)
    assert other.value.code == "E650"


@pytest.mark.parametrize(("name", "code"), [("nothing-so", "E130"), ("aider", "E102")])
def test_published_boards_of_another_kind_are_refused(tmp_path, name, code):
    with pytest.raises(UsageError) as refused:
        boards_of_sheet(tmp_path, "six", name)
    assert refused.value.code == code
