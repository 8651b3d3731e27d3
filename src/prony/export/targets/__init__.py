"""What `prony export` writes, one file each: files for other programs, made of boards and of the record.

Every module is one (`prony.export.target` says what that is) but `boards_as_files`, which makes one of each form of
boards (`prony.export.formats`).
"""

from prony.export.formats import exporters
from prony.export.target import Target
from prony.export.targets.boards_as_files import target_of
from prony.registry import Registry

TARGETS: Registry[Target] = Registry("export", "prony.export.targets", "TARGET", besides=("boards_as_files",))


def targets() -> list[Target]:
    """Every target, in the order of a command's help."""
    return sorted([*TARGETS.values(), *map(target_of, exporters())], key=lambda target: target.place)
