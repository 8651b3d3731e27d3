"""The claim that nothing on a page is what a model wrote it to be: all of it is text, and shows itself."""

from __future__ import annotations

from html import unescape

import pytest
from hostile import EVIL, HUGE, LINE, MARKUP, hostile_run

from prony.plain import UNSAFE

OURS = {
    *("html", "head", "meta", "title", "link", "style", "body", "a", "header", "span", "nav", "main", "h1", "h2", "h3"),
    *("h4", "p", "b", "code", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "line"),
    *(
        "circle",
        "text",
        "article",
        "ul",
        "li",
        "small",
        "details",
        "summary",
        "pre",
        "i",
        "dl",
        "dt",
        "dd",
        "footer",
        "abbr",
        "br",
    ),
}


@pytest.fixture
def hostile(build_run):
    return hostile_run(build_run(tasks={"one": f"py{LINE}", "two": f"<b>{EVIL}"}, contestants=(LINE, "other")))


def test_no_tag_or_attribute_is_a_models(hostile, page_of):
    page = page_of()
    assert {tag for tag, _ in page.tags} <= OURS
    allowed = {
        "class",
        "id",
        "href",
        "rel",
        "lang",
        "charset",
        "content",
        "name",
        "http-equiv",
        "scope",
        "colspan",
        "open",
    }
    allowed |= {
        "title",
        "role",
        "tabindex",
        "aria-label",
        "aria-labelledby",
        "aria-hidden",
        "viewbox",
        "text-anchor",
        "r",
    }
    allowed |= {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy"}
    assert {name for _, attributes in page.tags for name in attributes} <= allowed
    assert all((one.get("href") or "").startswith("#") for one in page.all("a"))


def test_no_character_of_it_acts_on_the_page(hostile, page_of):
    page = page_of()
    assert not UNSAFE.search(page.source)
    assert not UNSAFE.search(unescape(page.source))


def test_what_was_written_can_be_read(hostile, page_of):
    page = page_of()
    shown = "".join(text for tag, text in page.texts if tag == "pre")
    for payload in MARKUP:
        assert payload in shown
    marks = {text for tag, text in page.texts if tag == "i"}
    assert {"ESC", "NUL", "U+202E", "U+200B", "DEL"} <= {mark for told in marks for mark in told.split()}


def test_too_much_is_cut_and_says_how_much_it_is(hostile, page_of):
    page = page_of()
    size = len(HUGE.encode())
    assert size > 1 << 20
    assert f"{size:,} bytes, cut after 65536 bytes".replace(",", " ", 2) in page.text
    assert len(page.source) < 5_000_000


def test_odd_file_names_are_text(hostile, page_of):
    page = page_of()
    names = [text for tag, text in page.texts if tag == "code"]
    assert "../../../x" in names
    assert any(MARKUP[1] in name for name in names)
