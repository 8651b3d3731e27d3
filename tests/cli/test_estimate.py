from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from prony.bench.remaining import Done
from prony.cli.render_estimate import duration, estimate_lines, headline, money, size, tokens
from prony.cli.run import _forecast
from prony.cli.terminal import Terminal
from prony.config import Config
from prony.forecast import outlook
from prony.forecast.prediction import BudgetOutlook, Forecast, Range, Share
from prony.forecast.sources import Learned
from prony.nouns import RunPlan, RunSettings
from prony.suites import load_suite

QUICK = load_suite("quick").tasks

SURE = Forecast(
    suites=("quick",),
    attempts=24,
    complete=True,
    tokens_in=Range(about=5000.4, low=5000.4, high=5000.4),
    tokens_out=Range(about=30_000, low=20_010, high=45_011),
    tokens=Range(about=35_000, low=25_000, high=50_000),
    seconds=Range(about=190.0, low=121.0, high=330.2),
    money=Range(about=1.234, low=1.001, high=1.5),
    currency="EUR",
    disk_bytes=Range(about=1.5e6, low=7e5, high=3e6),
    shares=(
        Share(
            label="m\x1b[31m",
            reference=False,
            attempts=24,
            seconds=Range(about=190.0, low=121.0, high=330.2),
            learned=(
                Learned(
                    step="the same contestant at the same tasks",
                    cells=24,
                    attempts=48,
                    runs=("r1",),
                    labels=("m\x1b[31m",),
                ),
            ),
        ),
    ),
)


def test_the_headline_is_one_line_with_its_interval_rounded_outwards():
    assert headline(SURE) == "estimate: about 3.2 min (2.0 min to 5.6 min), 35.0 k tokens, 1.23 EUR"


def test_there_is_no_headline_of_a_part():
    assert headline(Forecast(suites=("quick",), attempts=1)) is None


def test_money_with_a_gap_is_not_in_the_headline():
    gap = Forecast(**{name: getattr(SURE, name) for name in SURE.__struct_fields__} | {"unpriced": {"no": ("x",)}})
    assert "EUR" not in (headline(gap) or "")


def test_a_budget_that_will_not_do_is_said_beside_it():
    short = BudgetOutlook(name="max_minutes", value=2.0, spent_early=0.97)
    warned = Forecast(**{name: getattr(SURE, name) for name in SURE.__struct_fields__} | {"budgets": (short,)})
    assert (headline(warned) or "").endswith("; --max-minutes 2 ends it early in 97 % of cases")


def test_what_is_shown_has_its_sources_and_no_escape_sequence():
    text = "\n".join(estimate_lines(SURE, Terminal()))
    assert "95 % between" in text
    assert "24 attempts, told by 48 earlier of the same contestant at the same tasks, run r1" in text
    assert "\x1b" not in text


def test_numbers_are_short_and_never_become_nothing():
    assert [duration(s) for s in (0.04, 59.4, 119, 120, 7199, 7200)] == [
        "0.0 s",
        "59 s",
        "119 s",
        "2.0 min",
        "120.0 min",
        "2.0 h",
    ]
    assert [tokens(n) for n in (999.6, 10_000, 1.5e6)] == ["1000", "10.0 k", "1.5 M"]
    assert [size(n) for n in (500, 1.5e6, 2e7, 2.5e9)] == ["1 kB", "1.5 MB", "20 MB", "2.5 GB"]
    assert money(0.00001, "EUR") == "less than 0.0001 EUR"
    assert money(0.0, "") == "0.0000"


def test_where_nothing_was_run_the_command_says_so_and_writes_nothing(prony, tmp_path: Path):
    said = prony("estimate", "quick", "--engines", "none")
    assert said.code == 0
    assert "not known" in said.out
    assert "of 0 of" not in said.out
    assert "no earlier run in this folder tells" in " ".join(said.out.split())
    assert list(tmp_path.iterdir()) == []


def test_its_json_has_a_schema_and_leaves_out_what_is_not_known(prony):
    document = json.loads(prony("estimate", "quick", "--engines", "none", "--json").out)
    assert document["schema"] == "prony.estimate/1"
    assert document["attempts"] == 2 * len(QUICK)
    assert "seconds" not in document
    assert "money" not in document


