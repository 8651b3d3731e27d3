"""Fitting: whether the word of a fence means the language of a file."""

from __future__ import annotations

from prony.languages import Language, language_of, language_of_fence
from prony.suites.fences import Block

_ALIKE = (
    frozenset({"css", "scss", "less"}),
    frozenset({"html", "htm", "xhtml"}),
    frozenset({"json", "jsonc", "json5"}),
    frozenset({"sh", "bash", "shell", "zsh", "console", "shell-session"}),
    frozenset({"md", "markdown"}),
    frozenset({"txt", "text", "plaintext", "plain"}),
    frozenset({"yml", "yaml"}),
    frozenset({"toml", "ini"}),
    frozenset({"sql"}),
    frozenset({"xml", "svg"}),
)
"""Words of fences that mean the same kind of text, among them its suffix."""


def fit(block: Block, path: str) -> int:
    """2: the fence says the language of `path`; 1: it says none; 0: it says another."""
    language = language_of(path)
    word = block.language
    if not word:
        return 1
    if language is not None:
        return 2 if word in language.fences or f".{word}" in language.suffixes else 0
    suffix = path.rpartition(".")[2].lower()
    if word == suffix or any({word, suffix} <= alike for alike in _ALIKE):
        return 2
    return 0 if language_of_fence(word) or any(word in alike for alike in _ALIKE) else 1


def only_language(answer: tuple[str, ...]) -> Language | None:
    """The language of all answer files that have one; None where there are several or none."""
    languages = {language.id: language for language in map(language_of, answer) if language}
    return next(iter(languages.values())) if len(languages) == 1 else None
