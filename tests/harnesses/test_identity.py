"""Who a harness is: what it says of itself, under the name by which it is found."""

from __future__ import annotations

from prony.harnesses import HARNESSES, Known, harness_named, identity_of


def test_two_harnesses_that_say_the_same_of_themselves_are_two() -> None:
    chat = harness_named("chat")
    with HARNESSES.adding("first", chat), HARNESSES.adding("second", chat):
        names = [identity_of(name, harness_named(name), Known()).name for name in ("chat", "first", "second")]
    assert names == ["chat", "first", "second"]


def test_a_harness_under_its_own_name_keeps_its_identity() -> None:
    chat = harness_named("chat")
    assert identity_of("chat", chat, Known()) == chat.identity(Known())
