"""The page docs/task-format.md: its tutorial is followed to the letter, and its tables are complete."""

import re
from pathlib import Path

import pytest

from prony.grading import prove
from prony.sandbox import open_sandbox
from prony.suites import Case, load_suite
from prony.suites.codes import CODES
from prony.suites.schema import ATTEMPT, BRIEF, CAP, CRITERION, FLAW, LIMITS, PRONY, STEP, SUITE
from prony.suites.tests import grader_keys

PAGE = Path(__file__).parents[2] / "docs" / "task-format.md"
TEXT = PAGE.read_text(encoding="utf-8")


def section(title: str) -> str:
    return TEXT.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@pytest.fixture
def tutorial(tmp_path):
    """The files of the tutorial, written down as a reader would."""
    for path, body in re.findall(r"^`(mine/\S+)`\n\n```\w+\n(.*?)^```$", TEXT, re.M | re.S):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(body)
    return tmp_path / "mine"


async def test_the_tutorial_makes_a_task_that_holds(tutorial):
    suite = load_suite(tutorial)
    assert [task.id for task in suite.tasks] == ["mine/initials"]
    async with open_sandbox(slots=1, toolchains=("python",)) as sandbox:
        proofs = await prove(suite, sandbox)
    assert [proof.problems for proof in proofs] == [()]
    assert proofs[0].holds
    assert {"reference", "start", "flaw", "forgery"} <= {claim.kind for claim in proofs[0].claims}


def test_the_tutorial_is_as_long_as_it_says(tutorial):
    assert len([path for path in tutorial.rglob("*") if path.is_file()]) == 6


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("suite.toml", SUITE),
        ("task.toml", {**PRONY, **LIMITS, **ATTEMPT}),
        ("Points", {**CRITERION, **CAP}),
        ("Graders", grader_keys()),
        ("Flaws", FLAW),
        ("Steps", {**STEP, **BRIEF}),
        ("cases.jsonl", dict.fromkeys(Case.__struct_fields__)),
    ],
)
def test_every_key_is_described(title, keys):
    words = set(re.findall(r"[a-z_]+", section(title)))
    assert [key for key in keys if key not in words] == []


def test_every_code_of_a_suite_is_listed():
    listed = re.findall(r"^\| (E\d+) \|", TEXT, re.M)
    assert listed == [code for code in CODES if "E300" < code < "E350"]


def test_links_within_the_page_lead_somewhere():
    anchors = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^##+ (.*)$", TEXT, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", TEXT)) <= anchors
