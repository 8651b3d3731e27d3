"""Text from outside in tables that are pasted elsewhere."""

from __future__ import annotations

import pytest

from prony.export.formats.csv_table import _cell
from prony.export.formats.markdown import escaped


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_spreadsheet_takes_a_text_for_a_formula(sign):
    assert _cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(http://x/y)", r"(http\://x/y)"),
        ("HTTPS://x", r"HTTPS\://x"),
        ("www.x.org", r"www\.x.org"),
        ("ftp://x", r"ftp\://x"),
        ("http: a word", "http: a word"),
    ],
)
def test_no_address_in_a_text_becomes_a_link(text, shown):
    assert escaped(text) == shown
