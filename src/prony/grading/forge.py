"""The standard battery of forgeries: submissions that solve nothing and try to be graded as if they had.

Each is a file in forgeries/LANGUAGE/, or a folder there with an `answer` and the files that it would like to bring.
The first line says what it tries. `__FUNCTIONS__` becomes the list of names that the task asks for, `__IDS__` the ids
of its hidden tests (`__ID_WORDS__`: without the list's brackets): a forger in the battery knows more than a real one
could.
"""

from __future__ import annotations

import ast
import functools
import importlib.resources
import json
import re
from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable

from prony.grading.gostubs import with_stubs
from prony.nouns import Noun
from prony.suites.compose import taken_over
from prony.suites.materials import Materials


class Forgery(Noun, frozen=True, kw_only=True):
    """One submission of the battery. `what`: what it tries, in a sentence."""

    id: str
    what: str
    files: dict[str, bytes]


class Language(Noun, frozen=True, kw_only=True):
    """How a language's forgeries are written: its folder, its files' suffixes, and how names get defined.

    define: (a forgery's text, the names, the reference) -> the text with all of them defined.
    """

    folder: str
    suffixes: tuple[str, ...]
    names: Callable[[str], set[str]]
    define: Callable[[str, list[str], str], str]


def _python_names(source: str) -> set[str]:
    """The functions and classes at the top of a Python file."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}


_EXPORTED = re.compile(
    r"^export\s+(?:default\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+(\w+)", re.MULTILINE
)


def _javascript_exports(text: str, names: list[str], reference: str) -> str:
    """The module with its one function exported under every name."""
    if not re.search(r"\bforged\b", text) or not names:
        return text
    return f"{text}export {{ {', '.join(f'forged as {name}' for name in [*names, 'default'])} }};\n"


LANGUAGES = (
    Language(folder="python", suffixes=(".py",), names=_python_names, define=lambda text, names, reference: text),
    Language(
        folder="javascript",
        suffixes=(".mjs", ".js"),
        names=lambda source: set(_EXPORTED.findall(source)),
        define=_javascript_exports,
    ),
    Language(folder="go", suffixes=(".go",), names=lambda source: set(), define=with_stubs),
)
"""The languages with a battery. Another is a folder and an entry here."""


def forgeries(materials: Materials, ids: Iterable[str]) -> tuple[Forgery, ...]:
    """The battery for a task whose hidden tests have `ids`; in a language without one, nothing and an empty file."""
    task = materials.task
    reference = {path: data for path, data in materials.solution.items() if taken_over(task, path)}
    battery = [
        Forgery(id="nothing", what="Hands in nothing at all.", files={}),
        Forgery(id="empty", what="Hands in empty files.", files=dict.fromkeys(reference, b"")),
    ]
    for language in LANGUAGES:
        targets = [path for path in reference if path.endswith(language.suffixes)]
        if targets:
            names = set().union(*(language.names(reference[path].decode("utf-8", "replace")) for path in targets))
            names |= {name.partition(".")[0] for name in task.defines}
            sources = {path: reference[path].decode("utf-8", "replace") for path in targets}
            battery += [
                _forged(one, language, sources, sorted(names), list(ids)) for one in _templates(language.folder)
            ]
    return tuple(battery)


class _Template(Noun, frozen=True, kw_only=True):
    """A forgery as it is kept: the text that goes into every answer file, and what comes beside it."""

    id: str
    text: str
    beside: dict[str, bytes]


def _forged(
    template: _Template, language: Language, sources: dict[str, str], names: list[str], ids: list[str]
) -> Forgery:
    text = template.text.replace("__FUNCTIONS__", json.dumps(names)).replace("__IDS__", json.dumps(ids))
    text = text.replace("__ID_WORDS__", json.dumps(ids)[1:-1])
    answers = {path: language.define(text, names, source).encode() for path, source in sources.items()}
    return Forgery(
        id=f"{language.folder}/{template.id}",
        what=text.partition("\n")[0].lstrip("#/ "),
        files={**template.beside, **answers},
    )


@functools.cache
def _templates(folder: str) -> tuple[_Template, ...]:
    root = importlib.resources.files("prony.grading").joinpath("forgeries", folder)
    return tuple(_template(entry) for entry in sorted(root.iterdir(), key=lambda entry: entry.name))


def _template(entry: Traversable) -> _Template:
    if entry.is_file():
        return _Template(id=entry.name.partition(".")[0], text=entry.read_text("utf-8"), beside={})
    files = {inner.name.removesuffix(".txt"): inner.read_bytes() for inner in entry.iterdir()}
    answer = next(name for name in files if name.startswith("answer."))
    text = files.pop(answer).decode()
    return _Template(id=entry.name, text=text, beside=files)
