"""Cases: the lines of `tests/cases.jsonl`, level A's tests as data.

One JSON object a line; blank lines and lines that start with `//` are skipped. docs/task-format.md is the reference.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from prony.nouns import Noun
from prony.suites.problems import Problems, did_you_mean

ORDERS = ("any", "deep")
EQUALITIES = ("plain", "python")
STDOUTS = ("lines", "exact", "tokens", "floats")


class Tolerance(Noun, frozen=True, kw_only=True):
    """How far a number may lie from the expected one: |a - b| <= max(abs, rel * |expected|)."""

    abs: float = 0.0
    rel: float = 0.0


class Case(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One input and what must come of it. Values are JSON; `{"$tuple": [...]}` and its kin are left as they stand.

    Exactly one of `call`, or a program's input (`stdin`, `argv`). expect and any_of: the value of a call, or the text
    on a program's stdout. raises: names of exceptions of which one must come. exit: None = any status will do.
    stderr: whether a program must write to standard error (True) or must not (False); None: it may. unchanged: the
    arguments must be after the call what they were before; arguments: what they must be after it. equality: `python`
    where `True` may stand for 1, as Python's `==` has it.
    """

    id: str
    call: str | None = None
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}
    stdin: str | None = None
    argv: tuple[str, ...] | None = None
    expect: Any = msgspec.UNSET
    any_of: tuple[Any, ...] = ()
    raises: tuple[str, ...] = ()
    tolerance: Tolerance | None = None
    order: str | None = None
    equality: str = "plain"
    exit: int | None = 0
    stdout: str = "lines"
    stderr: bool | None = None
    unchanged: bool = False
    arguments: tuple[Any, ...] | None = None
    shown: bool = False
    timeout_s: float | None = None


def read_cases(data: bytes, where: str) -> tuple[Case, ...]:
    """All cases of a file.

    Raises SuiteProblems that lists every line that does not hold (E340, duplicate ids E332), each as `where`:line.
    """
    problems = Problems()
    cases = collect_cases(data, where, problems)
    problems.raise_if_any(where)
    return cases


def collect_cases(data: bytes, where: str, problems: Problems) -> tuple[Case, ...]:
    """All cases of a file that hold; the others are added to `problems`."""
    cases: dict[str, Case] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith(b"//"):
            continue
        place = f"{where}:{number}"
        case = _case(stripped, place, problems)
        if case is None:
            continue
        if case.id in cases:
            problems.add("E332", place, f"the id {case.id!r} stands twice")
        cases[case.id] = case
    if not cases and not problems.found:
        problems.add("E340", where, "the file holds no case")
    return tuple(cases.values())


def _case(line: bytes, place: str, problems: Problems) -> Case | None:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        problems.add("E340", place, f"not a line of JSON: {error}")
        return None
    if not isinstance(raw, dict):
        problems.add("E340", place, "a case is a JSON object")
        return None
    unknown = [name for name in raw if name not in Case.__struct_fields__]
    for name in unknown:
        problems.add("E310", place, f"a case has no key {name!r}", did_you_mean(name, Case.__struct_fields__))
    if unknown:
        return None
    try:
        case = msgspec.convert(_spelled_out(raw), Case)
    except msgspec.ValidationError as error:
        problems.add("E340", place, str(error))
        return None
    faults = _faults(case)
    for fault in faults:
        problems.add("E340", place, fault)
    return None if faults else case


def _spelled_out(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` with its short forms spelled out: one exception name, a bare tolerance."""
    out = dict(raw)
    if isinstance(out.get("raises"), str):
        out["raises"] = [out["raises"]]
    tolerance = out.get("tolerance")
    if isinstance(tolerance, int | float) and not isinstance(tolerance, bool):
        out["tolerance"] = {"abs": float(tolerance), "rel": float(tolerance)}
    return out


def _faults(case: Case) -> list[str]:
    faults = []
    is_program = case.stdin is not None or case.argv is not None
    told = [case.expect is not msgspec.UNSET, bool(case.any_of), bool(case.raises)]
    if not case.id.strip():
        faults.append("the id is empty")
    if (case.call is not None) == is_program:
        return [*faults, "a case has either `call`, or `stdin` and `argv`"]
    if sum(told) > 1:
        faults.append("only one of `expect`, `any_of` and `raises` can hold")
    if not any(told) and not case.unchanged and case.arguments is None and not (is_program and case.exit is not None):
        faults.append("nothing is expected: give `expect`, `any_of`, `raises`, `arguments` or `unchanged`")
    if is_program and (case.raises or case.args or case.kwargs or case.unchanged or case.arguments is not None):
        faults.append("`args`, `kwargs`, `raises`, `unchanged` and `arguments` belong to a `call`")
    if case.stderr is not None and not is_program:
        faults.append("`stderr` belongs to a program")
    if is_program and not all(isinstance(e, str) for e in (*case.any_of, *([case.expect] if told[0] else []))):
        faults.append("a program's expected output is a text")
    if case.unchanged and case.arguments is not None:
        faults.append("`unchanged` and `arguments` contradict each other")
    if case.order is not None and case.order not in ORDERS:
        faults.append(f"`order` is one of {', '.join(ORDERS)}")
    if case.equality not in EQUALITIES:
        faults.append(f"`equality` is one of {', '.join(EQUALITIES)}")
    if case.stdout not in STDOUTS:
        faults.append(f"`stdout` is one of {', '.join(STDOUTS)}")
    if case.timeout_s is not None and case.timeout_s <= 0:
        faults.append("`timeout_s` is more than 0")
    if case.tolerance is not None and (case.tolerance.abs < 0 or case.tolerance.rel < 0):
        faults.append("`tolerance` is not negative")
    return faults
