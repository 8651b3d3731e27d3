"""Dimensions: what a board or a comparison can be sliced by, one file each.

`dimension` says what one is; every other module is a dimension, and its name what `--by` takes. Besides those there is
every field of a fingerprint, by its path (`artifact.quantization`). Another package brings one by an entry point of the
group `prony.dimensions`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from prony.boards.dimensions.dimension import Dimension, is_dimension, of_field
from prony.boards.fields import NOT_CAPTURED
from prony.errors import JournalError
from prony.journal.planned_tasks import TaskRow
from prony.nouns import Fingerprint
from prony.registry import Registry

DIMENSIONS: Registry[Dimension] = Registry(
    "dimension",
    "prony.boards.dimensions",
    "DIMENSION",
    besides=("dimension",),
    group="prony.dimensions",
    check=is_dimension,
)
"""Every dimension that is no field of a fingerprint, by its name."""
DEFAULT = "language"
"""What boards and comparisons are sliced by where nothing else is asked for."""


def dimension_of(name: str) -> Dimension:
    """The dimension called `name`: a resident, or a field of the fingerprint. Raises JournalError E657 with those."""
    found = DIMENSIONS.get(name)
    if found is not None:
        return replace(
            found,
            of_task=found.of_task and DIMENSIONS.guard(name, found.of_task, ()),
            of_contestant=found.of_contestant and DIMENSIONS.guard(name, found.of_contestant, NOT_CAPTURED),
        )
    if is_field(name):
        return of_field(name)
    known = ", ".join(DIMENSIONS.usable())
    raise JournalError(
        "E657",
        f"there is no dimension {name}",
        hint=f"there are {known}, and the fields of a fingerprint, such as artifact.quantization",
    )


def slice_by(dimension: Dimension, tasks: Iterable[TaskRow]) -> dict[str, list[str]]:
    """Value -> the tasks that have it, in the tasks' order unless the dimension has one of its own. A dimension of
    contestants slices no tasks."""
    of_task = dimension.of_task
    if of_task is None:
        return {}
    found: dict[str, list[str]] = {}
    for task in tasks:
        for value in of_task(task):
            found.setdefault(value, []).append(task.task)
    ranks = {value: rank for rank, value in enumerate(dimension.order)}
    return dict(sorted(found.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def is_field(path: str) -> bool:
    """Say whether a fingerprint has, or may have, a field at this path; what a dict of settings holds, nobody knows."""
    kind: object = Fingerprint
    for name in path.split("."):
        if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
            return True
        fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
        if name not in fields:
            return False
        kind = fields[name]
    return not (isinstance(kind, type) and issubclass(kind, msgspec.Struct))
