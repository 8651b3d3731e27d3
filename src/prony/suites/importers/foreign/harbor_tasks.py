"""A foreign task of Harbor as a task here, as far as that is honest: files that its image copies, and a verifier that
plainly is pytest or one script in Python. What its image would install is a loss; what cannot be read is refused.
"""

from __future__ import annotations

import ast
import json
import posixpath
import re
from typing import Any

import tomli_w

from prony.nouns import Noun
from prony.suites.files import clean_path
from prony.suites.importers.foreign.dockerfiles import copied
from prony.suites.importers.foreign.harbor_folders import NETWORK, HarborFolder, commands
from prony.suites.importers.foreign.naming import task_name
from prony.suites.importers.importer import ImportedTask

WORK = "/work"
"""Where the workspace lies when a task is graded."""
STARTER = "prony_start.py"

_START = '''"""Starts the script that verifies, with the folders that its own starter would have named."""

import runpy
import sys

sys.path[:0] = {path!r}
sys.argv = [{script!r}]
runpy.run_path({script!r}, run_name="__main__")
'''
_QUIET = re.compile(r"(?:mkdir|chmod|chown|ln|echo|rm|touch|true|cd|useradd|groupadd|ls|cat)\b")
_SILENT = frozenset({"LABEL", "MAINTAINER", "EXPOSE", "ARG", "SHELL", "STOPSIGNAL", "USER"})
_PYTEST = re.compile(r"(?:^|[\s/])(?:pytest|py\.test)(?:[=@<>~!]\S*)?(?:\s|$)")
_TEST_FILE = re.compile(r"/tests/([\w./-]+\.py)")
_SCRIPT = re.compile(
    r"(?:^|\s)(?:PYTHONPATH=(?P<path>\S+)\s+)?python3?\s+(?:-\w\s+)*/tests/(?P<script>[\w./-]+\.py)\s*$"
)
_HARMLESS = re.compile(
    r"(?:#|set\b|export\b|cd\b|echo\b|printf\b|mkdir\b|if\b|then\b|else\b|elif\b|fi\b|exit\b|source\b|\.\s|\[|\w+=|\}|\{|true\b|chmod\b)"
)


class Verifier(Noun, frozen=True, kw_only=True):
    """What `tests/test.sh` runs, as far as it is plain: pytest on files, or one script."""

    pytest: tuple[str, ...] = ()
    """Files below tests/."""
    script: str = ""
    path: tuple[str, ...] = ()
    """Folders that the script imports from."""
    losses: tuple[str, ...] = ()


def foreign_task(folder: HarborFolder) -> ImportedTask:
    """The task. Raises ValueError, with the reason, for what cannot be one here."""
    if not folder.image:
        raise ValueError("its files are in an image, which is not here: there is no environment/Dockerfile")
    if any(name in path for path in folder.files for name in ("docker-compose", "environment/compose")):
        raise ValueError("it is several containers, of which there are none here")
    if folder.setting("steps"):
        raise ValueError("it has steps, which this version does not support")
    root, workspace, losses = _workspace(folder)
    verifier = _verifier(folder)
    losses += verifier.losses
    solution = _solution(folder, root)
    if not solution:
        losses.append("it has no reference here: its solution is not a script that only writes and copies files")
    tests = {path: _moved(data, root) for path, data in folder.below("tests/").items() if clean_path(path)}
    prony = _table(folder, bool(solution), verifier)
    if verifier.pytest:
        ids = [test_id for path in verifier.pytest for test_id in _ids(path, tests[path])]
        tests["expected.json"] = json.dumps({"tests": ids, "graders": {"suite": ids}}).encode()
    else:
        path = [posixpath.normpath(_moved(part.encode(), root).decode()) for part in verifier.path]
        tests[STARTER] = _START.format(path=path, script=f"/tests/{verifier.script}").encode()
    brief = folder.text("instruction.md").strip()
    if root != WORK:
        brief += f"\n\nWhere this says `{root}`, the folder that you work in is meant."
        losses.append(f"paths below {root} become paths below the workspace, in the tests as well")
    return ImportedTask(
        name=task_name(folder.name),
        files={
            "task.toml": tomli_w.dumps({"prony": prony}).encode(),
            "instruction.md": brief.encode(),
            **{f"workspace/{path}": data for path, data in workspace.items()},
            **{f"tests/{path}": data for path, data in tests.items()},
            **{f"solution/{path}": data for path, data in solution.items()},
        },
        losses=tuple(dict.fromkeys(losses)),
    )


