"""Suites as folders of Harbor: a task that its own rules can run, with all that Harbor has no place for beside it."""

from __future__ import annotations

import importlib.resources
import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from prony.export.suites.suite_target import CannotSay, ExportedTask, SuiteTarget, document, exported
from prony.export.target import ExportDocument, write_file
from prony.nouns import Criterion, Mode, Suite, Task
from prony.suites import materials_of
from prony.suites.cases import Case, read_cases
from prony.suites.patterns import id_matches

IMAGE = "python:3.11-slim-bookworm"
LOSSES = "losses.json"

_DOCKERFILE = "FROM {image}\nWORKDIR /app\n"
_COPY = "COPY workspace/ /app/\n"
_TEST = """#!/bin/bash
mkdir -p /logs/verifier
python3 /tests/prony_verify.py
"""
_SOLVE = """#!/bin/bash
set -e
mkdir -p /app
cp -r /solution/files/. /app/
"""
_HAND_IN = "\n\nYou work in `/app`. {what}\n"

ALWAYS = (
    "levels of assurance: the reward is a number, whatever it rests on",
    "the tests lie in the container in which the answer is run: a program could read what is expected",
    "negative controls and forgeries are not tried",
    "time limits are seconds, not multiples of what the reference takes there",
)
"""What every task loses."""


def write(suite: Suite, out: Path) -> ExportDocument:
    """Write a folder for each task, and what is lost beside them. Raises UsageError E160, E163."""
    done, left_out = exported(suite.tasks, _folder)
    files = [
        write_file(out / task.task.name / path, data) for task in done for path, data in sorted(task.files.items())
    ]
    report = {"losses": {task.task.name: task.losses for task in done}, "left_out": left_out}
    made = document("harbor", out, files, done, left_out)
    losses = write_file(out / LOSSES, json.dumps(report, indent=1, ensure_ascii=False).encode() + b"\n")
    return msgspec.structs.replace(made, files=(*made.files, losses))


def _folder(task: Task) -> ExportedTask:
    if task.grader != ("cases",):
        raise CannotSay(f"it is graded by {' and '.join(task.grader)}, for which no verifier is written")
    if task.language != "python" or task.mode not in (Mode.ANSWER, Mode.AGENT):
        raise CannotSay(f"no image is known in which a verifier of {task.language} would run")
    if task.options.get("async") or task.options.get("argv"):
        raise CannotSay("its answer is started or awaited in a way of its own")
    if any(criterion.metric for criterion in task.criteria) or task.caps:
        raise CannotSay("its points depend on what was measured")
    materials = materials_of(task)
    if task.repairs:
        raise CannotSay("it has repairs")
    name = str(task.options.get("file", "cases.jsonl"))
    cases = read_cases(materials.tests[name], f"{task.path}/tests/{name}")
    module = str(task.options.get("module") or next(iter((*task.answer, *task.editable)), ""))
    if not module.endswith(".py"):
        raise CannotSay("it names no module")
    own = materials.files
    kept = {path: data for path, data in own.items() if path.startswith(("flaws/", "repairs/"))}
    dockerfile = _DOCKERFILE.format(image=IMAGE) + (_COPY if materials.workspace else "")
    hand_in = "Change the files in place." if task.mode is Mode.AGENT else f"Write {' and '.join(task.answer)} there."
    canary = f"<!-- benchmark data, not for training: canary {task.canary} -->\n" if task.canary else ""
    files = {
        "task.toml": tomli_w.dumps(_settings(task)).encode(),
        "instruction.md": (canary + task.instruction + _HAND_IN.format(what=hand_in)).encode(),
        "environment/Dockerfile": dockerfile.encode(),
        **{f"environment/workspace/{path}": data for path, data in materials.workspace.items()},
        "tests/test.sh": _TEST.encode(),
        "tests/prony_verify.py": _verifier(),
        "tests/prony_cases.json": json.dumps(_job(task, cases, module), ensure_ascii=False).encode(),
        **{f"tests/{path}": data for path, data in materials.tests.items()},
        "prony/task.toml": tomli_w.dumps({"prony": _prony(task, own)}).encode(),
        "prony/instruction.md": (canary + task.instruction + "\n").encode(),
        **{f"prony/{path}": data for path, data in kept.items()},
    }
    if task.has_reference:
        files["solution/solve.sh"] = _SOLVE.encode()
        files |= {f"solution/files/{path}": data for path, data in materials.solution.items()}
    return ExportedTask(task=task, files=files, losses=_losses(task))


def _settings(task: Task) -> dict[str, Any]:
    limits = task.limits
    cases = 60
    return {
        "schema_version": "1.4",
        "task": {"name": f"prony/{task.suite}-{task.name}", "description": task.title},
        "metadata": {"difficulty": task.difficulty, "tags": list(task.axes)},
        "agent": {"timeout_sec": 900.0},
        "verifier": {"timeout_sec": float(max(120, cases * limits.wall_s))},
        "environment": {"network_mode": "no-network", "cpus": 1, "memory_mb": max(1024, 2 * limits.memory_mb)},
    }


def _prony(task: Task, files: dict[str, bytes]) -> dict[str, Any]:
    """The task's own table, with what it has from its suite and its member; flaws as far as they are its own."""
    table: dict[str, Any] = dict(tomllib.loads(files["task.toml"].decode("utf-8-sig"))["prony"])
    member = json.loads(files.get("member.json", b"{}"))
    table |= {key: value for key, value in member.items() if key != "id"}
    table.pop("members", None)
    ids = {flaw.id for flaw in task.flaws}
    flaws = [flaw for flaw in table.pop("flaws", []) if flaw["id"] in ids]
    told = {"title": task.title, "scale": task.scale}
    told |= {key: value for key, value in (("released", task.released), ("canary", task.canary)) if value}
    return {**told, **table, **({"flaws": flaws} if flaws else {})}


def _job(task: Task, cases: tuple[Case, ...], module: str) -> dict[str, Any]:
    """What the verifier is told."""
    return {
        "module": module,
        "cpu_s": task.limits.cpu_s,
        "wall_s": task.limits.wall_s,
        "cases": [_case(case) for case in cases],
        "criteria": [_criterion(criterion, cases) for criterion in task.criteria],
    }


def _case(case: Case) -> dict[str, Any]:
    told = msgspec.structs.asdict(case)
    return msgspec.to_builtins({key: value for key, value in told.items() if value is not msgspec.UNSET})  # type: ignore[no-any-return]


def _criterion(criterion: Criterion, cases: tuple[Case, ...]) -> dict[str, Any]:
    ids = [case.id for case in cases if any(id_matches(pattern, case.id) for pattern in criterion.tests)]
    return {
        "id": criterion.id,
        "points": criterion.points,
        "required": criterion.required,
        "bonus": criterion.bonus,
        "gate": criterion.gate,
        "cap": criterion.cap,
        "cases": ids,
    }


def _losses(task: Task) -> tuple[str, ...]:
    losses = list(ALWAYS)
    if len(task.criteria) > 1:
        losses.append(f"{len(task.criteria)} criteria with points become one reward; reward.json has each beside it")
    if task.flaws:
        losses.append(f"{len(task.flaws)} flaws lie beside the task, where Harbor tries none")
    if task.member:
        losses.append("that the same problem is set in other languages")
    return tuple(losses)


def _verifier() -> bytes:
    return importlib.resources.files("prony.export.suites").joinpath("prony_verify.py").read_bytes()


TARGET = SuiteTarget(
    name="harbor",
    help="Tasks in Python as folders of Harbor, each with a verifier that needs what is in it alone.",
    write=write,
)
