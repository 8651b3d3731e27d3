"""Records of suites with members, whose truth is known: contestants by problem and language."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from typing import Any

from board_situations import record

KINDS = ("parsing", "dates", "graphs", "money")
DIFFICULTIES = {"easy": 1.5, "medium": 0.0, "hard": -1.5}


def members_record(
    home: Path,
    skills: Mapping[str, Mapping[str, float]],
    *,
    problems: int,
    seed: int = 0,
    repeats: int = 1,
    run: str = "r1",
    apart: float = 0.5,
    drawn: Sequence[int] | None = None,
    released: Mapping[int, str] = {},
    suite: str = "many",
    lift: Mapping[str, float] = {},
    **more: Any,
) -> Path:
    """A run of each contestant at each problem in each language: label -> language -> skill in logits.

    A problem has its difficulty, and a place around it that all languages share; `apart` is how much it varies from
    language to language. drawn: numbers of the problems that the run is of. released: problem -> its day. lift: label
    -> logits more at every problem, as who remembers them has.
    """
    chance = random.Random(seed)
    levels = list(DIFFICULTIES)
    ease = [DIFFICULTIES[levels[number % 3]] + chance.gauss(0.0, 1.0) for number in range(problems)]
    luck = {
        (label, number, language): chance.gauss(0.0, apart)
        for label, mine in skills.items()
        for number in range(problems)
        for language in mine
    }
    dice = {
        (label, number, language, repeat): chance.random()
        for label, number, language in luck
        for repeat in range(repeats)
    }
    chosen = range(problems) if drawn is None else drawn
    languages = list(dict.fromkeys(language for mine in skills.values() for language in mine))
    tasks = {f"p{number:03d}-{language}": language for number in chosen for language in languages}
    pins = {
        f"p{number:03d}-{language}": {
            "problem": f"p{number:03d}",
            "member": language,
            "difficulty": levels[number % 3],
            "axes": (KINDS[number % len(KINDS)], "stdin"),
            "released": released.get(number),
        }
        for number in chosen
        for language in languages
    }

    def solved(label: str, number: int, language: str, repeat: int) -> str:
        logit = skills[label][language] + lift.get(label, 0.0) + ease[number] + luck[label, number, language]
        return "1" if dice[label, number, language, repeat] < 1.0 / (1.0 + exp(-logit)) else "0"

    outcomes = {
        label: [
            "".join(solved(label, number, language, repeat) for number in chosen for language in languages)
            for repeat in range(repeats)
        ]
        for label in skills
    }
    return record(home, outcomes, tasks=tasks, pins=pins, run=run, suite=suite, **more)
