"""Claims of badges: never a rank alone, never a result that may not be read, and an SVG that is inert anywhere."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from board_situations import board_of, record

from prony.boards.badge import badge, value_text
from prony.boards.board import Rate
from prony.errors import JournalError, UsageError
from prony.export.advance_widths import text_width
from prony.export.badge_svg import badge_svg

SVG = "{http://www.w3.org/2000/svg}"
THREE = {"far": "1" * 4 + "0" * 36, "mid": "10" * 20, "top": "1" * 38 + "00"}


def drawn(found, theme="auto"):
    return ElementTree.fromstring(badge_svg(found, theme))


def test_a_badge_says_rate_interval_rank_and_what_it_is_of(tmp_path):
    board = board_of(record(tmp_path, THREE))
    found = badge(board, "mid")
    row = next(row for row in board.models if row.label == "mid")
    assert found.parts[0] == "quick@1"
    assert re.fullmatch(r"50\.0 ±\d\d\.\d %", found.parts[1])
    assert found.parts[2] == f"rank {row.rank.best}"
    assert found.parts[3] == "Q4_K_M"
    assert (found.rank_best, found.models) == (row.rank.best, 3)
    assert [text.text for text in drawn(found).iter(f"{SVG}text")] == list(found.parts)


def test_a_rank_that_is_not_decided_is_a_span(tmp_path):
    board = board_of(record(tmp_path, {"a": "10" * 10, "b": "01" * 10, "c": "1100" * 5}))
    assert badge(board, "a").parts[2] == "rank 1-3"


def test_a_model_alone_has_no_rank_and_says_so(tmp_path):
    found = badge(board_of(record(tmp_path, {"m": "10" * 10})), "m")
    assert found.parts[2] == "1 model, no rank"
    assert (found.rank_best, found.rank_worst) == (None, None)


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        ((0.769, 0.741, 0.797), "76.9 ±2.8"),
        ((0.5, 0.4, 0.6), "50.0 ±10.0"),
        ((0.9, 0.7, 0.97), "90.0 (70.0 to 97.0)"),
        ((1.0, 0.83, 1.0), "100.0 (83.0 to 100.0)"),
        ((0.0, 0.0, 0.17), "0.0 (0.0 to 17.0)"),
    ],
)
def test_plus_or_minus_is_written_only_where_both_sides_are_alike(rate, text):
    value, lo, hi = rate
    assert value_text(Rate(value=value, lo=lo, hi=hi, tasks=20, attempts=20)) == text


def test_what_is_written_is_never_narrower_than_the_interval():
    for number in range(1, 1000):
        value = number / 1000.0
        lo, hi = max(0.0, value - 0.0312345), min(1.0, value + 0.0308765)
        told = value_text(Rate(value=value, lo=lo, hi=hi, tasks=20, attempts=20))
        if "±" in told:
            middle, margin = map(float, told.split(" ±"))
            low, high = middle - margin, middle + margin
        else:
            low, high = map(float, re.findall(r"[\d.]+", told)[1:])
        assert low <= lo * 100 + 1e-9
        assert high >= hi * 100 - 1e-9


def refused(home, name, **asked):
    with pytest.raises(UsageError) as found:
        badge(board_of(home, **asked), name)
    assert found.value.code == "E161"
    assert found.value.hint
    return str(found.value)


def test_an_unfinished_run_has_no_badge(tmp_path):
    home = record(tmp_path, {"m": "1" * 15 + "." * 5, "n": "1" * 20}, finish=None)
    assert "not made or not graded" in refused(home, "m")


def test_a_control_that_failed_refuses_every_badge_of_its_run(tmp_path):
    home = record(tmp_path, {"all-correct": "1" * 19 + "0", "m": "10" * 10}, references=("all-correct",))
    assert "all-correct did not solve" in refused(home, "m")


def test_references_the_incomplete_and_the_unmeasured_have_none(tmp_path):
    outcomes = {"all-correct": "1" * 20, "m": "10" * 10, "part": "1" * 12 + "m" * 8, "none": "m" * 20}
    home = record(tmp_path, outcomes, references=("all-correct",))
    assert "no model" in refused(home, "all-correct")
    refused(home, "part")
    assert "no scored attempt" in refused(home, "none")


def test_a_name_that_fits_nobody_or_several_is_told(tmp_path):
    board = board_of(record(tmp_path, THREE))
    for name in ("nobody", ""):
        with pytest.raises(JournalError) as found:
            badge(board, name)
        assert found.value.code == "E654"


HOSTILE = [
    "</title><script>alert(1)</script>",
    '" onload="alert(1)',
    "]]><!--",
    "&lol; &#x0;",
    "\x1b[2J\x00\x07bad",
    "\u202egnp.exe",
    "\ufffe\uffff",
    "漢字" * 40,
    "https://example.org/x.png",
    "x" * 5000,
]


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_no_label_is_markup_or_leaves_the_badge(tmp_path, label, theme):
    who = {"m": {"quantization": label}}
    board = board_of(record(tmp_path, {"m": "10" * 10, "n": "1" * 20}, who=who))
    found = badge(board, "m")
    text = badge_svg(found, theme)
    root = ElementTree.fromstring(text.encode())
    assert {one.tag for one in root.iter()} <= {
        SVG + name for name in ("svg", "title", "style", "rect", "path", "text")
    }
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or "href" in name]
    assert "url(" not in text
    assert "@import" not in text
    assert "//" not in text.replace("http://www.w3.org/2000/svg", "").replace("https://example.org/x.png", "")
    assert float(root.attrib["width"]) < 1000


def test_the_title_is_the_alternative_text(tmp_path):
    found = badge(board_of(record(tmp_path, THREE)), "top")
    root = drawn(found)
    assert root.attrib["role"] == "img"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == root.attrib["aria-label"] == found.text
    for part in (
        "top: 95.0 % of 40 tasks of quick 1 solved, 95 % interval",
        "rank 1 of 3 models",
        "Q4_K_M",
        "2026-01-01",
    ):
        assert part in found.text


def test_parts_stand_beside_each_other_and_within_the_badge(tmp_path):
    root = drawn(badge(board_of(record(tmp_path, THREE)), "far"))
    ends = [(float(one.attrib["x"]), float(one.attrib["textLength"])) for one in root.iter(f"{SVG}text")]
    for (left, width), (right, _) in itertools.pairwise(ends):
        assert left + width < right
    assert sum(ends[-1]) < float(root.attrib["width"])


def test_wider_text_is_measured_wider():
    assert text_width("W", 11) > text_width("i", 11)
    assert text_width("漢", 11) > text_width("a", 11)
    assert text_width("é", 11) == text_width("é", 11) > 0
    assert text_width("e\u0301", 11) == text_width("e", 11)
    assert text_width("", 11) == 0
