"""Variants: the same problems with other words, numbers and inputs, so that what was memorised is of no use.

`variants.toml` of a problem names words and numbers that stand in its brief, its inputs and its outputs, each with
others that will do as well. A seed takes one of the others for each, and they are replaced in every text of the problem
alike: brief, references, flaws, generator and brute force. The cases are then made anew, with the seed as the
generator's.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from prony.nouns import Noun, Suite
from prony.suites import schema
from prony.suites.files import EQUIVALENTS, read_tree
from prony.suites.places import Places
from prony.suites.problems import Problems

WORDING = "variants.toml"
CASES = "tests/cases.jsonl"
GENERATOR = "making/generate.py"

_UNCHANGED = ("task.toml", CASES)
_FILE = {"words": schema.Key(schema.table), "numbers": schema.Key(schema.table)}
_WORD = re.compile(r"[a-z]{2,}")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_KINDS = {"words": "words of lowercase letters", "numbers": "whole numbers above 0"}
_IN_WORD = "A-Za-z0-9_"


class Wording(Noun, frozen=True, kw_only=True):
    """What a problem's variants may say otherwise: word -> other words, number -> other numbers, all as texts."""

    words: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, tuple[str, ...]] = {}


def wording_of(files: Mapping[str, bytes], folder: Path, problems: Problems) -> Wording:
    """What variants.toml of a problem's `files` says; empty where there is none. `problems` gets what does not hold."""
    data = files.get(WORDING)
    if data is None:
        return Wording()
    path, text = str(folder / WORDING), data.decode("utf-8-sig", "replace")
    if GENERATOR not in files:
        problems.add("E320", str(folder / GENERATOR), f"{WORDING} needs {GENERATOR}, which makes a variant's cases")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.add("E303", path, f"{WORDING} is not valid TOML: {error}")
        return Wording()
    places = Places(path, text)
    good = schema.check_table(table, _FILE, (), places, problems)
    words = _others(good, "words", _WORD, places, problems)
    numbers = _others(good, "numbers", _NUMBER, places, problems)
    told = "\n".join(data.decode("utf-8", "replace") for name, data in files.items() if _is_told(name))
    texts = Counter(text for canonical, others in {**words, **numbers}.items() for text in (canonical, *others))
    for canonical, others in {**words, **numbers}.items():
        where = places.where(("words" if canonical in words else "numbers", canonical))
        if not _pattern([canonical]).search(told):
            problems.add("E311", where, f"{canonical} stands neither in the brief nor in {GENERATOR}")
        for text in (canonical, *others):
            if texts[text] > 1:
                problems.add("E332", where, f"{text} stands {texts[text]} times in {WORDING}, and may stand once")
    return Wording(words=words, numbers=numbers)


def _others(
    good: dict[str, Any], key: str, pattern: re.Pattern[str], places: Places, problems: Problems
) -> dict[str, tuple[str, ...]]:
    """A table of variants.toml, as texts; rows in which anything does not match `pattern` are noted and left out."""
    rows = {}
    for canonical, others in good.get(key, {}).items():
        listed = [str(other) for other in others] if isinstance(others, list) else []
        if not listed or not all(pattern.fullmatch(text) for text in (canonical, *listed)):
            what = f"{key} must be {_KINDS[key]}, each with a list of others, not {canonical} = {others!r}"
            problems.add("E311", places.where((key, canonical)), what)
            continue
        rows[canonical] = tuple(listed)
    return rows


def _is_told(name: str) -> bool:
    return name in ("instruction.md", GENERATOR)


def chosen(wording: Wording, seed: int, problem: str) -> dict[str, str]:
    """What the variant `seed` of a problem says instead: canonical text -> other text. Pure."""
    told = {**wording.words, **wording.numbers}
    return {canonical: others[_drawn(seed, problem, canonical) % len(others)] for canonical, others in told.items()}


def _drawn(seed: int, problem: str, canonical: str) -> int:
    return int.from_bytes(hashlib.sha256(json.dumps([seed, problem, canonical]).encode()).digest()[:8], "big")


def varied(text: str, instead: Mapping[str, str]) -> str:
    """A text with all replacements made at once: whole words also Capitalised and in UPPER CASE, and whole numbers also
    with `_` between their digits. What stands behind a line end as code spells it (`\\n`) is whole, too. Pure."""
    spelled: dict[str, str] = {}
    for canonical, other in instead.items():
        spelled |= {canonical: other, canonical.capitalize(): other.capitalize(), canonical.upper(): other.upper()}
    if not spelled:
        return text
    return _pattern(spelled).sub(lambda match: spelled[match.group().replace("_", "")], text)


def _pattern(spelled: Iterable[str]) -> re.Pattern[str]:
    forms = ["_?".join(text) if text.isdigit() else re.escape(text) for text in sorted(spelled, key=len, reverse=True)]
    return re.compile(rf"(?:(?<![{_IN_WORD}])|(?<=\\[nrt]))(?:{'|'.join(forms)})(?![{_IN_WORD}])")


def varied_files(files: Mapping[str, bytes], instead: Mapping[str, str]) -> dict[str, bytes]:
    """A problem's files as its variant has them.

    Its cases are still those of the problem, and are to be made anew. What is said of mutants is left out, since they
    are others.
    """
    out = {}
    for path, data in files.items():
        if path in (EQUIVALENTS, WORDING):
            continue
        try:
            out[path] = data if path in _UNCHANGED else varied(data.decode(), instead).encode()
        except UnicodeDecodeError:
            out[path] = data
    return out


def variant_id(suite: str, seed: int) -> str:
    """What a variant of a suite is called."""
    return f"{suite}-{seed}"


def write_variant(suite: Suite, seed: int, folder: Path) -> None:
    """Write the variant `seed` of a suite to the new folder `folder`, with the cases that are yet to be made anew.

    Raises SuiteProblems with what does not hold in a variants.toml, OSError.
    """
    source = Path(suite.path)
    problems = Problems()
    for name in dict.fromkeys(task.problem for task in suite.tasks):
        files = read_tree(source / name)
        instead = chosen(wording_of(files, source / name, problems), seed, name)
        problems.raise_if_any(f"suite {suite.id}")
        for path, data in varied_files(files, instead).items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    head = f'id = "{variant_id(suite.id, seed)}"\nvariant_of = "{suite.id}"\nvariant = {seed}\n'
    lines = (source / "suite.toml").read_text("utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not re.match(r"\s*id\s*=", line)]
    (folder / "suite.toml").write_text(head + "".join(kept), "utf-8")