def _workspace(folder: HarborFolder) -> tuple[str, dict[str, bytes], list[str]]:
    """The working directory of the image, the files that it copies there, and what of the image is not here."""
    stages = [instruction for instruction in folder.image if instruction.word == "FROM"]
    last = folder.image.index(stages[-1]) if stages else 0
    root = next((one.rest.strip("\"' ") for one in reversed(folder.image) if one.word == "WORKDIR"), "/app")
    root = posixpath.normpath(posixpath.join("/", root))
    laid: dict[str, bytes] = {}
    losses = [f"its image is {stages[-1].rest[:100]}, which is not what it runs in here"] if stages else []
    if len(stages) > 1:
        losses.append("its image is built in stages, of which the last is read")
    here = "/"
    for instruction in folder.image[last:]:
        word = instruction.word
        if word == "WORKDIR":
            here = posixpath.normpath(posixpath.join(here, instruction.rest.strip("\"' ")))
        elif word in ("COPY", "ADD"):
            if any(flag.startswith("--from") for flag in instruction.flags):
                losses.append(f"files of another image are left out: {instruction.rest[:80]}")
                continue
            files, absent = copied(instruction, folder.context, here)
            laid |= files
            losses += [f"files that are not in the folder are left out: {source[:80]}" for source in absent]
        elif word == "RUN":
            losses += _of_run(instruction.rest)
        elif word == "ENV":
            losses.append(f"a variable of the image is not set: {instruction.rest[:80]}")
        elif word in ("CMD", "ENTRYPOINT", "HEALTHCHECK", "VOLUME", "ONBUILD"):
            losses += (
                []
                if re.search(r"bash|/sh\b|sleep|tail", instruction.rest)
                else [f"not started: {instruction.rest[:80]}"]
            )
        elif word not in _SILENT and word != "FROM":
            losses.append(f"a step of the image is not known: {word[:40]}")
    prefix = root.rstrip("/") + "/"
    own = {path.removeprefix(prefix): data for path, data in laid.items() if path.startswith(prefix)}
    own = {path: data for path, data in own.items() if not path.startswith("tests/")}
    outside = sorted(path for path in laid if not path.startswith((prefix, "/tests/")) and path != "/tests")
    odd = sorted(path for path in own if not clean_path(path))
    if outside:
        losses.append(f"files outside of {root} are left out: {', '.join(outside[:4])}")
    if odd:
        losses.append(f"files with names that no task may have are left out: {', '.join(map(ascii, odd[:4]))}")
    return root, {path: data for path, data in own.items() if path not in odd}, losses


def _of_run(text: str) -> list[str]:
    """What a RUN would have brought into the image, in words; nothing for what only makes folders."""
    losses = []
    for step in re.split(r"&&|;|\|\|", text):
        words = step.strip()
        if not words or _QUIET.match(words):
            continue
        kind = "the image would install" if NETWORK.search(words) else "a step of the image is not run:"
        losses.append(f"{kind} {' '.join(words.split())[:160]}")
    return losses


def _verifier(folder: HarborFolder) -> Verifier:
    """What tests/test.sh runs. Raises ValueError where that is not plain."""
    if "tests/test.sh" not in folder.files:
        raise ValueError("it has no tests/test.sh: nothing verifies")
    files: list[str] = []
    scripts: list[re.Match[str]] = []
    losses = []
    for line, text in commands(folder.text("tests/test.sh")):
        if _PYTEST.search(text) and _TEST_FILE.search(text):
            files += _TEST_FILE.findall(text)
            extra = re.findall(r"(?:-w|--with)[ =](\S+)", text)
            losses += [f"its verifier would install {name}" for name in extra if not name.startswith("pytest")]
        elif match := _SCRIPT.search(text):
            scripts.append(match)
        elif NETWORK.search(text):
            losses.append(f"its verifier would install {' '.join(text.split())[:160]}")
        elif not _HARMLESS.match(text):
            raise ValueError(f"tests/test.sh:{line} does what cannot be read: {text[:100]}")
    if bool(files) == bool(scripts) or len(scripts) > 1:
        raise ValueError("tests/test.sh does not plainly run pytest, or one script in Python")
    named = files or [scripts[0]["script"]]
    for path in named:
        if f"tests/{path}" not in folder.files:
            raise ValueError(f"tests/test.sh runs /tests/{path}, which is not there")
    if files:
        return Verifier(pytest=tuple(dict.fromkeys(files)), losses=tuple(losses))
    path = scripts[0]["path"]
    return Verifier(script=named[0], path=tuple(path.split(":")) if path else (), losses=tuple(losses))


