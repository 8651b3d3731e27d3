"""`prony style` as a person reads it."""

import pytest
from board_situations import record


@pytest.mark.parametrize("width", [60, 100, 160])
def test_no_screen_cuts_a_row(prony, tmp_path, width):
    record(tmp_path, {"m": "10" * 10, "n": "01" * 10})
    for names in ((), ("m", "n")):
        said = prony("style", *names, width=width)
        assert said.code == 0, said.err
        assert all(len(line) <= width for line in said.out.splitlines())


def test_one_name_alone_is_an_error_with_a_next_step(prony, tmp_path):
    record(tmp_path, {"m": "10" * 10})
    said = prony("style", "m")
    assert (said.code != 0, "E654" in said.err) == (True, True)
