"""Verify a submission by the cases beside this file, and write the reward. It needs Python alone.

An answer's functions are called in a process of their own, which gets arguments and gives values; expected values are
compared here. PRONY_APP and PRONY_LOGS name other folders than /app and /logs/verifier.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

APP = Path(os.environ.get("PRONY_APP", "/app"))
LOGS = Path(os.environ.get("PRONY_LOGS", "/logs/verifier"))
TASK = json.loads(Path(__file__).with_name("prony_cases.json").read_text("utf-8"))

TAGS: dict[str, Any] = {
    "$tuple": lambda items: tuple(map(untag, items)),
    "$set": lambda items: set(map(untag, items)),
    "$frozenset": lambda items: frozenset(map(untag, items)),
    "$bytes": bytes.fromhex,
    "$complex": lambda parts: complex(*parts),
    "$float": float,
    "$dict": lambda pairs: {untag(key): untag(value) for key, value in pairs},
}


def untag(value: Any) -> Any:
    """A value out of JSON with tags."""
    if isinstance(value, list):
        return [untag(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and next(iter(value)) in TAGS:
        tag, inner = next(iter(value.items()))
        return TAGS[tag](inner)
    return {key: untag(item) for key, item in value.items()}


def tag(value: Any) -> Any:
    """A plain value as JSON with tags; anything else is an object that equals nothing."""
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return value
    if kind is float:
        return value if math.isfinite(value) else {"$float": str(value)}
    if kind is list:
        return [tag(item) for item in value]
    if kind in (tuple, set, frozenset):
        return {f"${kind.__name__}": [tag(item) for item in value]}
    if kind is bytes:
        return {"$bytes": value.hex()}
    if kind is complex:
        return {"$complex": [value.real, value.imag]}
    if kind is dict:
        return {"$dict": [[tag(key), tag(item)] for key, item in value.items()]}
    return {"$odd": kind.__name__}


def equal(expected: Any, got: Any, case: dict[str, Any], order: str) -> bool:
    """Whether a value is the expected one, by the rules of the case."""
    if case.get("equality") == "python" and bool in (type(expected), type(got)):
        expected, got = (int(one) if type(one) is bool else one for one in (expected, got))
    numbers = (int, float, complex)
    if type(expected) in numbers and type(got) in numbers:
        return near(expected, got, case)
    if type(expected) is not type(got) and not {type(expected), type(got)} <= {set, frozenset}:
        return False
    inner = "deep" if order == "deep" else ""
    if isinstance(expected, (list, tuple)):
        if len(expected) != len(got):
            return False
        if order and isinstance(expected, list):
            left = list(got)
            for item in expected:
                at = next((at for at, other in enumerate(left) if equal(item, other, case, inner)), None)
                if at is None:
                    return False
                left.pop(at)
            return True
        return all(equal(a, b, case, inner) for a, b in zip(expected, got, strict=True))
    if isinstance(expected, dict):
        return expected.keys() == got.keys() and all(
            equal(item, got[key], case, inner) for key, item in expected.items()
        )
    return bool(expected == got)


def near(expected: Any, got: Any, case: dict[str, Any]) -> bool:
    """Whether a number is the expected one, within the tolerance of the case."""
    if expected == got or (expected != expected and got != got):
        return True
    tolerance = case.get("tolerance")
    if not tolerance or (type(expected) is int and type(got) is int):
        return False
    return bool(abs(expected - got) <= max(tolerance["abs"], tolerance["rel"] * abs(expected)))


def call_case() -> None:
    """In a process of its own: call the function that standard input names, and say what came of it."""
    channel = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    job = json.load(sys.stdin)
    sys.path.insert(0, str(APP))
    os.chdir(APP)
    arguments = untag(job["args"])
    try:
        module = __import__(job["module"].removesuffix(".py").replace("/", "."), fromlist=["*"])
        value = getattr(module, job["call"])(*arguments, **untag(job["kwargs"]))
        said: dict[str, Any] = {"value": tag(value), "after": tag(arguments)}
    except BaseException as error:  # noqa: BLE001 - whatever an answer raises is what it does
        said = {"raised": [kind.__name__ for kind in type(error).__mro__]}
    channel.write(json.dumps(said))
    channel.close()
    os._exit(0)


def limit() -> None:
    """The limits of one case."""
    seconds = math.ceil(TASK["cpu_s"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def run(words: list[str], text: str, case: dict[str, Any]) -> subprocess.CompletedProcess[str] | None:
    """Run a program on a text; None where it takes too long or says what is no text."""
    try:
        return subprocess.run(
            words,
            input=text,
            capture_output=True,
            text=True,
            cwd=APP,
            timeout=case.get("timeout_s") or TASK["wall_s"],
            preexec_fn=limit,
        )
    except (subprocess.TimeoutExpired, UnicodeDecodeError, OSError):
        return None


def called(case: dict[str, Any]) -> bool:
    """Whether a case that calls a function holds."""
    job = {"module": TASK["module"], "call": case["call"], "args": case["args"], "kwargs": case["kwargs"]}
    done = run([sys.executable, __file__, "--call"], json.dumps(job), case)
    try:
        said = json.loads(done.stdout) if done else {}
    except ValueError:
        said = {}
    if case["raises"]:
        return bool(set(case["raises"]) & set(said.get("raised", ())))
    if "value" not in said:
        return False
    expected = case["any_of"] or ([case["expect"]] if "expect" in case else [])
    order = case.get("order") or ""
    after = case["args"] if case["unchanged"] else case.get("arguments")
    holds = not expected or any(equal(untag(one), untag(said["value"]), case, order) for one in expected)
    return holds and (after is None or equal(untag(list(after)), untag(said["after"]), {}, ""))


def printed(case: dict[str, Any]) -> bool:
    """Whether a case of a program holds."""
    done = run([sys.executable, str(APP / TASK["module"]), *(case.get("argv") or ())], case.get("stdin") or "", case)
    if done is None or (case.get("exit") is not None and done.returncode != case["exit"]):
        return False
    if case.get("stderr") is not None and bool(done.stderr) != case["stderr"]:
        return False
    expected = case["any_of"] or ([case["expect"]] if "expect" in case else [])
    return not expected or any(same_text(one, done.stdout, case) for one in expected)


def same_text(expected: str, got: str, case: dict[str, Any]) -> bool:
    """Whether output is the expected one, in the manner of the case."""
    manner = case.get("stdout", "lines")
    if manner == "exact":
        return expected == got
    if manner == "lines":
        return [line.rstrip() for line in expected.rstrip().split("\n")] == [
            line.rstrip() for line in got.rstrip().split("\n")
        ]
    left, right = expected.split(), got.split()
    if manner == "tokens":
        return left == right
    return len(left) == len(right) and all(a == b or both_numbers(a, b, case) for a, b in zip(left, right, strict=True))


def both_numbers(expected: str, got: str, case: dict[str, Any]) -> bool:
    """Whether two words are numbers that are the same."""
    number = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
    return bool(number.fullmatch(expected) and number.fullmatch(got) and near(float(expected), float(got), case))


def main() -> None:
    """Try all cases and write the reward: 1 where all that is required holds."""
    passed = {case["id"]: (called if case.get("call") else printed)(case) for case in TASK["cases"]}
    earned = {one["id"]: all(passed[case] for case in one["cases"]) for one in TASK["criteria"]}
    possible = sum(one["points"] for one in TASK["criteria"] if not one["bonus"])
    points = min(possible, sum(one["points"] for one in TASK["criteria"] if earned[one["id"]]))
    caps = [one["cap"] for one in TASK["criteria"] if one["gate"] and not earned[one["id"]]]
    share = min([points, *caps]) / possible if possible else 0.0
    solved = all(earned[one["id"]] for one in TASK["criteria"] if one["required"])
    reward = {"reward": float(solved), "score": round(share, 4)}
    reward |= {f"criterion_{name}": float(holds) for name, holds in earned.items()}
    LOGS.mkdir(parents=True, exist_ok=True)
    (LOGS / "reward.json").write_text(json.dumps(reward), "utf-8")
    (LOGS / "reward.txt").write_text(f"{float(solved)}\n", "utf-8")
    for name, holds in passed.items():
        sys.stdout.write(f"{'ok' if holds else 'FAILED'} {name}\n")


if __name__ == "__main__":
    call_case() if sys.argv[1:] == ["--call"] else main()
