"""docs/engines.md says of each kind what was tried, and docs/engines/servers.md how it is started."""

from __future__ import annotations

import re
from pathlib import Path

from contract_engines import NAMES
from scripted_engines import SCRIPTED

from prony.engines import ENGINES

DOCS = Path(__file__).parents[2] / "docs"
TRIED = (DOCS / "engines.md").read_text().partition("## What was tried")[2].partition("\n## ")[0]
SERVERS = (DOCS / "engines" / "servers.md").read_text()
ROWS = dict(re.findall(r"^\| `?([\w-]+)`? \| ([^|]+) \|", TRIED, re.MULTILINE))


def test_every_kind_is_in_the_table() -> None:
    assert set(ENGINES) - {"replay"} == set(ROWS) - {"kind"}


def test_what_is_called_scripted_is() -> None:
    scripted = {one.kind for one in SCRIPTED.values()}
    assert {kind for kind, tried in ROWS.items() if "scripted" in tried.lower()} == scripted
    assert "scripted-ollama" in NAMES


def test_every_server_has_a_command_that_measures_it() -> None:
    sections = re.split(r"^## ", SERVERS, flags=re.MULTILINE)[1:]
    for section in sections:
        if not section.startswith("Any other"):
            assert re.search(r"^    prony run quick ", section, re.MULTILINE), section[:40]
    assert len(sections) == len(ROWS)


def test_links_between_the_pages_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", (DOCS / "engines.md").read_text(), re.MULTILINE)
    }
    assert set(re.findall(r"\.\./engines\.md#([\w-]+)", SERVERS)) <= headings
