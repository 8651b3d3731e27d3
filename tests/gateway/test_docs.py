"""What docs/gateway.md says is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from prony.gateway import faults, sentences
from prony.gateway.dialects import DIALECTS
from prony.gateway.flags import FLAGS
from prony.gateway.shims import SHIMS
from prony.gateway.watchers import WATCHERS
from prony.journal.speeds import FOREIGN

ROOT = Path(__file__).parents[2]
ALL = FLAGS | {name: words for dialect in DIALECTS.values() for name, words in dialect.flags.items()}
PAGE = (ROOT / "docs" / "gateway.md").read_text()


def test_every_flag_is_explained_in_the_same_words() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE.partition("## Flags")[2].partition("##")[0], re.MULTILINE))
    assert {name: words.replace("\\|", "|") for name, words in rows.items()} == ALL


def test_every_flag_that_the_code_sets_is_listed() -> None:
    sources = [path.read_text() for path in (ROOT / "src" / "prony" / "gateway").rglob("*.py")]
    set_by_hand = {name for text in sources for name in re.findall(r'flags\.(?:add|append)\("(\w+)"\)', text)}
    facts = re.findall(r'^ {12}"(\w+)": ', (ROOT / "src/prony/gateway/meter.py").read_text(), re.MULTILINE)
    assert set_by_hand | {*facts, *WATCHERS, FOREIGN} == set(ALL)


def test_every_shim_is_in_the_table() -> None:
    table = PAGE.partition("## Shims")[2].partition("## Dialects")[0]
    rows = dict(re.findall(r"^\| `([\w-]+)(?::FIELD)?` \| (.+) \|$", table, re.MULTILINE))
    assert rows == {name: shim.words for name, shim in SHIMS.items()}


def test_every_fault_that_is_recognised_is_in_the_table() -> None:
    table = PAGE.partition("## Faults")[2].partition("## Flags")[0]
    named = set(re.findall(r"`(\w+)`", table))
    codes = {code for _, code in sentences._TABLE} | set(faults._STATUSES.values())
    codes |= set(re.findall(r"_CODE\.(\w+)", Path(faults.__file__).read_text()))
    assert {str(code).lower() for code in codes} <= named
