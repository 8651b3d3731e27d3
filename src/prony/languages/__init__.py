"""Languages: what a file's suffix says, how a fence calls it, how its text reads, which toolchain runs it. Pure data.

One file a language, which defines `LANGUAGE`. How its toolchain is found and compiles is `prony.sandbox.toolchains`;
its test runner, negative controls and forgeries are `prony.grading.languages`. Another package brings a language by the
entry point group `prony.languages`, which names a module with `LANGUAGE`, `find` and `PARTS`, or some of them.

Beside them: `language` (the struct) · `scan` (how a text ends) · `bindings` (what a text defines and uses) ·
`requirements` (what `node>=20` says) · `mutations` (how a program is changed to try its tests) · `shell_text` (what
stands open in a shell's text) · `names` (what people call languages).
"""

from __future__ import annotations

from prony.languages.bindings import Bindings
from prony.languages.language import CALL_OF_ITSELF, Language, wrong_with
from prony.languages.mutations import Mutation, Mutations, numbers, operands, replacements, shifted, texts
from prony.languages.requirements import Requirement, read_requirement
from prony.languages.scan import Syntax
from prony.registry import Registry

GROUP = "prony.languages"
"""The entry point group of other packages' languages, toolchains and grading parts."""

LANGUAGES: Registry[Language] = Registry(
    "language",
    "prony.languages",
    "LANGUAGE",
    besides=("bindings", "c_family", "codes", "language", "mutations", "names", "requirements", "scan", "shell_text"),
    group=GROUP,
    check=wrong_with,
    named_by="id",
)
"""Every language that replies are read in, by id."""

__all__ = [
    "CALL_OF_ITSELF",
    "GROUP",
    "LANGUAGES",
    "Bindings",
    "Language",
    "Mutation",
    "Mutations",
    "Requirement",
    "Syntax",
    "language_of",
    "language_of_fence",
    "numbers",
    "operands",
    "read_requirement",
    "replacements",
    "runner_names",
    "shifted",
    "texts",
]


def language_of(path: str) -> Language | None:
    """The language of a file by its suffix; None where no language claims it."""
    return next((language for language in LANGUAGES.values() if path.endswith(language.suffixes)), None)


def language_of_fence(word: str) -> Language | None:
    """The language that a fence's info string means; None where no language claims it."""
    return next((language for language in LANGUAGES.values() if word in language.fences), None)


def runner_names() -> tuple[str, ...]:
    """The names that `[prony.grader] runner` may be."""
    names = (name for language in LANGUAGES.values() for name in (language.runner, *language.other_runners))
    return tuple(dict.fromkeys(filter(None, names)))
