"""Check the error codes of all rooms, and write the page that lists them.

    python scripts/check_codes.py [--write]

A room declares the codes that it raises in its `codes.py`; those that several rooms raise stand in `prony.errors`. A
code is declared once and raised where it is declared, whatever is raised is declared, and the class of an error fits
the code's range. `docs/errors.md` lists them all; --write brings it up to date.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
ROOT = HOUSE / "src" / "prony"
PAGE = HOUSE / "docs" / "errors.md"
GROUND = "errors.py"
"""Where the codes stand that several rooms raise."""
CODE = re.compile(r"E\d{3}")
RANGES = {
    "UsageError": ("E1", "E28"),
    "BundleError": ("E15",),
    "EngineError": ("E2",),
    "SuiteError": ("E3",),
    "SandboxError": ("E4",),
    "GradingError": ("E5",),
    "JournalError": ("E6",),
    "WeightsError": ("E7",),
    "FetchError": ("E71",),
    "EstimateError": ("E8",),
    "RunError": ("E9",),
}
"""Class -> how its codes begin, as `prony.errors` draws the tree."""


def room_of(path: Path, root: Path) -> str:
    """The room that a file belongs to; the ground's files are `errors.py`."""
    parts = path.relative_to(root).parts
    return parts[0] if len(parts) > 1 else GROUND


def declared(root: Path) -> dict[str, dict[str, str]]:
    """Room -> its codes, each with its title."""
    found: dict[str, dict[str, str]] = {}
    for path in (root / GROUND, *sorted(root.glob("*/codes.py"))):
        for node in ast.parse(path.read_text("utf-8")).body:
            targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
            if any(isinstance(target, ast.Name) and target.id == "CODES" for target in targets):
                assert isinstance(node, ast.Assign | ast.AnnAssign)
                assert node.value is not None
                found[room_of(path, root)] = ast.literal_eval(node.value)
    return found


def raised(root: Path) -> dict[str, set[str]]:
    """Code -> the rooms whose files name it, outside declarations."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in root.rglob("*.py"):
        if path.name == "codes.py" or path == root / GROUND:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                rooms[node.value].add(room_of(path, root))
    return rooms


def misplaced(root: Path) -> Iterator[str]:
    """Yield each error whose code is not in the range of its class."""
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            begin, code = RANGES.get(node.func.id), node.args[0]
            if begin and isinstance(code, ast.Constant) and not str(code.value).startswith(begin):
                yield f"{path.relative_to(root)}:{node.lineno}: {node.func.id} with {code.value}"


def page(codes: dict[str, dict[str, str]]) -> str:
    """What `docs/errors.md` says."""
    rows = sorted((code, title, room) for room, titles in codes.items() for code, title in titles.items())
    lines = [
        "# Error codes",
        "",
        "Every error that you may meet has a code that never changes its meaning; a retired one is not used again.",
        "The first digit says what it is about: `prony.errors` draws the tree. This page is written by",
        "`python scripts/check_codes.py --write`.",
        "",
        "| code | what | raised in |",
        "|---|---|---|",
        *(f"| {code} | {title} | {'several rooms' if room == GROUND else f'`{room}`'} |" for code, title, room in rows),
    ]
    return "\n".join(lines) + "\n"


def problems(root: Path) -> list[str]:
    """Everything that does not hold of the codes below `root`, a line each."""
    codes, named = declared(root), raised(root)
    homes: dict[str, list[str]] = defaultdict(list)
    for room, titles in codes.items():
        for code in titles:
            homes[code].append(room)
    lines = [f"{code} is declared twice: {', '.join(rooms)}" for code, rooms in sorted(homes.items()) if len(rooms) > 1]
    lines += [
        f"{code} is raised in {', '.join(sorted(named[code]))} and not declared" for code in named if code not in homes
    ]
    for code, rooms in sorted(homes.items()):
        if not named.get(code) or (rooms[0] != GROUND and rooms[0] not in named[code]):
            lines.append(f"{code} is declared in {rooms[0]} and not raised there")
    return lines + list(misplaced(root))


def main(arguments: list[str]) -> int:
    """Check, or write the page; returns the exit status."""
    codes = declared(ROOT)
    if arguments == ["--write"]:
        PAGE.write_text(page(codes), "utf-8")
    lines = problems(ROOT)
    if PAGE.read_text("utf-8") != page(codes):
        lines.append("docs/errors.md is not up to date: python scripts/check_codes.py --write")
    count = sum(len(titles) for titles in codes.values())
    print("\n".join(lines) if lines else f"the codes hold: {count} in {len(codes)} places")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
