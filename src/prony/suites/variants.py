"""Variants: the same problems with other words, numbers and inputs, so that what was memorised is of no use.

`variants.toml` of a problem names words and numbers that stand in its brief, its inputs and its outputs, each with
others that will do as well. A seed takes one of the others for each, and they are replaced in every text of the problem
alike: brief, references, flaws, generator and brute force. Some are taken together: a year and the one before it, a
bound and the number above it. The cases are then made anew, with the seed as the generator's.
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
from prony.suites.sql_briefs import CASES as SQL_CASES
from prony.suites.sql_tables import TABLES, as_lines, is_made, made_of_tables, read_plan

WORDING = "variants.toml"
CASES = "tests/cases.jsonl"
GENERATOR = "making/generate.py"

_UNCHANGED = ("task.toml", CASES)
_FILE = {"words": schema.Key(schema.table), "numbers": schema.Key(schema.table), "together": schema.Key(schema.table)}
_WORD = re.compile(r"[a-z]{2,}(?:_[a-z]+)*")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_KINDS = {"words": "words of lowercase letters", "numbers": "whole numbers above 0"}
_SAME_LENGTH = (
    "must be a list of rows, each with as many words and numbers as the first, of which there are two or more"
)
_IN_WORD = "A-Za-z0-9_"


class Wording(Noun, frozen=True, kw_only=True):
    """What a problem's variants may say otherwise: word -> other words, number -> other numbers, all as texts."""

    words: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, tuple[str, ...]] = {}
    together: dict[str, tuple[tuple[str, ...], ...]] = {}
    """What is taken together, by a name: rows of words and numbers, the canonical one first."""


def wording_of(files: Mapping[str, bytes], folder: Path, problems: Problems) -> Wording:
    """What variants.toml of a problem's `files` says; empty where there is none. `problems` gets what does not hold."""
    data = files.get(WORDING)
    if data is None:
        return Wording()
    path, text = str(folder / WORDING), data.decode("utf-8-sig", "replace")
    if GENERATOR not in files and TABLES not in files:
        what = f"{WORDING} needs {GENERATOR} or {TABLES}, which makes a variant's cases"
        problems.add("E320", str(folder / GENERATOR), what)
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.add("E303", path, f"{WORDING} is not valid TOML: {error}")
        return Wording()
    places = Places(path, text)
    good = schema.check_table(table, _FILE, (), places, problems)
    words = _others(good, "words", _WORD, places, problems)
    numbers = _others(good, "numbers", _NUMBER, places, problems)
    together = _rows(good, places, problems)
    told = "\n".join(data.decode("utf-8", "replace") for name, data in files.items() if _is_told(name))
    tables = {"words": words, "numbers": numbers}
    source = GENERATOR if GENERATOR in files else TABLES
    sets = {
        (key, canonical): ([canonical], (canonical, *others))
        for key, rows in tables.items()
        for canonical, others in rows.items()
    }
    for name, listed in together.items():
        sets["together", name] = (list(listed[0]), tuple(dict.fromkeys(text for row in listed for text in row)))
    texts = Counter(text for _, named in sets.values() for text in named)
    for row, (canonicals, named) in sets.items():
        for canonical in canonicals:
            if not _pattern(_spellings(canonical)).search(told):
                problems.add("E311", places.where(row), f"{canonical} stands neither in the brief nor in {source}")
        for text in named:
            if texts[text] > 1:
                what = f"{text} stands {texts[text]} times in {WORDING}, and may stand once"
                problems.add("E332", places.where(row), what)
    return Wording(words=words, numbers=numbers, together=together)


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