def _ids(path: str, source: bytes) -> list[str]:
    """The ids of the tests in a file, as pytest names them. Raises ValueError where only running it tells."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f"tests/{path} is not in the Python of this machine") from None
    ids = []
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            ids += [f"{path}::{node.name}::{name}" for name in _names(node.body)]
        ids += [f"{path}::{name}" for name in _names([node])]
    if not ids:
        raise ValueError(f"tests/{path} holds no test")
    return ids


def _names(body: list[ast.stmt]) -> list[str]:
    found = []
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            if any("parametrize" in ast.unparse(decorator) for decorator in node.decorator_list):
                raise ValueError(f"how many tests {node.name} is, only running it tells")
            found.append(node.name)
    return found


def _moved(data: bytes, root: str) -> bytes:
    """A file of tests with the working directory of the image as that of the workspace."""
    return (
        re.sub(rb"(?<![\w./-])" + re.escape(root.encode()) + rb"(?![\w-])", WORK.encode(), data)
        if root != "/"
        else data
    )


_WRITTEN = re.compile(r"cat\s*>\s*(\S+)\s*<<\s*(['\"]?)(\w+)\2|cat\s*<<\s*(['\"]?)(\w+)\4\s*>\s*(\S+)")
"""A file that a shell writes from the lines below: `cat > FILE <<'EOF'`."""


def _solution(folder: HarborFolder, root: str) -> dict[str, bytes]:
    """The files that solution/solve.sh leaves in the working directory, where it only writes and copies; else none."""
    script = folder.text("solution/solve.sh").splitlines()
    own = folder.below("solution/")
    made: dict[str, bytes] = {}
    at, here = 0, root
    while at < len(script):
        line, at = script[at].strip(), at + 1
        heredoc = _WRITTEN.fullmatch(line)
        if (
            not line
            or line.startswith("#")
            or re.fullmatch(r"set\s+-[a-z]+(?:\s+pipefail)?|mkdir\s+-p\s+\S+|exit\s+0", line)
        ):
            continue
        if heredoc:
            target, end = heredoc[1] or heredoc[6], heredoc[3] or heredoc[5]
            body = []
            while at < len(script) and script[at] != end:
                body.append(script[at])
                at += 1
            at += 1
            if not (heredoc[2] or heredoc[4]) and any(sign in text for text in body for sign in "$`\\"):
                return {}  # The shell would fill something in.
            made[posixpath.normpath(posixpath.join(here, target))] = "".join(f"{text}\n" for text in body).encode()
        elif match := re.fullmatch(r"cd\s+(\S+)", line):
            here = posixpath.normpath(posixpath.join(here, match[1]))
        elif match := re.fullmatch(r"cp\s+(?:-\w+\s+)*/solution/(\S+)\s+(\S+)", line):
            if match[1] not in own:
                return {}
            target = posixpath.normpath(posixpath.join(here, match[2]))
            into = match[2].endswith(("/", ".")) or target == root
            made[posixpath.join(target, posixpath.basename(match[1])) if into else target] = own[match[1]]
        else:
            return {}
    prefix = root.rstrip("/") + "/"
    found = {path.removeprefix(prefix): data for path, data in made.items() if path.startswith(prefix)}
    return found if len(found) == len(made) and all(map(clean_path, found)) else {}


def _table(folder: HarborFolder, referenced: bool, verifier: Verifier) -> dict[str, Any]:
    seconds = folder.setting("verifier", "timeout_sec")
    wall = min(float(seconds), 1200.0) if isinstance(seconds, int | float) and seconds >= 1 else 600.0
    memory = folder.setting("environment", "memory_mb")
    memory_mb = min(max(memory, 256), 16384) if type(memory) is int else 2048
    difficulty = folder.setting("metadata", "difficulty")
    attempt = folder.setting("agent", "timeout_sec")
    grader: dict[str, Any] = {"kind": "command", "argv": ["python3", f"/tests/{STARTER}"]}
    if verifier.pytest:
        grader = {"kind": "suite", "runner": "pytest", "files": list(verifier.pytest), "module": "solution.py"}
    prony: dict[str, Any] = {
        "mode": "agent",
        "title": folder.name,
        "toolchain": ["python", "pytest"] if verifier.pytest else ["python"],
        "language": "python",
        "editable": ["**"],
        "assurance": "B" if verifier.pytest else "C",
        "source": f"harbor/{folder.name}",
        "difficulty": difficulty if difficulty in ("easy", "medium", "hard") else "medium",
        "limits": {"cpu_s": min(wall, 600.0), "wall_s": wall, "memory_mb": memory_mb, "disk_mb": 512},
        "grader": grader,
        "criteria": [{"id": "right", "tests": ["*"]}],
    }
    if isinstance(attempt, int | float) and attempt >= 1:
        prony["attempt"] = {"wall_s": float(attempt)}
    return prony if referenced else {**prony, "unreferenced": True}