def test_it_takes_the_options_of_run_and_refuses_what_run_refuses(prony):
    fewer = json.loads(prony("estimate", "quick", "--task", "py-*", "-k", "3", "--engines", "none", "--json").out)
    assert fewer["attempts"] == len([task for task in QUICK if task.name.startswith("py-")]) * 3 * 2
    for arguments in (("no-such-suite",), ("--sandbox", "bare"), ("--resume", "x", "-k", "3"), ("--task", "no-such")):
        assert prony("estimate", *arguments, "--engines", "none").code == 2


def test_references_are_named_but_not_built(prony, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    document = json.loads(prony("estimate", "quick", "--only-reference", "--json").out)
    assert [one["label"] for one in document["shares"]] == ["all-correct", "known-flaws", "looping", "empty"]
    assert not list(tmp_path.rglob("*.gguf"))


def test_what_prony_toml_says_of_runs_holds_where_the_command_line_is_silent(prony, tmp_path: Path):
    (tmp_path / "prony.toml").write_text(
        '[run]\nsuites = ["quick"]\ntasks = ["py-even", "js-glob"]\nmodels = ["mine"]\nrepeats = 3\nengines = "none"\n'
        'reference = true\n[[contestants]]\nlabel = "mine"\ncatalog = "smollm2-135m"\n'
        '[[contestants]]\nlabel = "other"\ncatalog = "qwen2.5-coder-0.5b"\n'
    )

    def shares(*arguments: str) -> dict[str, int]:
        document = json.loads(prony("estimate", *arguments, "--json").out)
        return {one["label"]: one["attempts"] for one in document["shares"]}

    assert shares() == dict.fromkeys(("all-correct", "known-flaws", "looping", "empty", "mine"), 6)
    assert shares("--no-reference", "-k", "1", "--model", "other") == {"other": 2}
    assert shares("quick", "--no-reference", "-k", "1") == {"mine": len(QUICK)}, "patterns go with their suites"


def test_half_a_price_is_an_error_and_not_a_price_of_nothing(prony, tmp_path: Path):
    said = prony("estimate", "quick", "--engines", "none", "--price-in", "3")
    assert (said.code, "error[E102]" in said.err) == (2, True)
    (tmp_path / "prony.toml").write_text('[[contestants]]\ncatalog = "smollm2-135m"\nprice_out = 3.0\n')
    said = prony("estimate", "quick")
    assert said.code == 2
    assert "contestant smollm2-135m in prony.toml" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--watts", "nan"),
        ("--price-in", "nan", "--price-out", "1"),
        ("--price-in", "1", "--price-out", "inf"),
        ("--max-minutes", "nan"),
        ("--temperature", "nan"),
        ("--temperature", "-1"),
        ("--top-p", "7"),
        ("-k", "100000000"),
        ("--parallel", "100000"),
    ],
)
def test_a_number_that_means_nothing_is_refused(prony, arguments: tuple[str, ...]):
    said = prony("estimate", "quick", "--engines", "none", *arguments)
    assert (said.code, "error[E102]" in said.err) == (2, True)
    assert arguments[-2] in said.err or arguments[0] in said.err


def test_of_a_part_a_budget_is_said_to_end_it_in_so_many_cases_at_least():
    short = BudgetOutlook(name="max_minutes", value=2.0, spent_early=0.5)
    part = msgspec.structs.replace(SURE, complete=False, unknown=("n",), budgets=(short,))
    assert "ends it early in at least 50 % of cases" in "\n".join(estimate_lines(part, Terminal()))


def test_a_model_file_that_is_gone_is_told_of(prony, tmp_path: Path):
    (tmp_path / "prony.toml").write_text('[[contestants]]\ngguf = "gone.gguf"\n')
    said = prony("estimate", "quick")
    assert "gone: it cannot run: there is no file" in said.out
    assert "gone.gguf" in "".join(said.out.split())


async def test_what_keeps_an_estimate_from_being_made_keeps_no_run_from_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "runs" / "r1").mkdir(parents=True)

    async def refused(*_: object) -> Forecast:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(outlook, "outlook", refused)
    plan = RunPlan(id="r9", created_at="", prony_version="", suites=(), contestants=(), settings=RunSettings())
    line = await _forecast(tmp_path, Config(), plan, {}, Done())
    assert line is not None
    assert line.startswith("no estimate: ")


@pytest.mark.parametrize("width", [30, 34, 38, 42, 50, 60, 80])
def test_no_number_is_cut_however_narrow_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", str(width))
    rows = estimate_lines(SURE, Terminal())
    assert max(map(len, rows[1:])) <= width
    assert not [row for row in rows if row.rstrip().endswith("…")]
