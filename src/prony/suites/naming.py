"""Naming: which file a block of a reply is named for: in its info string, on the line above, in its first comment."""

from __future__ import annotations

import functools
import itertools
import re

from prony.languages import LANGUAGES
from prony.nouns import Noun
from prony.suites.fences import Block
from prony.suites.files import clean_path

_SUFFIXES = r"[mc]?js|jsx|tsx?|rs|java|c|cc|cpp|h|rb|php|json|md|txt|html|css|sh|toml|ya?ml|sql"
"""How names end that are taken for a file's, beside those of our languages."""
_COMMENTS = ("//", "/*", "--", "<!--")
"""What begins a comment that may name a file, beside what does in our languages."""
_PRODUCTS = frozenset({"node.js", "vue.js", "next.js", "express.js", "react.js", "three.js", "d3.js", "deno.js"})
_ABOUT_A_FILE = re.compile(
    r"(?:file|filename|path|update|updated|new|the|in|here|is|continued|continuation|cont|part|rest|of|and|\d+|\W+)*",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\b(?:continued|continuation|cont\.|cont'd|part\s*[2-9]|[2-9]\s*(?:/|of)\s*\d)", re.IGNORECASE)
_DECORATION = re.compile(r"[\s\-=#*~_/<>!:.`]*(?:file(?:name)?\s*:?)?[\s\-=#*~_/<>!:.`]*", re.IGNORECASE)
MAX_HEADINGS = 40


class FileClaim(Noun, frozen=True, kw_only=True):
    """The file that a block is named for."""

    name: str
    plain: bool = False
    """Whether the name stands there as a name, and not within a sentence that may speak of its use."""
    continued: bool = False
    """Whether the words beside the name say that the block goes on with the file."""


def claim_of(block: Block) -> FileClaim | None:
    """The file that `block` is named for; None where no place names just one."""
    first = block.body.lstrip("\n").split("\n", 1)[0].strip()
    comment = first if is_comment(first) and len(first) <= 120 else ""
    above = block.above if len(block.above) <= 300 else ""
    for place in (block.info[:300], above, comment):
        names = [name for name in _file_names(place) if name.lower() not in _PRODUCTS]
        if len(set(names)) == 1:
            words = place.replace(names[0], "")
            plain = place == block.info[:300] or _ABOUT_A_FILE.fullmatch(words[:80]) is not None
            return FileClaim(name=str(names[0]), plain=plain, continued=_CONTINUED.search(words) is not None)
    return None


def is_comment(line: str) -> bool:
    """Whether `line` begins as a comment of some language."""
    marks = {*_COMMENTS, *(mark for language in LANGUAGES.values() for mark in language.syntax.comments)}
    return line.startswith(tuple(marks)) and not line.startswith("#!")


def resolve(claim: str, answer: tuple[str, ...], notes: list[str]) -> str | None:
    """The answer file that `claim` means; None when it means another. Names that leave the folder mean none."""
    name = claim.removeprefix("./")
    if not clean_path(name):
        notes.append(f"the file name {claim[:80]!r} is refused")
        return None
    if name in answer:
        return name
    near = [path for path in answer if path.endswith(f"/{name}") or name.endswith(f"/{path}")]
    return near[0] if len(near) == 1 else None


def parted(block: Block, answer: tuple[str, ...], notes: list[str]) -> list[Block]:
    """The blocks that `block` really is, where comments in it are the headings of several files."""
    written = _written(block, answer, notes)
    if written:
        return written
    if not any(mark in block.body for mark in ("#", *_COMMENTS)):
        return [block]
    lines = block.body.split("\n")
    headings = [(at, name) for at, line in enumerate(lines) if (name := _heading(line)) is not None]
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    names = {name for _, name in headings}
    if len(names) < 2 or headings[0][0] != first or len(headings) > MAX_HEADINGS:
        return [block]
    if not any(resolve(name, answer, []) for name in names):
        return [block]
    notes.append(f"a block with {len(headings)} files in it is taken as {len(headings)} blocks")
    ends = [*(at for at, _ in headings[1:]), len(lines)]
    word = block.language if not _file_names(block.info) else ""
    return [
        Block(info=word, body="\n".join(lines[at:end]).rstrip("\n"), closed=block.closed or end < len(lines))
        for (at, _), end in zip(headings, ends, strict=True)
    ]


def _written(block: Block, answer: tuple[str, ...], notes: list[str]) -> list[Block]:
    """The answer files that a block of shell commands writes, each in a here-document."""
    if "<<" not in block.body or block.language not in _SHELLS:
        return []
    found: list[Block] = []
    for match in itertools.islice(_HERE_DOCUMENT.finditer(block.body), MAX_HEADINGS):
        name, word = match["before"] or match["behind"], match["end"] or match["ending"]
        end = block.body.find(f"\n{word}\n", match.end() - 1)
        if end < 0 and block.body.rstrip().endswith(f"\n{word}"):
            end = block.body.rstrip().rfind("\n")
        if end >= 0 and resolve(name, answer, []) is not None:
            body = block.body[match.end() : end]
            found.append(Block(info=name, body=body, closed=block.closed))
    notes += [f"{part.info}: taken out of the command that writes it" for part in found]
    return found


_SHELLS = frozenset({"", "bash", "sh", "shell", "zsh", "console"})
_NAME = r"['\"]?(?P<{}>[\w./-]{{1,200}})['\"]?"
_WORD = r"<<-?[ \t]*\\?(['\"]?)(?P<{0}>\w{{1,40}})\{1}"
_HERE_DOCUMENT = re.compile(
    r"^(?:\$ )?(?:(?:mkdir|cd|touch)\b[^\n<>|;&]{0,200}&&[ \t]*)?(?:cat|(?:sudo[ \t]+)?tee)[ \t]*(?:"
    rf">?[ \t]*{_NAME.format('before')}[ \t]*(?:>[ \t]*/dev/null[ \t]*)?{_WORD.format('end', 2)}"
    rf"|{_WORD.format('ending', 4)}[ \t]*>[ \t]*{_NAME.format('behind')})[ \t]*\n",
    re.MULTILINE,
)
"""`cat > a.py <<'EOF'`, `tee a.py > /dev/null <<EOF`, `cat << EOF > a.py`."""


def _heading(line: str) -> str | None:
    """The file name that is all of a comment which begins its line."""
    if len(line) > 120 or not is_comment(line):
        return None
    names = _file_names(line)
    if len(names) != 1 or not clean_path(str(names[0]).removeprefix("./")):
        return None
    before, _, after = line.partition(names[0])
    return str(names[0]) if _DECORATION.fullmatch(before) and _DECORATION.fullmatch(after) else None


def _file_names(place: str) -> list[str]:
    """The words in `place` that are written like the name of a file."""
    suffixes = {suffix.removeprefix(".") for language in LANGUAGES.values() for suffix in language.suffixes}
    return _file_name(frozenset(suffixes)).findall(place)


@functools.cache
def _file_name(suffixes: frozenset[str]) -> re.Pattern[str]:
    endings = "|".join((_SUFFIXES, *map(re.escape, sorted(suffixes))))
    return re.compile(rf"(?<![\w./\\:-])(?:[A-Za-z]:)?[\w./\\-]*[\w-]\.(?:{endings})(?![\w/\\-])")
