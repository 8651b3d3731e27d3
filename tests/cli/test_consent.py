"""Consent to run without isolation: by a flag in the call, or a question on a terminal; else refused."""

from __future__ import annotations

import io

import pytest

from prony.cli.consent import consent
from prony.cli.terminal import Terminal

RISK = "the sandbox bare runs untrusted programs with your rights and no isolation"
PROVE = ("prove", "quick", "--task", "py-even", "--sandbox", "bare")


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [("y\n", True), ("Yes\n", True), ("\n", False), ("n\n", False), ("", False), ("yesterday\n", False)],
)
def test_on_a_terminal_it_is_asked_for_and_silence_is_no(monkeypatch, typed: str, accepted: bool):
    monkeypatch.setattr("sys.stdin", Screen(typed))
    err = Screen()
    assert consent(Terminal(io.StringIO(), err), [RISK], accept=False) is accepted
    assert RISK in err.getvalue()
    assert err.getvalue().endswith("[y/N] ")


@pytest.mark.parametrize(("stdin", "err"), [(io.StringIO, Screen), (Screen, io.StringIO)])
def test_where_nobody_can_be_asked_nothing_is_accepted(monkeypatch, stdin, err):
    monkeypatch.setattr("sys.stdin", stdin("y\n"))
    shown = err()
    assert consent(Terminal(io.StringIO(), shown), [RISK], accept=False) is False
    assert shown.getvalue() == ""


def test_without_risks_nothing_is_asked(monkeypatch):
    monkeypatch.setattr("sys.stdin", Screen("y\n"))
    err = Screen()
    assert consent(Terminal(io.StringIO(), err), [], accept=False) is False
    assert err.getvalue() == ""


@pytest.mark.parametrize(
    "call",
    [
        ("run", "quick", "--sandbox", "bare", "--only-reference"),
        ("estimate", "quick", "--sandbox", "bare", "--only-reference"),
        PROVE,
    ],
)
def test_without_consent_it_is_refused_with_the_next_step(prony, call: tuple[str, ...]):
    said = prony(*call)
    assert (said.code, said.out) == (2, "")
    assert "error[E103]" in said.err
    assert "--i-accept-running-untrusted-code" in said.err


def test_no_variable_gives_it(prony, monkeypatch):
    for command in ("", "PROVE_"):
        for name in ("I_ACCEPT_RUNNING_UNTRUSTED_CODE", "ACCEPT"):
            monkeypatch.setenv(f"PRONY_{command}{name}", "1")
    assert prony(*PROVE).code == 2


def test_no_file_gives_it(prony, tmp_path):
    for key in ("accept", "i_accept_running_untrusted_code", "sandbox"):
        (tmp_path / "prony.toml").write_text(f"[run]\n{key} = true\n")
        said = prony("run", "quick", "--sandbox", "bare", "--only-reference")
        assert said.code == 2
        assert "error[E110]" in said.err


def test_a_task_is_proved_without_isolation_where_the_person_says_yes(prony, monkeypatch):
    monkeypatch.setattr("sys.stdin", Screen("y\n"))
    said = prony(*PROVE, screen=True)
    if "E409" in said.err:
        pytest.skip("root needs a cgroup for `bare`")
    assert said.code == 0, said.err
    assert RISK in said.err
    assert "1 of 1 tasks hold" in said.out


def test_a_resumed_run_keeps_the_backend_of_its_plan(prony):
    said = prony("run", "--resume", "x", "--sandbox", "bubblewrap")
    assert said.code == 2
    assert "it cannot take sandbox" in said.err
