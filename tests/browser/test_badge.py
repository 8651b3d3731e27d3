"""Claims of badges in a real browser: no request, no error, text within its box in both themes, no barrier."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from board_situations import board_of, record

from prony.boards.badge import badge
from prony.export.advance_widths import ADVANCE, text_width
from prony.export.badge_svg import SIZE, badge_svg

BOXES = """() => {
  const whole = document.documentElement.getBoundingClientRect();
  return [...document.querySelectorAll('text')].map(one => {
    const box = one.getBoundingClientRect();
    return [box.left - whole.left, box.right - whole.left, whole.width, getComputedStyle(one).fill];
  });
}"""


@pytest.fixture
def svg(tmp_path) -> Path:
    who = {"mid": {"quantization": "IQ2_XXS·漢字·ﬁ <&>"}}
    board = board_of(record(tmp_path, {"mid": "10" * 20, "top": "1" * 38 + "00"}, who=who))
    path = tmp_path / "badge.svg"
    path.write_text(badge_svg(badge(board, "mid")), "utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_badge_stands_alone_and_its_text_within_it(svg, tab, scheme):
    opened = tab(svg, color_scheme=scheme)
    boxes = opened.run(BOXES)
    assert (opened.requests, opened.said) == ([], [])
    assert len(boxes) == 4
    for (left, right, whole, _), (after, *_) in zip(boxes, [*boxes[1:], [boxes[0][2]]], strict=True):
        assert 0 < left < right <= after <= whole
    opened.page.screenshot(path=str(svg.with_suffix(f".{scheme}.png")))


def test_light_and_dark_are_drawn_in_other_colours(svg, tab):
    assert tab(svg, color_scheme="light").run(BOXES)[1][3] != tab(svg, color_scheme="dark").run(BOXES)[1][3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(svg, tab, scheme):
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe is not installed: make test installs it")
    page = svg.with_suffix(".html")
    page.write_text(
        f"<!doctype html><html lang=en><title>A badge</title><main><h1>Badge</h1>"
        f"{svg.read_text('utf-8')}</main></html>",
        "utf-8",
    )
    opened = tab(page, color_scheme=scheme)
    opened.page.add_script_tag(path=Path(spec.origin).with_name("axe.min.js"))
    found = opened.run("axe.run(document, {resultTypes: ['violations']})")
    assert [one["id"] for one in found["violations"]] == []


def test_no_font_of_its_stack_is_drawn_wider_than_was_computed(svg, tab):
    text = "".join(ADVANCE)
    drawn = tab(svg.with_suffix(".svg")).run(
        f"text => {{ const c = new OffscreenCanvas(9, 9).getContext('2d'); "
        f"c.font = \"{SIZE}px Verdana,'DejaVu Sans',sans-serif\"; return c.measureText(text).width; }}",
        text,
    )
    assert 0 < drawn <= text_width(text, SIZE) * 1.01
