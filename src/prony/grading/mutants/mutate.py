"""Mutate: every mutant of a reference, by the rows of its language and a tree-sitter grammar. Nothing is run.

The same text has the same mutants, in the same order, wherever they are made.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from prony.errors import SuiteError
from prony.grading.mutants.mutant import Mutant, mark_of
from prony.languages import Language, Mutation, language_of
from prony.suites.compose import taken_over
from prony.suites.materials import Materials

if TYPE_CHECKING:
    import tree_sitter as ts

Spans = list[tuple[int, int, bytes]]
"""Begin and end of what is replaced, in bytes, and what by; sorted, and none in another."""


def mutants_of(materials: Materials) -> tuple[Mutant, ...]:
    """The mutants of a task's reference: of each file that it hands in and that is not in the workspace as it is.

    Files of a language without mutations have none. Raises SuiteError E353.
    """
    start = materials.workspace
    found: list[Mutant] = []
    for path, data in materials.solution.items():
        language = language_of(path)
        if language is not None and start.get(path) != data and taken_over(materials.task, path):
            found += mutants_of_text(path, data, language)
    return tuple(found)


def mutants_of_text(path: str, data: bytes, language: Language) -> tuple[Mutant, ...]:
    """The mutants of the file `path`, by where they begin. No two of them are the same text.

    What no longer parses, where `data` does, is left out: it would try the parser, and not the tests. Raises SuiteError
    E353 where the grammar is not installed or the rows do not fit it.
    """
    if language.mutations is None:
        return ()
    maker = _maker(language)
    tree = maker.parse(data)
    seen = {data}
    out: list[Mutant] = []
    for begin, row, spans in sorted(maker.changes(tree, data), key=lambda change: (change[0], change[1].kind)):
        changed = _spliced(data, spans)
        if changed in seen:
            continue
        seen.add(changed)
        if maker.parse(changed).root_node.has_error and not tree.root_node.has_error:
            continue
        out.append(_mutant(path, data, changed, begin, row.kind))
    return tuple(out)


class _Maker:
    """The parser and the queries of one language."""

    def __init__(self, language: Language) -> None:
        assert language.mutations is not None
        import tree_sitter

        self.mutations = language.mutations
        grammar = tree_sitter.Language(
            getattr(importlib.import_module(self.mutations.grammar), self.mutations.symbol)()
        )
        self._parser = tree_sitter.Parser(grammar)
        self._rows = [(row, tree_sitter.Query(grammar, row.query)) for row in self.mutations.rows]
        self._skips = [tree_sitter.Query(grammar, query) for query in self.mutations.skips]

    def parse(self, data: bytes) -> ts.Tree:
        """The tree of a text."""
        return self._parser.parse(data)

    def changes(self, tree: ts.Tree, data: bytes) -> Iterator[tuple[int, Mutation, Spans]]:
        """Yield where each change begins, its row, and what it replaces."""
        skipped = [
            (node.start_byte, node.end_byte)
            for query in self._skips
            for captures in _matches(query, tree)
            for nodes in captures.values()
            for node in nodes
        ]
        for row, query in self._rows:
            for captures in _matches(query, tree):
                spans = _spans(row, {name: nodes[0] for name, nodes in captures.items()}, data)
                if spans and not any(low <= spans[0][0] and spans[-1][1] <= high for low, high in skipped):
                    yield spans[0][0], row, spans


def _maker(language: Language) -> _Maker:
    mutations = language.mutations
    assert mutations is not None
    try:
        return _Maker(language)
    except ImportError as error:
        package = mutations.grammar.partition(".")[0].replace("_", "-")
        raise SuiteError(
            "E353",
            f"no grammar to change {language.id} programs by",
            cause=str(error),
            hint=f"pip install tree-sitter {package}",
        ) from error
    except Exception as error:
        raise SuiteError(
            "E353",
            f"the mutations of {language.id} do not fit its grammar {mutations.grammar}",
            cause=f"{type(error).__name__}: {error}",
            hint="docs/extending/language.md says how they are written",
        ) from error


def _matches(query: ts.Query, tree: ts.Tree) -> Iterator[Mapping[str, list[ts.Node]]]:
    import tree_sitter

    return (captures for _, captures in tree_sitter.QueryCursor(query).matches(tree.root_node))


def _spans(row: Mutation, nodes: Mapping[str, ts.Node], data: bytes) -> Spans:
    """What a row replaces where it matched; empty where there is nothing to replace."""
    texts = {name: data[node.start_byte : node.end_byte].decode(errors="replace") for name, node in nodes.items()}
    spans: Spans = []
    for name, edit in row.edits.items():
        if name not in nodes:
            return []
        becomes = edit(texts[name]) if callable(edit) else _filled(edit, texts)
        if becomes is None:
            return []
        spans.append((nodes[name].start_byte, nodes[name].end_byte, becomes.encode()))
    spans.sort()
    return [] if any(left[1] > right[0] for left, right in pairwise(spans)) else spans


def _filled(template: str, texts: Mapping[str, str]) -> str:
    """`template` with the texts of the captures that it names; other braces stay."""
    for name, text in texts.items():
        if template == f"{{{name}}}":
            return text
    for name, text in texts.items():
        template = template.replace(f"{{{name}}}", text)
    return template


def _spliced(data: bytes, spans: Spans) -> bytes:
    for begin, end, text in reversed(spans):
        data = data[:begin] + text + data[end:]
    return data


def _mutant(path: str, before: bytes, after: bytes, begin: int, kind: str) -> Mutant:
    head = before[:begin].decode(errors="replace")
    was, becomes = _touched(before.decode(errors="replace").split("\n"), after.decode(errors="replace").split("\n"))
    return Mutant(
        file=path,
        line=head.count("\n") + 1,
        column=len(head.rpartition("\n")[2]) + 1,
        kind=kind,
        mark=mark_of(was, becomes),
        data=after,
        was=was,
        becomes=becomes,
    )


def _touched(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines in which two texts differ, of each."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return tuple(before[head : len(before) - tail]), tuple(after[head : len(after) - tail])
