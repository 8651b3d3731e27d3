"""`prony tradeoffs` as a person reads it."""

import json
import xml.etree.ElementTree as ET

import pytest
from board_situations import record

from prony.boards.amount import Amount
from prony.boards.tradeoffs.dominance import TradeStanding
from prony.boards.tradeoffs.tradeoffs import TradeRow
from prony.export.tradeoffs_chart import labels

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def recorded(tmp_path):
    lines = {"good": "1" * 27 + "0" * 3, "bad": "1" * 6 + "0" * 24}
    walls = {"good": [5.0 + n / 10 for n in range(30)], "bad": [50.0 + n for n in range(30)]}
    tokens = {"good": [50 + n for n in range(30)], "bad": [500 + 9 * n for n in range(30)]}
    return record(tmp_path, lines, walls=walls, tokens=tokens, who={"bad": {"size_bytes": 9_000_000_000}})


def test_who_is_dominated_and_who_keeps_a_budget(prony, recorded):
    said = prony("tradeoffs", "--budget", "wall=30", "--budget", "gb=16")
    assert said.code == 0, said.err
    told = said.out.replace("\n  ", " ")
    assert "Only good keeps to at most 30 s/attempt and at most 16 GB; decidedly not: bad." in told
    assert "bad is decidedly dominated by good, which has +70 points" in told
    document = json.loads(prony("tradeoffs", "--json").out)
    assert document["schema"] == "prony.tradeoffs/1"
    assert document["dominances"][0]["better_in"] == ["solved", "wall", "tokens", "gb"]


def test_the_chart_says_what_was_found_and_holds_the_numbers_of_the_table(prony, recorded, tmp_path):
    assert prony("tradeoffs", "--svg", "chart.svg").code == 0
    chart = ET.parse(tmp_path / "chart.svg").getroot()
    assert "bad is decidedly dominated by good" in chart.findtext(f"{SVG}title")
    described = chart.findtext(f"{SVG}desc")
    assert "good: solved 90.0 % (74.3 to 96.6)" in described
    assert "prefers-color-scheme:dark" in chart.findtext(f"{SVG}style")
    kinds = [one.get("class") for one in chart.iter(f"{SVG}circle")]
    assert kinds == ["point", "hollow"]
    assert prony("tradeoffs", "--svg", "-").out == (tmp_path / "chart.svg").read_text()


def test_a_hostile_label_is_text_in_the_chart(prony, tmp_path):
    evil = "<script>alert(1)</script>\x1b[31m'\"&"
    record(tmp_path, {evil: "10" * 10, "b": "01" * 10})
    assert prony("tradeoffs", "--svg", "chart.svg").code == 0
    chart = ET.parse(tmp_path / "chart.svg").getroot()
    assert not list(chart.iter(f"{SVG}script"))
    assert "\x1b" not in (tmp_path / "chart.svg").read_text()
    assert "\x1b" not in prony("tradeoffs").out


def test_a_chart_never_replaces_a_record(prony, recorded, tmp_path):
    before = (tmp_path / "runs/r1/events.jsonl").read_bytes()
    assert prony("tradeoffs", "--svg", "runs/r1/events.jsonl").code == 2
    assert (tmp_path / "runs/r1/events.jsonl").read_bytes() == before


def test_what_cannot_be_asked_says_what_can(prony, recorded):
    for arguments, code in ((("--x", "solved"), "E680"), (("--by", "speed"), "E680"), (("--budget", "wall"), "E681")):
        said = prony("tradeoffs", *arguments)
        assert (said.code, code in said.err, "help:" in said.err) == (3, True, True)


def test_without_a_complete_model_nothing_is_weighed(prony, tmp_path):
    record(tmp_path, {"m": "1" + "." * 19}, finish=None)
    said = prony("tradeoffs")
    assert (said.code, "no complete model can be weighed here" in said.out) == (0, True)
    assert "too little of it is scored: m" in said.out
    assert "no model has both numbers" in prony("tradeoffs", "--svg", "-").out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_narrow_screen_cuts_no_row(prony, recorded, width):
    said = prony("tradeoffs", "--budget", "wall=30", width=width)
    assert all(len(line) <= width for line in said.out.splitlines())


@pytest.mark.parametrize("count", [3, 12, 40])
def test_labels_never_lie_on_each_other_or_on_a_dot(count):
    rows = [
        TradeRow(
            contestant=str(n),
            label=f"model-{n}-with-a-long-name",
            amounts={"solved": Amount(value=0.5)},
            standing=TradeStanding.NOT_DOMINATED,
        )
        for n in range(count)
    ]
    spots = [(300.0 + 7 * (n % 5), 200.0 + 6 * (n // 5)) for n in range(count)]
    boxes = [placed.box for placed in labels(rows, spots) if placed is not None]
    assert boxes
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    assert not any(
        box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height for box in boxes for x, y in spots
    )
