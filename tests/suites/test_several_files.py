"""Answers of several files, one of which is Markdown with fences of its own: each file whole, in every shape."""

from __future__ import annotations

import msgspec
import pytest

from prony.nouns import Task
from prony.suites import extract

GO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("x")\n}\n'
HTML = "<!doctype html>\n<html>\n<body>\n<script>\nconst a = `x`;\n</script>\n</body>\n</html>\n"
NOTES = "# Notes\n\nRun it:\n\n```bash\ngo run .\n```\n\nIt has:\n\n```go\nfunc main() {}\n```\n\nI needed 5 minutes.\n"
FILES = {"main.go": GO, "web/index.html": HTML, "DEV_NOTES.md": NOTES}


def fenced(body: str, info: str, fence: str = "```") -> str:
    return f"{fence}{info}\n{body}{fence}\n"


CODE = f"`main.go`\n{fenced(GO, 'go')}\n`web/index.html`\n{fenced(HTML, 'html')}\n"
SHAPES = {
    "names above, a longer fence": f"{CODE}`DEV_NOTES.md`\n{fenced(NOTES, 'markdown', '````')}",
    "fences within fences": f"{CODE}`DEV_NOTES.md`\n{fenced(NOTES, 'markdown')}",
    "fences within fences, words behind": f"{CODE}`DEV_NOTES.md`\n{fenced(NOTES, 'markdown')}\nThat is all.\n",
    "fences within fences, first": f"`DEV_NOTES.md`\n{fenced(NOTES, 'markdown')}\n{CODE}",
    "fences within a fence without a word": f"`DEV_NOTES.md`\n{fenced(NOTES, '')}\n{CODE}",
    "fences within fences that are named inside": CODE + fenced(NOTES, "md DEV_NOTES.md"),
    "tildes": f"{CODE}`DEV_NOTES.md`\n{fenced(NOTES, 'md', '~~~')}",
    "headings": f"## main.go\n\n{fenced(GO, 'go')}\n## web/index.html\n\n{fenced(HTML, 'html')}\n"
    f"## DEV_NOTES.md\n\n{fenced(NOTES, 'md', '````')}",
    "a numbered list": f"1. **main.go**\n\n{fenced(GO, 'go')}\n2. **index.html**\n\n{fenced(HTML, 'html')}\n"
    f"3. **DEV_NOTES.md**\n\n{fenced(NOTES, 'md', '````')}",
    "names in the info string": fenced(GO, "go:main.go")
    + fenced(HTML, "html:web/index.html")
    + fenced(NOTES, "markdown:DEV_NOTES.md", "````"),
    "names as attributes": fenced(GO, 'go title="main.go"')
    + fenced(HTML, 'html title="web/index.html"')
    + fenced(NOTES, 'markdown title="DEV_NOTES.md"', "````"),
    "elements": "".join(f'<file path="{path}">\n{body}</file>\n' for path, body in FILES.items()),
    "a tree first": f"```\nweb/\n  index.html\nmain.go\nDEV_NOTES.md\n```\n\n{CODE}`DEV_NOTES.md`\n"
    + fenced(NOTES, "markdown", "````"),
    "how to run it last": f"{CODE}`DEV_NOTES.md`\n{fenced(NOTES, 'md', '````')}\n"
    "Run:\n\n```bash\ngo run main.go\n```\n",
    "prose under its name": f"{CODE}## DEV_NOTES.md\n\n{NOTES}",
    "prose under its name, first": f"## DEV_NOTES.md\n\n{NOTES}\n{CODE}",
    "no names": fenced(GO, "go") + fenced(HTML, "html") + fenced(NOTES, "markdown"),
}


@pytest.fixture
def several(answer_task) -> Task:
    return answer_task(*FILES, defines=("main",))


@pytest.mark.parametrize("reply", SHAPES.values(), ids=SHAPES)
def test_every_file_is_whole(reply: str, several: Task) -> None:
    found = extract(reply, several)
    assert {path: data.decode().strip() for path, data in found.files.items()} == {
        path: body.strip() for path, body in FILES.items()
    }, found.notes


def test_a_block_of_markdown_that_is_left_open_swallows_no_other_file(several: Task) -> None:
    left_open = f"`DEV_NOTES.md`\n```markdown\n# Notes\n\n```bash\ngo run .\n```\n\n{CODE}"
    found = extract(left_open, several)
    assert {path: found.files[path].decode() for path in ("main.go", "web/index.html")} == {
        "main.go": GO,
        "web/index.html": HTML,
    }


ONE = "def double(n):\n    return 2 * n\n"
BESIDE = {
    "bare": ONE,
    "bare, with notes": f"{ONE}\n## DEV_NOTES.md\n\nIt took 5 minutes.\n",
    "words before": f"Here it is:\n\n{ONE}\nDEV_NOTES.md:\nIt took 5 minutes.\n",
    "its first fence left out": f"{ONE}```\n\n## DEV_NOTES.md\n\nIt took 5 minutes.\n",
}


@pytest.mark.parametrize("reply", BESIDE.values(), ids=BESIDE)
def test_notes_that_are_asked_for_beside_a_file_do_not_keep_it_from_being_read_without_a_fence(
    reply: str, several: Task
) -> None:
    task = msgspec.structs.replace(several, answer=("double.py", "DEV_NOTES.md"), defines=("double",))
    found = extract(reply, task)
    code = found.files["double.py"].decode()
    assert code.removesuffix("\n## DEV_NOTES.md\n") == ONE, "a heading of Markdown is a comment in Python"
    assert ("DEV_NOTES.md" in found.files) is ("minutes" in reply)


def test_notes_alone_are_no_file(several: Task) -> None:
    task = msgspec.structs.replace(several, answer=("double.py", "DEV_NOTES.md"), defines=("double",))
    assert not extract("## DEV_NOTES.md\n\nIt took 5 minutes.\n", task).files
