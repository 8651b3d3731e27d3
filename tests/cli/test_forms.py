"""The claim that every view leaves in every form, and that no form of a view contradicts another."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re

import click
import pytest
import sweeps
from board_situations import names, record

from prony.boards.tabular import UNITS
from prony.cli.app import COMMANDS, LazyGroup
from prony.nouns import Sampling

VIEWS = {
    "compare": ("compare", "hot", "cold"),
    "compare, of more than two": ("compare", "hot", "cold", "warm"),
    "factors": ("factors",),
    "factors, of one axis": ("factors", "temperature"),
    "tradeoffs": ("tradeoffs", "--budget", "wall=9"),
    "bugs": ("bugs",),
    "drift": ("drift",),
    "languages": ("languages",),
    "freshness": ("freshness",),
    "pick": ("pick", "--engines", "none", "--stack", "python:2,go"),
    "boards": ("boards",),
    "reliability": ("reliability",),
    "style": ("style",),
    "selfreport": ("selfreport",),
    "style, of two": ("style", "hot", "cold"),
    "card": ("card", "hot"),
    "speed": ("speed", "--show", "last"),
    "boards show": ("boards", "show", "five-rounds-go"),
    "board rounds": ("board", "rounds", "--published", "five-rounds"),
    "board six": ("board", "six", "--published", "llama-server"),
    "boards overlap": ("boards", "overlap"),
}
"""Commands whose view has tables, with what they are called with."""

NO_VIEWS = frozenset(
    {
        "run",
        "demo",
        "estimate",
        "regrade",
        "init",
        "doctor",
        "models",
        "probe",
        "tasks",
        "import",
        "vary",
        "prove",
        "show",
        "report",
    }
    | {"forget", "index", "export", "badge", "bundle", "verify", "toolchains"}
)
"""Commands whose document is no view of what was measured, but an act, or one attempt whole."""

OF_A_SUITE = [name for name in VIEWS if name not in ("factors", "pick", "speed") and not name.startswith("board")]
"""Views of one suite at one digest, with doubts."""

AS_THEY_ARE = ("factors", "boards", "boards show", "selfreport", "freshness")
"""Views whose cells are the same in both forms: whole numbers, what others printed, and no day of release."""

WORDS = frozenset({"suite_version", "suite_digest", "a_value", "b_value", "low", "high", "value", "slice"})
"""Fields of words that may look like numbers: names, versions, values of an axis."""

NUMBER = re.compile(r"(?<![\w.])[+-]?\d[\d\u202f]*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*\w)")
SCALES = (1.0, 100.0, -1.0, -100.0, 1e-9)
"""What people read of a value: itself, percent or points of a share, either of them turned, GB of bytes."""


def again(request: pytest.FixtureRequest) -> bool:
    """Whether the view that is asked for is of several runs."""
    return "drift" in request.node.name


@pytest.fixture
def recorded(tmp_path, request):
    """Three of one model at different temperatures, with partial credit, on two languages."""
    if "speed" in request.node.name:
        sweeps.write(tmp_path)
    who = {
        label: {"name": "alpha", "sha256": "a" * 64, "fingerprint": {"sampling": Sampling(temperature=heat)}}
        for label, heat in (("cold", 0.0), ("warm", 0.4), ("hot", 0.8))
    }
    tasks = names(20) | names(20, "go")
    solved = {"cold": "1" * 10 + "0" * 30, "warm": "01" * 20, "hot": "1" * 34 + "0" * 6}
    scores = {label: [1.0 if one == "1" else 0.35 for one in line] for label, line in solved.items()}
    walls = {label: [2.0 + at / 7 + len(label) for at in range(40)] for label in solved}
    if again(request):
        record(tmp_path, solved, run="r0", tasks=tasks, scores=scores, walls=walls, who=who)
        solved["hot"] = "0" * 6 + "1" * 34
    return record(tmp_path, solved, tasks=tasks, scores=scores, walls=walls, who=who)


@pytest.fixture
def unfinished(tmp_path, request):
    """The same question of a run in which nobody is at the end."""
    who = {
        label: {"name": "alpha", "sha256": "a" * 64, "fingerprint": {"sampling": Sampling(temperature=heat)}}
        for label, heat in (("cold", 0.0), ("warm", 0.4), ("hot", 0.8))
    }
    solved = {"cold": "1" * 3 + "0" * 16 + ".", "warm": "01" * 9 + "0.", "hot": "1" * 15 + "." * 5}
    if again(request):
        record(tmp_path, solved, run="r0", who=who)
    return record(tmp_path, solved, who=who, finish=None)


def numbers_in(document: object) -> set[float]:
    """Every number of a document, those in lists and objects too."""
    if isinstance(document, bool) or document is None:
        return set()
    if isinstance(document, int | float):
        return {float(document)}
    inside = document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    return set(itertools.chain.from_iterable(numbers_in(one) for one in inside)) | (
        {float(len(document))} if isinstance(document, list) else set()
    )


def records_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def as_number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def tables_of(text: str) -> list[list[list[str]]]:
    """The rows of each Markdown table, without header and rule."""
    blocks = re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)
    return [
        [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in block.splitlines()[2:]]
        for block in blocks
    ]


def close(printed: str, values: list[float]) -> bool:
    """Whether a printed number is one of `values`, rounded in any direction to the digits that it has."""
    bare = printed.replace("\u202f", "")
    step = 10.0 ** -len(bare.partition(".")[2]) if "." in bare else 1.0
    if "e" in bare:
        return any(abs(float(bare) - value) <= abs(value) / 10 for value in values)
    return any(abs(float(bare) - value * scale) < step + 1e-9 for value in values for scale in SCALES)


def is_word(key: str) -> bool:
    """Whether a column holds words, whatever they look like: what others printed is quoted as it stands."""
    return key in WORDS or key.startswith("printed")


def groups(command: click.Command) -> set[str]:
    return {option for param in command.params for option in param.opts}


def test_every_view_has_every_form():
    group = LazyGroup()
    for name in set(COMMANDS) - NO_VIEWS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert {"--json", "--csv", "--md"} <= groups(command), name


def test_every_view_with_tables_is_asked_here():
    assert {call[0] for call in VIEWS.values()} == set(COMMANDS) - NO_VIEWS


@pytest.mark.parametrize("name", VIEWS)
def test_each_number_of_the_csv_is_one_of_the_json(prony, recorded, name):
    document = numbers_in(json.loads(prony(*VIEWS[name], "--json").out))
    records = records_of(prony(*VIEWS[name], "--csv").out)
    found = [(key, number) for line in records for key, cell in line.items() if (number := as_number(cell)) is not None]
    assert found
    assert [(key, number) for key, number in found if not is_word(key) and number not in document] == []


@pytest.mark.parametrize("name", VIEWS)
def test_each_number_of_a_markdown_table_is_one_of_its_line_in_the_csv(prony, recorded, name):
    lines = iter(records_of(prony(*VIEWS[name], "--csv").out))
    tables = tables_of(prony(*VIEWS[name], "--md").out)
    assert tables
    checked = 0
    for row in itertools.chain.from_iterable(tables):
        record = next(lines)
        texts = set(record.values())
        values = [number for cell in record.values() if (number := as_number(cell)) is not None]
        for cell in row:
            if cell.replace("\\", "") in texts:
                continue
            for printed in NUMBER.findall(cell.replace("\\", "").replace("&lt;", "<")):
                checked += 1
                assert close(printed, values) or any(printed in text for text in texts), (cell, record)
    assert next(lines, None) is None, "each line of the CSV is a row of Markdown"
    assert checked or name in AS_THEY_ARE


@pytest.mark.parametrize("name", VIEWS)
def test_a_cell_of_the_csv_is_a_word_or_a_number_in_the_unit_of_its_column(prony, recorded, name):
    records = records_of(prony(*VIEWS[name], "--csv").out)
    units = "|".join(UNITS)
    for line in records:
        for key, cell in line.items():
            assert is_word(key) or not re.fullmatch(rf"[+-]?[\d.]+ ?(%|s|ms|GB|MB|tokens?|points?|{units})", cell), (
                key,
                cell,
            )


@pytest.mark.parametrize("name", OF_A_SUITE)
def test_markdown_says_what_its_numbers_rest_on(prony, recorded, name):
    told = prony(*VIEWS[name], "--md").out
    notes = [line for line in told.splitlines() if line.startswith("- ")]
    assert f"digest {'d' * 64}" in notes[0]
    assert "newest attempt 2026-" in notes[0]
    assert "machine: Some CPU" in notes[0]
    assert re.search(r"n = 40 tasks, \d+ scored attempts · 95 % intervals over tasks", notes[0])


@pytest.mark.parametrize("name", OF_A_SUITE)
def test_what_may_not_be_read_says_so_in_every_form(prony, unfinished, name):
    document = json.loads(prony(*VIEWS[name], "--json").out)
    assert document["doubts"]
    sentence = document["doubts"][0]["sentence"]
    told = prony(*VIEWS[name], "--md").out.replace("\\", "")
    assert f"- not to be read as a result: {sentence}" in told
    assert "\nSo far, not a result: " in told.split("\n|")[0]
    records = records_of(prony(*VIEWS[name], "--csv").out)
    assert all(sentence in line["doubts"] for line in records)
    assert not any(line.get("decided") not in (None, "", "no") for line in records)


def test_a_formula_and_markup_in_a_label_stay_words(prony, tmp_path):
    hostile = {"=cmd|' /C calc'!A0": "1" * 20, "<img src=x>|`[a](b)": "10" * 10}
    record(tmp_path, hostile)
    told = prony("compare", "--md").out
    assert "<img" not in told
    assert all(len(re.findall(r"(?<!\\)\|", line)) > 2 for line in told.splitlines() if line.startswith("|"))
    cells = [cell for line in records_of(prony("compare", "--csv").out) for cell in line.values()]
    assert not [cell for cell in cells if cell[:1] in "=@" and cell]
