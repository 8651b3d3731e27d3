"""Claims of text from outside as inert markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.export import untrusted
from prony.plain import PILE, UNSAFE


class Read(HTMLParser):
    """Texts and tags of a piece of markup; marks apart."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self._in_mark = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self._in_mark = tag == "i"

    def handle_endtag(self, tag):
        self._in_mark = False

    def handle_data(self, data):
        self.text += "" if self._in_mark else data


@given(st.text(st.characters(codec=None)) | st.text("<>&\"'\u0301\x00\x1b\u202e\ud800ab\r\n\t"))
def test_any_text_comes_back_as_text_and_only_as_text(text):
    markup = str(untrusted.block(text))
    read = Read(markup)
    assert read.tags <= {"i"}
    plain = re.sub("[\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = read.text.removeprefix("\n") if plain.startswith("\n") else read.text  # as browsers read a <pre>
    assert shown == UNSAFE.sub("", re.sub(PILE, "", plain))
    assert not UNSAFE.search(markup)
    markup.encode()


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("\x1b[31m", "<i>ESC</i>[31m"),
        ("a\x00b", "a<i>NUL</i>b"),
        ("\u202e", "<i>U+202E</i>"),
        ("\x7f", "<i>DEL</i>"),
        ("\u200b" * 5000, "<i>U+200B×5000</i>"),
        ("\x00\x01" * 50, "<i>NUL SOH NUL SOH NUL SOH NUL SOH +92</i>"),
        ("o" + "\u0300" * 60, "o" + "\u0300" * 4 + "<i>U+0300×56</i>"),
        ("<i>\n", "&lt;i&gt;\n"),
    ],
)
def test_what_acts_or_hides_is_shown_by_its_name(text, markup):
    assert str(untrusted.block(text)) == markup


def test_a_line_is_one_line():
    assert "\n" not in untrusted.line("a\r\nb\nc\td")


def test_arguments_are_shown_as_they_were_meant_where_they_can_be_read():
    assert untrusted.arguments('{"command": "a\\nb", "n": 3}') == [("command", "a\nb"), ("n", "3")]
    for broken in ("{", "[1]", "", "{}", "[" * 100_000):
        assert untrusted.arguments(broken) == [("", broken)]


def test_a_difference_shows_added_and_deleted_rows():
    told = untrusted.difference("--- start/a\n+++ handed in/a\n@@ -1 +1 @@\n--- x\n+<b>")
    kinds = [piece.split("'")[0] for piece in told.split("<span class='")[1:]]
    assert kinds == ["h", "h", "h", "d", "a"]
    assert "&lt;b&gt;" in told


def test_an_empty_first_line_is_not_lost_in_a_block():
    assert str(untrusted.block("\n  a")) == "\n\n  a"
    assert str(untrusted.block("a\n")) == "a\n"
