"""The questions of a pick, one by one, each with what was found out as its default; every answer is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from prony.cli.terminal import Terminal, clean_line, folded
from prony.errors import PronyError

if TYPE_CHECKING:
    from prony.boards.weights.stack import Stack
    from prony.pick import Answers

NONE = "-"
"""What is typed to leave a question open."""
Keep = Callable[[Any], object]


def ask(
    terminal: Terminal, answers: Answers, given: set[str], folder: Path | None, keep: Keep
) -> tuple[Answers, Stack]:
    """Ask what is not `given`, and keep the answers after each question. folder: where a stack is looked for."""
    from prony.boards.weights.stack import parse_stack
    from prony.pick import stack_for

    keep(answers)
    seen = stack_for(replace(answers, stack=""), folder)
    stack = stack_for(answers, folder)
    if not given & {"stack", "repo"}:
        for line in seen.evidence:
            terminal.note(f"  {clean_line(line)}", always=True)
        default = answers.stack or seen.text
        told = _asked(
            terminal,
            "Your stack, languages with weights (such as rust:3,go:2,postgres)",
            default or NONE,
            lambda text: parse_stack(text) if text != NONE else None,
        )
        if told != default:
            answers = replace(answers, stack="" if told == NONE else told, repo="")
            stack = stack_for(answers, None if told == NONE else folder)
        elif answers.stack or seen.source == "detected":
            stack = parse_stack(told) if answers.stack else seen
        keep(answers)
    for name, question, read in _QUESTIONS:
        if name in given:
            continue
        now = getattr(answers, name)
        told = _asked(terminal, question, NONE if now in (None, "") else str(now), read)
        answers = replace(answers, **{name: read(told)})
        keep(answers)
    return answers, stack


def _asked(terminal: Terminal, question: str, default: str, check: Callable[[str], object]) -> str:
    """An answer that `check` takes; what it refuses is asked again, with the reason."""
    while True:
        told: str = clean_line(click.prompt(question, default=default, err=True)).strip()
        try:
            check(told)
        except (PronyError, ValueError) as error:
            for line in folded(str(getattr(error, "what", error)), terminal.width):
                terminal.note(line, always=True)
            continue
        return told


def _open(read: Callable[[str], Any], empty: Any = None) -> Callable[[str], Any]:
    return lambda text: empty if text in (NONE, "") else read(text)


def _suite(text: str) -> str:
    """The path or the name of a suite that loads. Raises SuiteError where there is none."""
    from prony.config import expanded
    from prony.suites import load_suite

    path = expanded(text)
    load_suite(path if path.is_dir() else text)
    return text


def _number(least: float, most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not least < value <= most:
            raise ValueError(f"a number above {least:g} is needed, or {NONE} to leave it open")
        return value

    return read


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:12]) <= 1 << 24:
        raise ValueError(f"a whole number of tokens is needed, or {NONE} to leave it open")
    return int(text)


def _one_of(names: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text not in names:
            raise ValueError(f"one of {', '.join(names)} is needed")
        return names[text]

    return read


def _choice(kind: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        from prony.pick import answers

        return _one_of({str(one.value): one for one in getattr(answers, kind)})(text)

    return read


_QUESTIONS: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
    ("own", f"A suite of your own tasks, by path or name ({NONE}: none yet)", _open(_suite, "")),
    ("memory_gb", f"Memory of the machine that will run it, GB ({NONE}: this one's)", _open(_number(0, 1e6))),
    ("context", f"Context that it must hold, tokens ({NONE}: as measured)", _open(_whole)),
    ("where", "Where it may run (local, any)", _choice("Whereabouts")),
    ("min_tok_s", f"Tokens a second, at least ({NONE}: any)", _open(_number(0, 1e9))),
    ("max_wall_s", f"Median seconds of an attempt, at most ({NONE}: any)", _open(_number(0, 1e9))),
    ("prefer", "What decides between models that tie (speed, size, tokens)", _choice("Prefer")),
)
"""Field of the answers, the question, and how its answer is read."""
