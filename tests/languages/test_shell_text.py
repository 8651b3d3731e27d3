"""What stands open at the end of a shell's text."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from prony.languages.shell_text import left_open

WHOLE = [
    "ls",
    "cat > a <<EOF\n```\nEOF",
    "cat > a <<'EOF'\nit's \"open\n$(\nEOF\nls",
    "cat <<-EOF\n\tx\n\tEOF\n",
    "cat <<A; cat <<B\na\nA\nb\nB",
    "cat <<\\EOF\n'\nEOF",
    'cat <<"END OF"\n"\nEND OF',
    "python3 - <<'PY'\nprint(1 << 2)\nPY",
    "x=$(cat <<EOF\n(\nEOF\n)",
    'echo "$(echo "a b")"',
    "echo $((1 << 2))",
    "(( x = 1<<y ))",
    'echo "it\'s"',
    "echo it\\'s",
    "echo $'it\\'s'",
    "grep -c x <<< word",
    "# it's a comment",
    "echo a # it's a comment",
    "echo a#b'c'",
    'echo "${x:-"a"}" ${y#\'}\'}',
    "case $x in a) echo 1;; esac",
    "((echo a) && (echo b))",
    "echo a \\\n  b",
    'python3 -c "\nprint(\'\\"\')\n"',
]
OPEN = [
    ("cat > a <<EOF\n```", "here-document `EOF`"),
    ("cat > a <<EOF", "here-document `EOF`"),
    ("cat > a <<EOF\nEOF \n", "here-document `EOF`"),
    ("cat <<A; cat <<B\na\nA\nb", "here-document `B`"),
    ("cat <<EOF\n\tEOF", "here-document `EOF`"),
    ("x=$(cat <<EOF\na", "here-document `EOF`"),
    ("echo 'a", "quote (')"),
    ('echo "a', 'quote (")'),
    ('python3 -c "\nprint(1)', 'quote (")'),
    ('echo "${x:-it\'s}"', "quote (')"),
    ("echo $'a\\'", "quote ($')"),
    ("echo $(ls", "bracket"),
    ("(ls", "bracket"),
    ("sudo apt install \\", "backslash"),
    ("sudo apt install \\\n", "backslash"),
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_text_leaves_nothing_open(text: str) -> None:
    assert left_open(text) == ""


@pytest.mark.parametrize(("text", "named"), OPEN)
def test_what_stands_open_is_named(text: str, named: str) -> None:
    assert named in left_open(text)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("text", [*WHOLE, *(text for text, _ in OPEN if not text.endswith(("\\", "\\\n")))])
def test_bash_says_the_same(text: str) -> None:
    said = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False).stderr
    assert bool(left_open(text)) == bool(said), said


def test_a_long_text_takes_no_longer_by_its_kind() -> None:
    for text in ("'" * 100_001, "<<EOF\n" * 20_000, "$(" * 50_000, "\\" * 100_001, "((" * 50_000):
        assert left_open(text)
