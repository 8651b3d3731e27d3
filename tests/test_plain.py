"""Untrusted text as plain text, in time that grows with its length alone."""

from __future__ import annotations

import time

import pytest

from prony import plain


@pytest.mark.parametrize(
    "unit",
    ["\x90", "\x9b", "\x9d", "\x9f", "\x90a", "\x1b]", "\x1b[", "\x1bP", "\x1b ", "a\u0300", "\x98" + "a" * 4095, "\r"],
)
def test_text_twice_as_long_costs_about_twice_as_much(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            plain.clean(text)
            best = min(best, time.process_time() - began)
        return best

    # Eight times the text: linear is about 8, quadratic about 64.
    assert seconds(320_000) < 30 * seconds(40_000) + 0.01


def test_a_sequence_goes_with_what_it_carries():
    assert plain.clean("a\x1b]0;title\x07b\x90payload\x9cc\x1b[31md") == "abcd"
