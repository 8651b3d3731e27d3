"""Members: one problem's folder read as several tasks, one for each language or dialect that the suite names.

`[members.ID]` of suite.toml holds keys of `[prony]`, which are laid over the problem's own, and a `header`, that
comes before its brief. In a problem's folder, a folder named like a member is that member's own.
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from prony.nouns import Noun
from prony.plain_files import open_plain
from prony.suites import schema
from prony.suites.places import Places
from prony.suites.problems import Problems, did_you_mean
from prony.suites.sql_briefs import tables_and_examples

OF_SUITE = "suite.toml"
OF_TASK = "task.toml"
BRIEF = "instruction.md"
CASES = "tests/cases.jsonl"

MAKING = ("making/", "variants.toml")
"""What a problem is made with: read by `prony prove` and by who makes a variant, and no part of any task."""

_WITH_OWN = ("workspace/", "tests/", "solution/")
"""Folders in which members may have folders of their own; each folder of a flaw is another."""

_CANARY_END = "-->"


class Member(Noun, frozen=True, kw_only=True):
    """One language or dialect of a suite. keys: of `[prony]`; header: what its briefs begin with."""

    id: str
    header: str = ""
    keys: dict[str, Any] = {}


def members_of(table: Any, places: Places, problems: Problems) -> dict[str, Member]:
    """The members that `[members]` of a suite.toml names, by id, in its order; `problems` gets what does not hold."""
    members: dict[str, Member] = {}
    for member_id, raw in (table if isinstance(table, dict) else {}).items():
        path = ("members", member_id)
        if not isinstance(raw, dict) or not schema.ID.fullmatch(member_id):
            what = f"members.{member_id} must be a table with a name of lowercase letters, digits, - and _"
            problems.add("E311", places.where(path), what)
            continue
        good = schema.check_table(raw, schema.MEMBER, path, places, problems)
        keys = {key: value for key, value in good.items() if key != "header"}
        members[member_id] = Member(id=member_id, header=good.get("header", "").strip(), keys=keys)
    return members


def chosen_members(
    data: Mapping[str, Any], members: Mapping[str, Member], places: Places, problems: Problems
) -> list[Member]:
    """The members that a problem is set for: those that its `members` names, else all of the suite."""
    table = data.get("prony")
    named = table.get("members") if isinstance(table, dict) else None
    if named is None:
        return list(members.values())
    chosen = []
    for member_id in named if schema.identifiers(named) is None else ():
        if member_id in members:
            chosen.append(members[member_id])
        else:
            where = places.where(("prony", "members"))
            what = f"the suite has no member {member_id!r}"
            problems.add("E311", where, what, did_you_mean(member_id, members) or "see [members] of suite.toml")
    return chosen


def laid_over(data: Mapping[str, Any], member: Member) -> dict[str, Any]:
    """A problem's task.toml as `member` reads it: the member's keys over those of `[prony]`."""
    table = data.get("prony")
    if not isinstance(table, dict):
        return dict(data)
    own = {key: value for key, value in table.items() if key != "members"}
    limits = {**own.get("limits", {}), **member.keys.get("limits", {})}
    return {**data, "prony": {**own, **member.keys, **({"limits": limits} if limits else {})}}


def member_tree(files: Mapping[str, bytes], member: Member, others: Collection[str]) -> dict[str, bytes]:
    """The files of the task that a problem's `files` are for `member`, sorted by path. others: ids of all members.

    Shared files come first and the member's own are laid over them; the brief has the header before it, and after it
    the cases that are shown. `member.json` holds what suite.toml says of the member, so that the digest covers it.
    """
    own: dict[str, bytes] = {}
    shared: dict[str, bytes] = {}
    for path, data in files.items():
        if path.startswith(MAKING):
            continue
        head = _head(path)
        folder, slash, rest = path.removeprefix(head).partition("/")
        if head and slash and folder == member.id:
            own[head + rest] = data
        elif not (head and slash and folder in others):
            shared[path] = data
    tree = {**shared, **own, "member.json": _spelled(member)}
    if BRIEF in tree:
        tree[BRIEF] = _brief(tree[BRIEF], member, tree)
    return dict(sorted(tree.items()))


def read_member(suite: Path, member_id: str) -> tuple[Member, frozenset[str]]:
    """The member of the suite in the folder `suite`, and the ids of all. Raises SuiteProblems, OSError, ValueError."""
    problems = Problems()
    with open_plain(suite / OF_SUITE, follow=True) as file:
        text = file.read().decode("utf-8-sig")
    members = members_of(tomllib.loads(text).get("members"), Places(str(suite / OF_SUITE), text), problems)
    problems.raise_if_any(f"suite {suite.name}")
    if member_id not in members:
        raise ValueError(f"suite.toml has no member {member_id}")
    return members[member_id], frozenset(members)


def _head(path: str) -> str:
    """The folder in which a member's folder may lie, with its slash; empty where none may."""
    for head in _WITH_OWN:
        if path.startswith(head):
            return head
    parts = path.split("/", 2)
    return f"flaws/{parts[1]}/" if parts[0] == "flaws" and len(parts) == 3 else ""


def _spelled(member: Member) -> bytes:
    return json.dumps({"id": member.id, **member.keys}, sort_keys=True, default=str).encode() + b"\n"


def _brief(data: bytes, member: Member, tree: Mapping[str, bytes]) -> bytes:
    """The brief of a member; bytes that are not UTF-8 are left for the reader of briefs to refuse."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    comment, end = "", text.find(_CANARY_END)
    if text.lstrip().startswith("<!--") and end >= 0:
        comment, text = text[: end + len(_CANARY_END)] + "\n", text[end + len(_CANARY_END) :]
    ends = (examples(tree.get(CASES, b"")), tables_and_examples(tree))
    parts = [part for part in (member.header, text.strip(), *ends) if part]
    return (comment + "\n\n".join(parts) + "\n").encode()


@functools.lru_cache(maxsize=2)
def examples(cases: bytes) -> str:
    """The cases that are shown, as a brief shows them: what a program reads, and what it prints."""
    parts = []
    for line in cases.splitlines():
        try:
            case = json.loads(line)
        except ValueError:
            continue
        if isinstance(case, dict) and case.get("shown") is True and isinstance(case.get("stdin"), str):
            parts.append(f"Input:\n\n{_fenced(case['stdin'])}\n\nOutput:\n\n{_fenced(str(case.get('expect', '')))}")
    if not parts:
        return ""
    return f"{'Example' if len(parts) == 1 else 'Examples'}\n\n" + "\n\n".join(parts)


def _fenced(text: str) -> str:
    return f"```\n{text.rstrip(chr(10))}\n```"
