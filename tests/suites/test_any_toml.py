"""Whatever stands in task.toml, loading ends with a task or with problems that are told."""

import contextlib

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prony.errors import SuiteError
from prony.suites import load_suite
from prony.suites.schema import ATTEMPT, CAP, CRITERION, FLAW, LIMITS, PRONY, STEP
from prony.suites.tests import grader_keys

SCALARS = st.one_of(
    st.booleans(),
    st.integers(-5, 2000),
    st.floats(allow_nan=True),
    st.dates(),
    st.sampled_from(
        ["", "basics", "basics/*", "smaller", "larger.py", "tests", "metric", "A", "cases", "suite", "../x"]
    ),
    st.text(max_size=8),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("ab", min_size=1), inner, max_size=2)),
    max_leaves=5,
)


def table(keys):
    return st.dictionaries(st.sampled_from(sorted(keys)), VALUES, max_size=len(keys))


TABLES = {
    "criteria": st.lists(table(CRITERION), max_size=3),
    "caps": st.lists(table(CAP), max_size=2),
    "flaws": st.lists(table(FLAW), max_size=2),
    "steps": st.lists(table(STEP), max_size=3),
    "limits": table(LIMITS),
    "attempt": table(ATTEMPT),
    "grader": table(grader_keys()),
}
SOUND = {
    "answer": "larger.py",
    "criteria": [{"id": "basics"}],
    "flaws": [{"id": "smaller", "fails": ["basics"], "score": [0, 0]}],
}
STEPPED = {
    **SOUND,
    "steps": [{"brief": "more.md"}],
    "grader": {"independent": ["larger"]},
    "flaws": [*SOUND["flaws"], {"id": "larger", "fails": ["basics"], "step": 1, "after": "smaller"}],
}
CHANGES = st.one_of(
    table(PRONY), st.sampled_from(sorted(TABLES)).flatmap(lambda key: TABLES[key].map(lambda value: {key: value}))
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([SOUND, STEPPED]), CHANGES)
def test_any_table_gives_a_task_or_told_problems(suite_folder, sound, changes):
    suite_folder.write("larger/more.md", "Now the larger of three.")
    suite_folder.write("larger/task.toml", tomli_w.dumps({"prony": {**sound, **changes}}))
    with contextlib.suppress(SuiteError):
        task = load_suite(suite_folder.root).tasks[0]
        assert task.criteria
        assert all(criterion.points >= 0 for criterion in task.criteria)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.integers(0, 200))
def test_any_text_in_task_toml_gives_a_task_or_told_problems(suite_folder, noise, at):
    text = tomli_w.dumps({"prony": SOUND})
    suite_folder.write("larger/task.toml", (text[:at] + noise + text[at:]).encode("utf-8", "replace"))
    with contextlib.suppress(SuiteError):
        load_suite(suite_folder.root)
