"""Loops are told from long, and from repetitive but honest, texts."""

from __future__ import annotations

import inspect
import json
import textwrap

import pytest

from prony.gateway import loops


@pytest.mark.parametrize(
    "text",
    [
        "Let me think.\n" + "round and round it goes, " * 20,
        "def f():\n" + "    return f()\n" * 30,
        "a" * 200,
        "\n" * 400,
        "x = 1\n" * 40 + "x = 1\nx =",
        "".join(f"    if n == {i}:\n        return {i}\n" for i in range(400)),
        "".join(f"Step {i}: check the list again and see whether it is sorted.\n" for i in range(200)),
        "word " * 2000,
        "世界" * 200,
        "".join(f"He had {a}. He had never {b}.\n\n" for a in ("slept", "eaten", "gone") for b in ("met", "seen")) * 5,
    ],
)
def test_a_tail_that_repeats_is_a_loop(text: str) -> None:
    assert loops(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "ha ha ha",
        "=" * 79,
        textwrap.dedent(inspect.getsource(json.decoder)),
        textwrap.dedent(inspect.getsource(inspect)),
        "\n".join(f"{i:03d} {i * i * 7919 % 10007:05d} {i * 31 % 97}" for i in range(300)),
        "    {'id': 1, 'name': 'one'},\n    {'id': 2, 'name': 'two'},\n    {'id': 3, 'name': 'three'},\n",
        "again and again " * 30 + inspect.getsource(textwrap),
    ],
)
def test_a_text_that_goes_on_is_none(text: str) -> None:
    assert not loops(text)
