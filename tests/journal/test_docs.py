"""The claim that docs/journal.md says what the code does."""

from __future__ import annotations

import typing
from pathlib import Path

import msgspec

from prony.journal import Event
from prony.journal.schema import SCHEMA

PAGE = (Path(__file__).parents[2] / "docs" / "journal.md").read_text("utf-8")


def reference() -> str:
    """The table of events, from the structs themselves."""
    lines = ["| kind | fields | what happened |", "|---|---|---|"]
    for kind in typing.get_args(Event):
        info = msgspec.inspect.type_info(kind)
        assert isinstance(info, msgspec.inspect.StructType)
        fields = ", ".join(f"`{field.encode_name}`" for field in info.fields)
        lines.append(f"| `{info.tag}` | {fields} | {' '.join(kind.__doc__.split())} |")
    return "\n".join(lines)


def test_the_table_of_events_is_that_of_the_code():
    told = PAGE.split("-->\n", 1)[1].split("\n<!-- /events")[0]
    assert told == reference()


def test_the_tables_that_the_page_names_exist():
    section = PAGE.split("| table or view |")[1].split("\n\n")[0]
    names = [name for line in section.splitlines()[2:] for name in line.split("|")[1].replace("`", "").split(",")]
    assert len(names) > 10
    for name in names:
        assert f" {name.strip()} (" in SCHEMA or f"VIEW {name.strip()} AS" in SCHEMA, name