def _rows(good: dict[str, Any], places: Places, problems: Problems) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The table of what is taken together; names whose rows do not hold are noted and left out."""
    sets = {}
    for name, raw in good.get("together", {}).items():
        rows = tuple(tuple(map(str, row)) for row in raw if isinstance(row, list)) if isinstance(raw, list) else ()
        fits = all(_WORD.fullmatch(text) or _NUMBER.fullmatch(text) for row in rows for text in row)
        if len(rows) < 2 or len(rows) != len(raw) or {len(row) for row in rows} != {len(rows[0])} or not fits:
            problems.add("E311", places.where(("together", name)), f"{name} {_SAME_LENGTH}")
            continue
        sets[name] = rows
    return sets


def _is_told(name: str) -> bool:
    return name in ("instruction.md", GENERATOR, TABLES)


def chosen(wording: Wording, seed: int, problem: str) -> dict[str, str]:
    """What the variant `seed` of a problem says instead: canonical text -> other text. Pure."""
    told = {**wording.words, **wording.numbers}
    taken = {canonical: others[_drawn(seed, problem, canonical) % len(others)] for canonical, others in told.items()}
    for name, (canonicals, *rows) in wording.together.items():
        taken |= dict(zip(canonicals, rows[_drawn(seed, problem, name) % len(rows)], strict=True))
    return taken


def wordings(wording: Wording) -> list[dict[str, str]]:
    """Replacements that hold, taken together, each of the others once at least; none where there are none. Pure."""
    told = {**wording.words, **wording.numbers}
    most = max(map(len, told.values()), default=0)
    return [{canonical: others[at % len(others)] for canonical, others in told.items()} for at in range(most)]


def _drawn(seed: int, problem: str, canonical: str) -> int:
    return int.from_bytes(hashlib.sha256(json.dumps([seed, problem, canonical]).encode()).digest()[:8], "big")


def varied(text: str, instead: Mapping[str, str]) -> str:
    """A text with all replacements made at once: whole words also Capitalised and in UPPER CASE, and whole numbers also
    with `_` between their digits. What stands behind a line end as code spells it (`\\n`) is whole, too. Pure."""
    spelled: dict[str, str] = {}
    for canonical, other in instead.items():
        spelled |= dict(zip(_spellings(canonical), _spellings(other), strict=True))
    if not spelled:
        return text

    def instead_of(match: re.Match[str]) -> str:
        found = match.group()
        return spelled[found if found in spelled else found.replace("_", "")]

    return _pattern(spelled).sub(instead_of, text)


def _spellings(text: str) -> tuple[str, str, str]:
    return text, text.capitalize(), text.upper()


def _pattern(spelled: Iterable[str]) -> re.Pattern[str]:
    forms = ["_?".join(text) if text.isdigit() else re.escape(text) for text in sorted(spelled, key=len, reverse=True)]
    return re.compile(rf"(?:(?<![{_IN_WORD}])|(?<=\\[nrt]))(?:{'|'.join(forms)})(?![{_IN_WORD}])")


def varied_files(files: Mapping[str, bytes], instead: Mapping[str, str]) -> dict[str, bytes]:
    """A problem's files as its variant has them.

    Its cases are still those of the problem, and are to be made anew. What is said of mutants is left out, since they
    are others.
    """
    out = {}
    files = {path: data for path, data in files.items() if TABLES not in files or not is_made(path)}
    for path, data in files.items():
        if path in (EQUIVALENTS, WORDING):
            continue
        try:
            out[path] = data if path in _UNCHANGED else varied(data.decode(), instead).encode()
        except UnicodeDecodeError:
            out[path] = data
    return out


def with_tables(files: Mapping[str, bytes], folder: Path, problems: Problems) -> dict[str, bytes]:
    """A problem's files, and what its plan of tables makes, with cases that lack the rows that are expected."""
    plan = read_plan(files, folder, problems)
    if plan is None:
        return dict(files)
    try:
        made, cases = made_of_tables(plan)
    except (ValueError, LookupError, TypeError) as error:
        problems.add("E311", str(folder / TABLES), f"not a plan of tables: {type(error).__name__}: {error}")
        return dict(files)
    return {**files, **made, SQL_CASES: as_lines(cases)}


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
        for path, data in with_tables(varied_files(files, instead), source / name, problems).items():
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        problems.raise_if_any(f"suite {suite.id}")
    head = f'id = "{variant_id(suite.id, seed)}"\nvariant_of = "{suite.id}"\nvariant = {seed}\n'
    lines = (source / "suite.toml").read_text("utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not re.match(r"\s*id\s*=", line)]
    (folder / "suite.toml").write_text(head + "".join(kept), "utf-8")
