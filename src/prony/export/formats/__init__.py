"""The forms in which boards and lists of attempts leave for other programs, one file each.

`exporter` says what a form is; every other module is one, and gives `prony board` an option. Text for a terminal is the
command line's own, and a page of a whole run is `prony.export.page`.
"""

from prony.export.formats.exporter import Exporter
from prony.registry import Registry

EXPORTERS: Registry[Exporter] = Registry("form", "prony.export.formats", "EXPORTER", besides=("exporter",))


def exporters() -> list[Exporter]:
    """Every form, in the order of a command's help."""
    return sorted(EXPORTERS.values(), key=lambda one: one.place)


def exporter_of(name: str) -> Exporter:
    """The form called `name`: `json`, `csv`, `md`. Raises KeyError where there is none."""
    found = next((one for one in EXPORTERS.values() if one.name == name), None)
    if found is None:
        raise KeyError(name)
    return found
