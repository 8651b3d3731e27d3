"""The verdict torture set: replies that other graders judge wrongly, through extraction and three graders each.

tests/data/torture holds the replies verbatim and the verdicts that they must get; docs/verdicts.md shows the table.
PRONY_WRITE_DOCS=1 writes the page anew.
"""

import asyncio
import os
import tomllib
from pathlib import Path

import pytest

from prony.grading import grade
from prony.suites import extract, load_suite

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "torture"
PAGE = ROOT / "docs" / "verdicts.md"
ROWS = tomllib.loads((DATA / "torture.toml").read_text())
GRADERS = ("cases", "oracle", "suite")
PREFIX = {"python": "py", "javascript": "js"}
BEGIN, END = "<!-- the table -->\n", "<!-- end of the table -->\n"


@pytest.fixture(scope="module")
def tasks():
    return {task.name: task for task in load_suite(DATA / "suite").tasks}


SLOW = dict.fromkeys([("python", "endless"), ("javascript", "huge-answer")], pytest.mark.slow)


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(language, row, id=f"{language}-{row['reply']}", marks=SLOW.get((language, row["reply"]), ()))
        for language in ROWS
        for row in ROWS[language]
    ],
)
async def test_every_grader_reaches_the_right_verdict(sandbox, tasks, language, row):
    reply = (DATA / language / f"{row['reply']}.md").read_text()

    async def judged(grader: str):
        task = tasks[f"{PREFIX[language]}-{grader}"]
        return await grade(task, extract(reply, task).files, sandbox, attempt="torture")

    grades = dict(zip(GRADERS, await asyncio.gather(*map(judged, GRADERS)), strict=True))
    wrong = {name: one for name, one in grades.items() if str(one.verdict) not in row[name].split("|")}
    assert wrong == {}
    for name, one in grades.items():
        assert one.solved is (row[name] == "pass")
        assert (one.score == one.scale) is (row[name] == "pass")


def test_every_reply_stands_in_the_table():
    for language, rows in ROWS.items():
        listed = [row["reply"] for row in rows]
        assert sorted(listed) == sorted(path.stem for path in (DATA / language).glob("*.md"))


def test_no_attack_is_expected_to_pass_anywhere():
    for rows in ROWS.values():
        verdicts = {row["reply"]: {row[grader] == "pass" for grader in GRADERS} for row in rows}
        assert all(len(passes) == 1 for passes in verdicts.values())
        correct = [reply for reply, passes in verdicts.items() if passes == {True}]
        assert correct[-1] == "own-tests", "the correct answers come first, and everything after them must not pass"


def table() -> str:
    """The page's table, as the data says it."""
    lines = []
    for language, rows in ROWS.items():
        lines += [f"### {'Python' if language == 'python' else 'JavaScript'}", ""]
        lines += ["| the reply | cases (A) | oracle (A) | suite (B) |", "|---|---|---|---|"]
        for row in rows:
            cells = [row[grader].replace("|", " or ") for grader in GRADERS]
            marked = [f"**{cell}**" if cell == "pass" else cell for cell in cells]
            lines.append(
                f"| [{row['what']}](../tests/data/torture/{language}/{row['reply']}.md) | {' | '.join(marked)} |"
            )
        lines.append("")
    return "\n".join(lines)


def test_the_page_shows_what_the_data_says():
    before, _, rest = PAGE.read_text().partition(BEGIN)
    shown, _, after = rest.partition(END)
    if os.environ.get("PRONY_WRITE_DOCS"):
        PAGE.write_text(before + BEGIN + table() + END + after)
        return
    assert shown == table()
