"""Claims of the terminal: nothing that a model wrote reaches it raw, and widths are kept."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony import readable
from prony.cli.table import Column, dropped, fit, lines
from prony.cli.terminal import Terminal, cell_width, clean, clean_line, cut, folded
from prony.export.formats.markdown import markdown_table

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

HOSTILE = {
    "colour": "a\x1b[31mb\x1b[0m",
    "clear screen": "a\x1b[2J\x1b[Hb",
    "title": "a\x1b]0;owned\x07b",
    "hyperlink": "a\x1b]8;;http://evil\x1b\\b\x1b]8;;\x1b\\",
    "unended sequence": "a\x1b]0;never ended b",
    "device control": "a\x1bPq#0\x1b\\b",
    "eight-bit": "a\x9b31mb",
    "bidi": "a\u202egnp.exe\u202c b",
    "isolates": "a\u2066b\u2069",
    "zero width": "a\u200bb",
    "backspace": "a\b\b\bb",
    "carriage return": "good\rbad",
    "bell and nul": "a\x07\x00b",
    "surrogate": "a\ud800b",
    "tags": "a\U000e0041b",
    "line separators": "a\u2028b\u2029",
    "character set": "a\x1b(0b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_sequence_or_control_character_survives(name):
    for text in (clean(HOSTILE[name]), clean_line(HOSTILE[name])):
        assert not RAW.search(text)
        assert "b" in text, "what can be read stays"


def test_an_unended_sequence_does_not_swallow_what_follows():
    assert "never ended b" in clean(HOSTILE["unended sequence"])


def test_a_carriage_return_cannot_overwrite_a_line():
    assert clean("good\rbad") == "good\nbad"
    assert clean_line("good\rbad") == "good bad"


def test_ordinary_text_of_any_language_stays():
    for text in ("ünïcödé", "日本語", "naïve – “quotes”", "Ω≈ç√", "👍"):
        assert clean(text) == text


@given(st.text(max_size=300))
def test_whatever_comes_in_nothing_raw_goes_out(text):
    assert not RAW.search(clean(text))
    assert "\n" not in clean_line(text)
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=40).map(clean_line), st.integers(0, 30))
def test_a_cut_text_fits(text, width):
    assert cell_width(cut(text, width)) <= max(width, 0)


@pytest.mark.parametrize("width", [20, 40, 100])
def test_folded_lines_fit_and_keep_every_word(width):
    text = "a server that wants a key, at http://127.0.0.1:8080/v1, and what it may do with a request"
    lines = folded(text, width, "! ", "  ")
    assert "\n".join(lines).split() == ["!", *text.split()]
    assert all(len(line) <= width or len(line.split()) == 1 for line in lines)


def test_a_line_of_nothing_is_folded_to_one_line():
    assert folded("", 80, "! ") == ["!"]


def test_json_on_a_terminal_carries_no_raw_control_and_means_the_same():
    import json

    out = io.StringIO()
    Terminal(out, io.StringIO()).raw(json.dumps(HOSTILE["bidi"] + HOSTILE["eight-bit"], ensure_ascii=False).encode())
    assert not RAW.search(out.getvalue())
    assert json.loads(out.getvalue()) == HOSTILE["bidi"] + HOSTILE["eight-bit"]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120])
def test_rows_never_pass_the_width_and_columns_go_by_priority(width):
    columns = [
        Column("name", ["a" * 50, "日本語" * 9], left=True, cap=60),
        Column("keep", ["1", "22"]),
        Column("first to go", ["x" * 20, "y"], priority=2),
        Column("second", ["x" * 20, "y"], priority=1),
    ]
    shown = lines(columns, Terminal(io.StringIO(), io.StringIO()), width)
    assert len(shown) == 3
    assert all(cell_width(line) <= width for line in shown)
    gone = dropped(columns, width)
    assert "keep" not in gone
    assert "second" not in gone or "first to go" in gone


def test_columns_of_one_priority_go_together():
    columns = [Column("a", ["x" * 10]), Column("py", ["1" * 9], priority=1), Column("js", ["2" * 9], priority=1)]
    assert [column.header for column in fit(columns, 25)] == ["a"]


def test_a_markdown_cell_cannot_end_the_table_or_begin_markup():
    line = markdown_table([Column("a", [])], [["x | y <script> [z](http://evil) `c` *b* \\"]])[2]
    assert re.findall(r"(?<!\\)\|", line) == ["|", "|"]
    assert "<" not in line
    assert not re.search(r"(?<!\\)[\[\]`*]", line)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_doors_let_no_control_through_that_a_renderer_forgot(name):
    out, err = io.StringIO(), io.StringIO()
    terminal = Terminal(out, err)
    terminal.data(HOSTILE[name])
    terminal.note(HOSTILE[name])
    assert not RAW.search(out.getvalue() + err.getvalue())


def test_colour_only_where_a_terminal_wants_it(monkeypatch):
    class Screen(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def shown(stream):
        terminal = Terminal(stream, stream)
        terminal.data(terminal.paint("x", "bold", "red"))
        return stream.getvalue()

    assert shown(Screen()) == "\x1b[1;31mx\x1b[0m\n"
    assert shown(io.StringIO()) == "x\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown(Screen()) == "x\n"


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (readable.fixed(1.65), "1.7"),
        (readable.fixed(0.25), "0.3"),
        (readable.fixed(None), "n/c"),
        (readable.fixed(0.0), "0.0"),
        (readable.count(1234567), "1\u202f234\u202f567"),
        (readable.count(9999), "9999"),
        (readable.count(-12345), "-12\u202f345"),
        (readable.percent(0.5833), "58.3"),
        (readable.interval(0.31951, 0.80671), "31.9 to 80.7"),
        (readable.interval(0.3194, 0.8066), "31.9 to 80.7"),
        (readable.interval(None, None), "no interval"),
        (readable.seconds(0.123), "0.12 s"),
        (readable.seconds(123.4), "123 s"),
        (readable.gigabytes(491_400_032), "0.49"),
        (readable.gigabytes(1_209_280), "<0.01"),
        (readable.gigabytes(5_000_000), "0.01"),
        (readable.gigabytes(0), "0.00"),
    ],
)
def test_numbers_are_rounded_half_up_and_intervals_outwards(told, value):
    assert told == value
