"""Which models of a board fit into so much memory, with their context: what is not known is said, never dropped."""

from __future__ import annotations

import re

from msgspec.structs import replace

from prony.boards.board import Board, FitNote, MemoryOfModel, Row
from prony.boards.memory_fit import GIB, MemoryFit, fit_of_file, fit_of_size
from prony.boards.weights_files import cache_types_of, settings_of, weights_file
from prony.errors import UsageError
from prony.journal import queries
from prony.journal.index import Index
from prony.nouns import ContestantSpec, Fingerprint
from prony.plain import clean_line
from prony.readable import counted, gigabytes

_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(?:gi?b)?(?:\s+unified)?", re.IGNORECASE)
FITS, TOO_LARGE, NOT_KNOWN = "fits", "too_large", "not_known"


def parse_memory(text: str) -> int:
    """The bytes that `24`, `24 GB` or `128 GB unified` name: memory is sold in GiB. Raises UsageError E102."""
    form = _SIZE.fullmatch(text.strip())
    size = round(float(form[1]) * GIB) if form else 0
    if size <= 0:
        hint = "GB, such as --fit 24; sizes that are sold: 8, 12, 16, 24, 32, 48, 64, 96, 128"
        raise UsageError("E102", f"{clean_line(text)[:40] or 'an empty text'} is no size of a memory", hint=hint)
    return size


def fitted(index: Index, board: Board, limit_bytes: int, context: int | None) -> Board:
    """The board without the models that are known not to fit; its numbers and places stay those among all of them.

    context: tokens; None: what each was measured with. Files on this machine are read, so nothing of it is kept.
    """
    runs = [run.run for run in board.runs]
    known = {one: row.fingerprint for one, row in queries.contestants(index, runs).items()}
    specs = {entry.contestant: entry.spec for entry in queries.entries(index, runs)}
    memory = {
        row.contestant: _memory(row, specs.get(row.contestant), known.get(row.contestant), limit_bytes, context)
        for row in board.models + board.incomplete
    }
    labels = {row.contestant: clean_line(row.label) for row in board.rows}
    large = {one: told for one, told in memory.items() if told.state == TOO_LARGE}
    unknown = [one for one, told in memory.items() if told.state == NOT_KNOWN]
    limit = f"{limit_bytes / GIB:g} GiB"
    tokens = f"a context of {context} tokens" if context else "the context each was measured with"
    fits = len(memory) - len(large) - len(unknown)
    sentence = [f"{fits} of {counted(len(memory), 'model')} fit into {limit} with {tokens} (weights and context alone)"]
    if large:
        told = ", ".join(f"{labels[one]} ({told.text})" for one, told in large.items())
        sentence.append(f"too large, hidden: {told}")
    if unknown:
        sentence.append(f"not known, shown: {', '.join(labels[one] for one in unknown)}")
    note = FitNote(
        limit_bytes=limit_bytes,
        context=context,
        too_large={labels[one]: told.text for one, told in large.items()},
        not_known=tuple(labels[one] for one in unknown),
        sentence="; ".join(sentence),
    )
    return replace(
        board,
        models=_left(board.models, memory),
        incomplete=_left(board.incomplete, memory),
        fit=note,
        notes=(note.sentence, *board.notes),
    )


def _left(rows: tuple[Row, ...], memory: dict[str, MemoryOfModel]) -> tuple[Row, ...]:
    return tuple(
        replace(row, memory=memory[row.contestant]) for row in rows if memory[row.contestant].state != TOO_LARGE
    )


def _memory(
    row: Row, spec: ContestantSpec | None, fingerprint: Fingerprint | None, limit_bytes: int, context: int | None
) -> MemoryOfModel:
    """What one model takes: of its file where it lies here, else of its size, which is less than all of it."""
    tokens = context or (fingerprint.engine.served_context if fingerprint else None)
    file = weights_file(spec, row.size_bytes, {})
    if file is not None and tokens:
        told = fit_of_file(file, tokens, cache_types_of(settings_of(spec, fingerprint)))
    else:
        why = "no context is known" if file is not None else "its file does not lie here"
        told = fit_of_size(row.size_bytes, tokens, why)
    return _judged(told, limit_bytes, context)


def _judged(told: MemoryFit, limit_bytes: int, context: int | None) -> MemoryOfModel:
    least = told.total_bytes if told.exact else told.weights_bytes
    if least is not None and least > limit_bytes:
        text = told.text if told.exact else f"{gigabytes(least)} GB without its context"
        return MemoryOfModel(state=TOO_LARGE, text=text, total_bytes=told.total_bytes)
    if context is not None and told.most_context is not None and told.most_context < context:
        text = f"not known: made for a context of {told.most_context} tokens"
    elif told.total_bytes is not None and told.total_bytes <= limit_bytes:
        return MemoryOfModel(state=FITS, text=told.text, total_bytes=told.total_bytes)
    else:
        size = f" ({told.text})" if least is not None else ""
        text = f"not known: {told.why or 'its size was not captured'}{size}"
    return MemoryOfModel(state=NOT_KNOWN, text=clean_line(text), total_bytes=told.total_bytes)
