"""`prony bugs` as a person reads it."""

import json

import pytest
import synthetic
from msgspec.structs import replace

from prony.journal import Graded
from prony.nouns import Assurance, CriterionResult

EVIL = "\x1b[31m<b>| `x`"


@pytest.fixture
def recorded(build_run):
    builder = build_run(tasks={"fix": "python", "plain": "go"}, contestants=("a", "b"))
    for label in ("a", "b"):
        builder.identify(label)
        one = builder.start(label, "fix")
        builder.end(one, files={"answer.py": label.encode()})
        criteria = tuple(
            CriterionResult(
                id=name,
                points=5.0,
                earned=5.0 * (label == "a" or name == "once"),
                required=True,
                assurance=Assurance.A,
                title=f"{name} {EVIL}",
            )
            for name in ("once", "clear")
        )
        grade = replace(synthetic.grade(one, label == "a"), criteria=criteria, labels={"queue": EVIL})
        builder.put(Graded(grade=grade))
        builder.attempt(label, "plain", True)
    builder.finish()


def test_the_table_of_bugs_is_shown_and_untrusted_words_are_plain(prony, recorded):
    said = prony("bugs")
    assert said.code == 0, said.err
    assert "\x1b" not in said.out
    assert "quick/fix · Task fix" in said.out
    row = next(line for line in said.out.splitlines() if line.startswith("clear "))
    assert [cell for cell in row.split() if "/" in cell] == ["1/1", "0/1"]
    document = json.loads(prony("bugs", "--task", "fix", "--json").out)
    assert (document["schema"], document["task"]) == ("prony.bugs/1", "quick/fix")


def test_a_task_that_is_not_there_is_an_error_with_a_next_step(prony, recorded):
    said = prony("bugs", "--task", "fit")
    assert (said.code, "E682" in said.err, "tasks here: fix" in said.err) == (3, True, True)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_narrow_screen_cuts_no_row_and_names_what_it_leaves_out(prony, recorded, width):
    said = prony("bugs", width=width)
    assert all(len(line) <= width for line in said.out.splitlines())
