"""The nouns of this room: a language, and as much of its lexis as it takes to tell code from prose."""

from __future__ import annotations

import re
from collections.abc import Callable

from prony.languages.bindings import CALL_OF_ITSELF, Bindings, bindings_by_lexis
from prony.languages.mutations import Mutations, wrong_with_mutations
from prony.languages.scan import Ending, Syntax, scan
from prony.nouns import Noun

__all__ = ["CALL_OF_ITSELF", "Language", "wrong_with"]


class Language(Noun, frozen=True, kw_only=True):
    """One language."""

    id: str
    """Its name in tasks, on boards and behind the fence of a prompt."""
    toolchain: str
    """The toolchain that runs a task in it where the task names none."""
    short: str
    """Its name in the head of a narrow column."""
    suffixes: tuple[str, ...]
    """How its files' names end."""
    fences: frozenset[str]
    """The info strings of fences that mean it."""
    syntax: Syntax
    definition: str
    """A pattern with `NAME` in it that finds where a name is defined, in mode MULTILINE."""
    starts: str
    """A pattern of how a line begins that only code has."""
    parses: Callable[[str], bool] | None = None
    """Whether a whole text holds; None where no parser is at hand, so that brackets and strings are all that counts."""
    ends: Callable[[str], Ending] | None = None
    """The state in which a text ends, where brackets and strings do not tell it; None where they do."""
    binds: Callable[[str], Bindings | None] | None = None
    """What a text defines and uses, by a parser; None where no parser is at hand or it cannot say."""
    binders: tuple[str, ...] = ()
    """Patterns in mode MULTILINE, each with one group, of what binds names within a text: parameters, for example."""
    imports: tuple[str, ...] = ()
    """Likewise, of the names that an import binds."""
    extension: str = ""
    """A pattern with the groups `of` and `name` of a line that adds a member to what is defined elsewhere."""
    unit: str = ""
    """A pattern in mode MULTILINE, with one group, of the name of what a text is part of, such as its package."""
    joins: Callable[[tuple[str, ...]], str] | None = None
    """Makes one file of several texts, where a blank line between them does not do."""
    opening: str = ""
    """What a file of it begins with and a reply may leave out, such as PHP's tag."""
    runner: str = ""
    """What `[prony.grader] runner` calls its test runner; empty where it has none."""
    other_runners: tuple[str, ...] = ()
    """Test runners that it has beside: a task has the toolchain of one's name, or names it."""
    test_files: tuple[str, ...] = ()
    """Patterns of its test files' paths below tests/."""
    mutations: Mutations | None = None
    """How its programs are changed for `prony prove --mutants`; None where no grammar is named."""

    def whole(self, text: str) -> bool:
        """Whether `text` is not cut off and not prose, as far as can be told without running it."""
        return bool(text.strip()) and self.ending(text).balanced and (self.parses is None or self.parses(text))

    def ending(self, text: str) -> Ending:
        """The state in which `text` ends."""
        return self.ends(text) if self.ends is not None else scan(text, self.syntax)

    def defines(self, text: str, name: str) -> bool:
        """Whether `text` defines `name` at its top level."""
        return re.search(self.definition.replace("NAME", re.escape(name)), text, re.MULTILINE) is not None

    def bindings(self, text: str) -> Bindings:
        """What `text` defines, uses and does when it is loaded, as far as can be told without running it."""
        exact = self.binds(text) if self.binds is not None else None
        return exact if exact is not None else bindings_by_lexis(text, self)

    def one_unit(self, texts: tuple[str, ...]) -> bool:
        """Whether no two of `texts` say that they are parts of different things."""
        found = [re.search(self.unit, text, re.MULTILINE) for text in texts] if self.unit else []
        return len({match[1] for match in found if match is not None}) < 2

    def joined(self, texts: tuple[str, ...]) -> str:
        """One file that holds all of `texts`."""
        return self.joins(texts) if self.joins is not None else "\n\n".join(texts)

    def opened(self, text: str) -> str:
        """`text` behind the `opening`, where it is code that has none."""
        lacks = self.opening and self.opening.strip()[:2] not in text and self.is_code(text)
        return f"{self.opening}{text}" if lacks else text

    def begins_code(self, line: str) -> bool:
        """Whether `line` begins as only code does."""
        return re.match(self.starts, line) is not None

    def is_code(self, text: str) -> bool:
        """Whether some line of `text` begins as only code does."""
        return any(map(self.begins_code, text.split("\n")))


def wrong_with(resident: object) -> str | None:
    """Say what keeps a foreign object from being a language; None where nothing does. Its patterns are compiled."""
    if not isinstance(resident, Language):
        return "LANGUAGE is no prony.languages.Language"
    texts = (resident.id, resident.toolchain, resident.short, resident.definition, resident.starts, resident.runner)
    if not all(isinstance(value, str) for value in texts):
        return "its id, toolchain, short, definition, starts and runner must be texts"
    if not _are_texts(resident.suffixes, tuple) or not _are_texts(resident.fences, frozenset):
        return "its suffixes must be a tuple and its fences a frozenset of texts that are not empty"
    if not _are_texts(resident.test_files, tuple) or not _are_texts(resident.other_runners, tuple):
        return "its test_files and other_runners must be tuples of texts"
    if resident.mutations is not None and (wrong := wrong_with_mutations(resident.mutations)) is not None:
        return wrong
    try:
        resident.defines("", "name")
        resident.begins_code("")
        resident.ending("")
        resident.bindings("")
        resident.one_unit(("",))
        resident.joined(("",))
    except (re.error, TypeError, AttributeError) as error:
        return f"its definition, starts or syntax cannot be used: {error}"
    return None


def _are_texts(values: object, kind: type[tuple[object, ...] | frozenset[object]]) -> bool:
    return isinstance(values, kind) and all(isinstance(value, str) and value for value in values)
