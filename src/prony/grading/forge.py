"""The standard battery of forgeries: submissions that solve nothing and try to be graded as if they had.

Each is a file in a language's folder `forgeries` (`prony.grading.languages`), or a folder there with an `answer` and
the files that it would like to bring. The first line says what it tries. `__FUNCTIONS__` becomes the list of names that
the task asks for, `__IDS__` the ids of its hidden tests (`__ID_WORDS__`: without the list's brackets): a forger in the
battery knows more than a real one could.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from importlib.resources.abc import Traversable

from prony.grading.languages import LANGUAGE_PARTS, Parts
from prony.languages import LANGUAGES, Language
from prony.nouns import Noun
from prony.suites.compose import taken_over
from prony.suites.materials import Materials


class Forgery(Noun, frozen=True, kw_only=True):
    """One submission of the battery. `what`: what it tries, in a sentence."""

    id: str
    what: str
    files: dict[str, bytes]


def forgeries(materials: Materials, ids: Iterable[str]) -> tuple[Forgery, ...]:
    """The battery for a task whose hidden tests have `ids`; in a language without one, nothing and an empty file.

    Where the task has no reference in its language, the forgers know nothing of one.
    """
    task = materials.task
    solution = materials.solution or dict.fromkeys(task.answer, b"")
    reference = {path: data for path, data in solution.items() if taken_over(task, path)}
    battery = [
        Forgery(id="nothing", what="Hands in nothing at all.", files={}),
        Forgery(id="empty", what="Hands in empty files.", files=dict.fromkeys(reference, b"")),
    ]
    for language in LANGUAGES.values():
        parts = LANGUAGE_PARTS.get(language.id)
        targets = [path for path in reference if path.endswith(language.suffixes)]
        if targets and parts is not None:
            names = set().union(*(parts.names(reference[path].decode("utf-8", "replace")) for path in targets))
            names |= {name.partition(".")[0] for name in task.defines}
            sources = {path: reference[path].decode("utf-8", "replace") for path in targets}
            battery += [
                _forged(template, language, parts, sources, sorted(names), list(ids)) for template in _templates(parts)
            ]
    return tuple(battery)


class _Template(Noun, frozen=True, kw_only=True):
    """A forgery as it is kept: the text that goes into every answer file, and what comes beside it."""

    id: str
    text: str
    beside: dict[str, bytes]


def _forged(
    template: _Template,
    language: Language,
    parts: Parts,
    sources: dict[str, str],
    names: list[str],
    ids: list[str],
) -> Forgery:
    text = template.text.replace("__FUNCTIONS__", json.dumps(names)).replace("__IDS__", json.dumps(ids))
    text = text.replace("__ID_WORDS__", json.dumps(ids)[1:-1])
    answers = {path: parts.define(text, names, source).encode() for path, source in sources.items()}
    return Forgery(
        id=f"{language.id}/{template.id}",
        what=text.partition("\n")[0].lstrip("".join(language.syntax.comments) + " "),
        files={**template.beside, **answers},
    )


@functools.cache
def _templates(parts: Parts) -> tuple[_Template, ...]:
    return tuple(map(_template, parts.forgeries()))


def _template(entry: Traversable) -> _Template:
    if entry.is_file():
        return _Template(id=entry.name.partition(".")[0], text=entry.read_text("utf-8"), beside={})
    files = {inner.name.removesuffix(".txt"): inner.read_bytes() for inner in entry.iterdir()}
    answer = next(name for name in files if name.startswith("answer."))
    text = files.pop(answer).decode()
    return _Template(id=entry.name, text=text, beside=files)
