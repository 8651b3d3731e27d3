"""Check what no linter knows of this house: circles of files, names, sizes, and lists of residents.

    python scripts/check_house.py [FOLDER]

* No circle of imports between modules, nor between what stands side by side in a package; imports of a function and of
  type checkers count as well.
* No public class name twice, outside what runs inside a slot.
* No file longer than `MOST_LINES`, but for `LONG`.
* No module named like one of the standard library.
* A package docstring that says `Residents:` names in backticks exactly the modules and packages that are there, but for
  `codes.py`, which every room may have. So does one with a table of files, such as `load.py    read a suite`. Where a
  registry finds the residents by their files, a table may leave some out: a new resident edits no file.

Prints a line for each thing that does not hold and exits 1. `ALLOWED` holds beginnings of lines that are known; it only
shrinks: one that no longer occurs is a line of its own.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "src" / "prony"
MOST_LINES = 400
LONG = frozenset({"nouns.py"})
IN_SLOTS = ("sandbox/inside/", "grading/runners/", "grading/languages/")
"""Folders of programs that run inside a slot, where nothing of ours can be imported."""
ALLOWED: tuple[str, ...] = ()

Trees = Mapping[str, ast.Module]
"""Path below the root -> the file's tree."""


def read_trees(root: Path) -> dict[str, ast.Module]:
    """Parse every Python file below `root`."""
    return {
        path.relative_to(root).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(root.rglob("*.py"))
    }


def module_of(path: str, top: str) -> str:
    """The dotted name of the module at `path`."""
    parts = [top, *path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.Module, module: str, *, is_package: bool) -> Iterator[str]:
    """Yield every dotted name that a module imports, wherever in it, `a.b.c` for `from a.b import c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if is_package and node.level == 1 else is_package - node.level]
                base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def import_graph(trees: Trees, top: str) -> dict[str, set[str]]:
    """Module -> the modules of the same tree that it imports."""
    paths = {module_of(path, top): path for path in trees}
    graph: dict[str, set[str]] = {}
    for module, path in paths.items():
        names = imports_of(trees[path], module, is_package=path.endswith("__init__.py"))
        targets = {name if name in paths else name.rpartition(".")[0] for name in names}
        graph[module] = {target for target in targets if target in paths and target != module}
    return graph


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The strongly connected components of more than one node, each sorted (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    out: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in graph[node]:
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            component = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(component) > 1:
                out.append(sorted(component))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return sorted(out)


def check_circles(trees: Trees, top: str) -> Iterator[str]:
    """Yield each circle of modules, and of what stands side by side in a package: its files, and its packages whole."""
    graph = import_graph(trees, top)
    components = circles(graph)
    packages = {module_of(path, top) for path in trees if path.endswith("__init__.py")}
    for package in sorted(packages):
        siblings = {module: ".".join(module.split(".")[: package.count(".") + 2]) for module in graph}
        inside = [module for module in graph if module.startswith(f"{package}.")]
        beside: dict[str, set[str]] = {siblings[module]: set() for module in inside}
        for module in inside:
            targets = {siblings[target] for target in graph[module] if target.startswith(f"{package}.")}
            beside[siblings[module]] |= targets - {siblings[module]}
        components += [component for component in circles(beside) if component not in components]
    for component in components:
        yield f"circle: {', '.join(component)}"


def check_class_names(trees: Trees) -> Iterator[str]:
    """Yield each public class name that several files define."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees.items():
        if not path.startswith(IN_SLOTS):
            for node in tree.body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    homes[node.name].append(path)
    for name, paths in sorted(homes.items()):
        if len(paths) > 1:
            yield f"class {name}: {', '.join(paths)}"


def check_lengths(root: Path, trees: Trees) -> Iterator[str]:
    """Yield each file that is too long."""
    for path in trees:
        lines = len((root / path).read_text("utf-8").splitlines())
        if lines > MOST_LINES and path not in LONG:
            yield f"length: {path} has {lines} lines, more than {MOST_LINES}"


def check_module_names(trees: Trees) -> Iterator[str]:
    """Yield each module that is named like one of the standard library."""
    for path in trees:
        name = path.rpartition("/")[2].removesuffix(".py")
        if name in sys.stdlib_module_names and not path.startswith(IN_SLOTS):
            yield f"module name: {path} is named like the standard library's {name}"


def check_residents(root: Path, trees: Trees) -> Iterator[str]:
    """Yield each list of residents that is not exactly what stands in its folder."""
    for path, tree in trees.items():
        docstring = ast.get_docstring(tree) or ""
        named = set(re.findall(r"`([a-z][a-z0-9_*]*)`", docstring.partition("Residents:")[2]))
        named |= set(re.findall(r"^ *([a-z][a-z0-9_]*)(?:\.py|/) +", docstring, re.MULTILINE))
        if not path.endswith("__init__.py") or not named:
            continue
        folder = (root / path).parent
        here = {entry.stem for entry in folder.iterdir() if entry.suffix == ".py" and entry.stem != "__init__"}
        here |= {entry.name for entry in folder.iterdir() if (entry / "__init__.py").is_file()}
        here = {name for name in here if not name.startswith("_") and name != "codes"}
        missing = sorted(name for name in here if not any(fnmatch(name, pattern) for pattern in named))
        absent = sorted(pattern for pattern in named if not any(fnmatch(name, pattern) for name in here))
        if missing and not makes_registry(tree):
            yield f"residents: {path} does not name {', '.join(missing)}"
        if absent:
            yield f"residents: {path} names {', '.join(absent)}, which are not there"


def makes_registry(tree: ast.Module) -> bool:
    """Whether a module makes a `Registry`, which finds its residents by their files."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(function, ast.Name) and function.id == "Registry" for function in calls)


def problems(root: Path) -> list[str]:
    """Everything that does not hold below `root`, a line each."""
    trees = read_trees(root)
    return [
        *check_circles(trees, root.name),
        *check_class_names(trees),
        *check_lengths(root, trees),
        *check_module_names(trees),
        *check_residents(root, trees),
    ]


def any_of(lines: Iterable[str], beginning: str) -> bool:
    """Whether a line begins so."""
    return any(line.startswith(beginning) for line in lines)


def main(arguments: list[str]) -> int:
    """Check a tree; returns the exit status."""
    root = Path(arguments[0]) if arguments else ROOT
    found = problems(root)
    allowed = () if arguments else ALLOWED
    lines = [line for line in found if not line.startswith(allowed)]
    lines += [f"ALLOWED has {entry!r}, which holds now: leave it out" for entry in allowed if not any_of(found, entry)]
    print("\n".join(lines) if lines else f"the house holds: {len(read_trees(root))} files")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
