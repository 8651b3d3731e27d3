"""Claims of the gate: only what is shown passes by itself, and exit code, lines and files say the same."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from contest import firsts, play

from prony.nouns import FaultCode

MANY = {f"t{n:03}": "python" for n in range(150)}
FEW = {f"t{n:02}": "python" for n in range(14)}
HOSTILE = 'm"><failure/>&\x1b[31m\x00\u202e|`@x` <img src=x onerror=alert(1)>'


def contest(build_run, tasks, **solved):
    """Models that solve so many of the tasks, the first ones."""
    results = {label: firsts(count, tasks) for label, count in solved.items()}
    return play(build_run(tasks=tasks, contestants=list(results)), results)


@pytest.mark.parametrize(
    ("tasks", "a", "b", "code", "standing"),
    [
        (MANY, 100, 100, 0, "held"),
        (MANY, 120, 100, 0, "held"),
        (MANY, 60, 100, 1, "refuted"),
        (FEW, 9, 9, 1, "not_shown"),
        (FEW, 8, 9, 1, "not_shown"),
        (dict(list(FEW.items())[:5]), 5, 5, 4, "not_judged"),
    ],
)
def test_only_what_is_shown_passes(build_run, prony, tasks, a, b, code, standing):
    contest(build_run, tasks, a=a, b=b)
    said = prony("compare", "a", "b", "--fail-if-worse-than", "5", "--json")
    assert said.code == code
    [claim] = json.loads(said.out)["gate"]["claims"]
    assert claim["standing"] == standing
    assert f"gate: {standing.replace('_', ' ')}: a is not worse than b by more than 5 points: " in said.err


def test_what_is_not_shown_says_which_margin_these_tasks_could_show(build_run, prony):
    contest(build_run, FEW, a=9, b=9)
    told = prony("compare", "a", "b", "--fail-if-worse-than", "5").err
    margin = int(told.partition("show no margin below ")[2].partition(" points")[0])
    assert prony("compare", "a", "b", "--fail-if-worse-than", str(margin)).code == 0
    assert prony("compare", "a", "b", "--fail-if-worse-than", str(margin - 1)).code == 1


def test_what_is_not_shown_may_be_accepted_aloud_and_what_is_refuted_never(build_run, prony):
    contest(build_run, FEW, a=8, b=9)
    said = prony("compare", "a", "b", "--fail-if-worse-than", "5", "--accept-not-shown", "--quiet")
    assert said.code == 0
    assert "gate: not shown, accepted: " in said.err, "it passes, but never silently"


def test_refuted_and_unreadable_are_accepted_by_no_option(build_run, prony):
    contest(build_run, MANY, a=60, b=100)
    assert prony("compare", "a", "b", "--fail-if-worse-than", "5", "--accept-not-shown").code == 1


@pytest.mark.parametrize("how", ["control", "interim"])
def test_a_board_that_may_not_be_read_is_not_judged(build_run, prony, how):
    if how == "control":
        builder = build_run(tasks=MANY, contestants=["empty", "a", "b"], references=("empty",))
        builder.identify("empty", reference=True)
        play(builder, {"empty": firsts(3, MANY), "a": firsts(140, MANY), "b": firsts(140, MANY)})
        words = "the reference empty, which must not, solved 3 of 150 tasks"
    else:
        first = list(MANY)[:100]
        play(
            build_run(tasks=MANY, contestants=["a", "b"]),
            {"a": firsts(90, first), "b": firsts(90, first)},
            finish=False,
        )
        words = "so far, not a result"
    for options in (["--fail-if-worse-than", "5"], ["--fail-under", "10"]):
        said = prony("compare", "a", "b", *options, "--accept-not-shown")
        assert said.code == 4
        assert "gate: not judged: " in said.err
    assert words in prony("compare", "a", "b", "--fail-if-worse-than", "5").err


def test_tasks_lost_to_infra_do_not_buy_a_pass(build_run, prony):
    """On common tasks the candidate is no worse; it lost, to infra, a seventh of the tasks."""
    results = {
        "a": {task: [FaultCode.UNREACHABLE if n % 7 == 0 else True] for n, task in enumerate(MANY)},
        "b": {task: [True] for task in MANY},
    }
    play(build_run(tasks=MANY, contestants=list(results)), results)
    said = prony("compare", "a", "b", "--fail-if-worse-than", "5")
    assert said.code == 1
    assert "with 0 for what is missing -15 points" in said.err


@pytest.mark.parametrize(
    ("solved", "under", "code", "standing"),
    [(140, 80, 0, "held"), (140, 93, 1, "not shown"), (100, 80, 1, "refuted"), (150, 100, 1, "not shown")],
)
def test_a_rate_is_held_against_a_threshold_by_its_interval(build_run, prony, solved, under, code, standing):
    contest(build_run, MANY, a=solved, b=75)
    said = prony("compare", "a", "b", "--fail-under", str(under))
    assert said.code == code
    assert f"gate: {standing}: a solves at least {under} % of tasks like these: " in said.err


def test_every_model_of_a_board_must_hold(build_run, prony):
    contest(build_run, MANY, a=140, b=75)
    said = prony("board", "--fail-under", "80")
    assert said.code == 1
    assert "gate: held: a solves" in said.err
    assert "gate: refuted: b solves" in said.err
    assert prony("board", "--fail-under", "30").code == 0
    assert prony("board").code == 0


def test_a_board_without_a_model_passes_nothing(build_run, prony):
    builder = build_run(tasks=FEW, contestants=["all-correct"], references=("all-correct",))
    builder.identify("all-correct", reference=True)
    play(builder, {"all-correct": firsts(14, FEW)})
    assert prony("board", "--fail-under", "10").code == 4


def test_without_a_gate_there_is_no_word_of_one(build_run, prony, monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    contest(build_run, FEW, a=1, b=9)
    said = prony("compare", "a", "b")
    assert (said.code, said.err) == (0, "")
    assert not (tmp_path / "summary.md").exists()


@pytest.mark.parametrize("value", ["0", "-1", "100", "nan", "x"])
def test_a_margin_that_is_none_is_bad_usage(build_run, prony, value):
    contest(build_run, FEW, a=1, b=9)
    assert prony("compare", "a", "b", "--fail-if-worse-than", value).code == 2


@pytest.mark.parametrize(("a", "options", "code"), [(9, [], 1), (9, ["--accept-not-shown"], 0), (1, [], 1)])
def test_the_junit_file_fails_exactly_where_the_gate_does(build_run, prony, tmp_path, a, options, code):
    contest(build_run, FEW, a=a, b=9)
    assert prony("compare", "a", "b", "--fail-if-worse-than", "5", "--junit", "out.xml", *options).code == code
    root = ElementTree.parse(tmp_path / "out.xml").getroot()
    assert (len(root.findall(".//failure")) > 0) == (code == 1)
    assert root.findall(".//error") == []
    tasks = root.findall("testsuite")[1]
    assert [case.get("name") for case in tasks] == [f"quick/{task}" for task in FEW]
    skipped = [case.get("name") for case in tasks if case.find("skipped") is not None]
    assert skipped == [f"quick/{task}" for task in list(FEW)[a:9]], "where the candidate did worse"
    _well_formed(root)


def test_the_junit_file_has_errors_where_nothing_could_be_judged(build_run, prony, tmp_path):
    contest(build_run, dict(list(FEW.items())[:5]), a=1, b=5)
    assert prony("compare", "a", "b", "--fail-if-worse-than", "5", "--junit", "out.xml").code == 4
    root = ElementTree.parse(tmp_path / "out.xml").getroot()
    assert (root.get("errors"), root.get("failures")) == ("1", "0")


def _well_formed(root: ElementTree.Element) -> None:
    """The grammar that CI systems read: counts that add up, names on everything, one outcome a case."""
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        cases = suite.findall("testcase")
        assert len(cases) == len(suite) == int(suite.get("tests"))
        for case in cases:
            assert case.get("name")
            assert case.get("classname")
            assert [child.tag for child in case] in ([], ["failure"], ["error"], ["skipped"], ["system-out"])
        for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert len(suite.findall(f"testcase/{kind}")) == int(suite.get(name))
    for name in ("tests", "failures", "errors"):
        assert int(root.get(name)) == sum(int(suite.get(name)) for suite in root)


@pytest.fixture
def hostile(build_run):
    builder = build_run(tasks=FEW, contestants=[HOSTILE, "b"])
    return play(builder, {HOSTILE: firsts(3, FEW), "b": firsts(9, FEW)})


def test_what_hostile_names_hold_is_text_in_every_file(hostile, prony, tmp_path):
    said = prony("compare", HOSTILE[:1], "b", "--fail-if-worse-than", "5", "--junit", "o.xml", "--summary", "s.md")
    assert said.code == 1
    root = ElementTree.parse(tmp_path / "o.xml").getroot()
    _well_formed(root)
    assert any("<failure/>" in case.get("classname") for case in root.iter("testcase"))
    told = (tmp_path / "s.md").read_text("utf-8")
    assert "<img" not in told
    assert "&lt;img" in told
    for text in ((tmp_path / "o.xml").read_text("utf-8"), told, said.err, said.out):
        assert not set(text) & {"\x1b", "\x00", "\u202e"}


def test_a_summary_is_appended_where_github_says_so(build_run, prony, monkeypatch, tmp_path):
    path = tmp_path / "summary.md"
    path.write_text("# an earlier step\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    contest(build_run, FEW, a=8, b=9)
    prony("compare", "a", "b", "--fail-if-worse-than", "5")
    prony("board", "--fail-under", "10")
    told = path.read_text("utf-8")
    assert told.startswith("# an earlier step\n## a against b")
    assert "**The gate fails.**" in told
    assert "**The gate passes.**" in told
    assert "| all tasks | 14 | -7 points |" in told


def test_a_file_that_cannot_be_written_is_told(build_run, prony):
    contest(build_run, FEW, a=8, b=9)
    said = prony("compare", "a", "b", "--junit", "nowhere/out.xml")
    assert said.code == 2
    assert "nowhere/out.xml cannot be written" in said.err
    assert "--junit FILE names a file" in said.err
