"""Replies become files: what is taken, what is not, and what is refused."""

import base64
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.nouns import FaultCode, Mode, Task
from prony.suites.answers import extract
from prony.suites.extraction import MAX_REPLY_CHARS
from prony.suites.files import clean_path

LARGER = "def larger(a, b):\n    return a if a > b else b\n"
SMALLER = "def larger(a, b):\n    return a if a < b else b\n"
JS = "export function larger(a, b) {\n  return a > b ? a : b;\n}\n"


def fenced(body, info="python", fence="```"):
    return f"{fence}{info}\n{body}{'' if body.endswith(chr(10)) else chr(10)}{fence}\n"


@pytest.fixture
def larger(answer_task):
    return answer_task("larger.py", defines=("larger",))


def test_a_php_file_without_its_tag_gets_it_and_a_note(answer_task):
    task = answer_task("larger.php", defines=("larger",))
    body = "function larger($a, $b) {\n    return max($a, $b);\n}\n"
    assert taken(fenced(body, "php"), task) == f"<?php\n\n{body}"
    assert extract(fenced(body, "php"), task).notes == ("larger.php: begins without <?php, which was added",)
    assert taken(fenced(f"<?php\n{body}", "php"), task) == f"<?php\n{body}"


@pytest.fixture
def larger_js(answer_task):
    return answer_task("larger.mjs", defines=("larger",))


def taken(reply, task):
    found = extract(reply, task)
    assert found.fault is None, found
    assert list(found.files) == list(task.answer)
    return found.files[task.answer[0]].decode()


@pytest.mark.parametrize(
    "reply",
    [
        fenced(LARGER),
        fenced(LARGER, "py"),
        fenced(LARGER, ""),
        fenced(LARGER, "Python3"),
        fenced(LARGER, "{.python .numberLines}"),
        fenced(LARGER, 'python title="larger.py"'),
        fenced(LARGER, "python:larger.py"),
        fenced(LARGER, "larger.py"),
        fenced(LARGER, "python", "~~~"),
        fenced(LARGER, "python", "`````"),
        LARGER,
        "\ufeff" + fenced(LARGER),
        fenced(LARGER).replace("\n", "\r\n"),
        f"Sure! Here is the function:\n\n{fenced(LARGER)}\nIt returns the larger number.",
        f"Here it is: ```python\n{LARGER}```",
        f"```python\n{LARGER}",
        f"```python\n{LARGER.rstrip()}```",
        f"Sure! Here is the function:\n\n{LARGER}\nThis works for all numbers that can be compared.",
        f"1. The function:\n\n   ```python\n{''.join('   ' + line + chr(10) for line in LARGER.splitlines())}   ```\n",
        f"- ```python\n{''.join('  ' + line + chr(10) for line in LARGER.splitlines())}  ```\n",
        f"<think>\nMaybe min?\n{fenced(SMALLER)}No.\n</think>\n\n{fenced(LARGER)}",
        f"Maybe min?\n{fenced(SMALLER)}No.\n</think>\n\n{fenced(LARGER)}",
        f"<|channel|>analysis<|message|>{fenced(SMALLER)}<|end|><|channel|>final<|message|>{fenced(LARGER)}",
        f"{LARGER}<|im_end|>",
        f"{LARGER}```",
        f"{LARGER}```\n\nThis returns the larger of the two.",
        f"Here you are:\n\n{LARGER}```\nUse it so:\n{fenced('larger(1, 2)')}",
        f"{fenced(LARGER)}<|endoftext|></s>",
    ],
)
def test_the_function_is_found_however_it_is_handed_in(reply, larger):
    assert taken(reply, larger) == LARGER


def test_a_fence_that_defines_the_asked_name_comes_before_an_example_of_its_use(larger):
    assert (
        taken(fenced(LARGER) + "Use it so:\n" + fenced("print(larger(1, 2))\nprint(larger(3, 2))\n" * 9), larger)
        == LARGER
    )


def test_of_two_versions_the_last_is_taken(larger):
    assert taken(f"First try:\n{fenced(SMALLER)}\nThat was wrong. Better:\n{fenced(LARGER)}", larger) == LARGER


def test_a_whole_version_comes_before_a_later_one_that_was_cut(larger):
    assert taken(f"{fenced(LARGER)}\nOr:\n```python\ndef larger(a, b):\n    return max(a,", larger) == LARGER


def test_a_cut_version_is_taken_when_there_is_no_other(larger):
    reply = "```python\ndef larger(a, b):\n    if a >"
    found = extract(reply, larger)
    assert found.files == {"larger.py": b"def larger(a, b):\n    if a >\n"}
    assert any("left open" in note for note in found.notes)


def test_the_largest_is_taken_where_no_name_is_asked_for(answer_task):
    program = "import sys\nfor line in sys.stdin:\n    print(line.strip())\n"
    task = answer_task("program.py")
    assert taken(fenced(program) + "Try:\n" + fenced("echo hello | python program.py", "bash"), task) == program
    assert taken(fenced(program) + "or\n" + fenced("print(1)"), task) == program


@pytest.mark.parametrize("above", ["`larger.py`", "**larger.py**:", "### File: larger.py", "Save this as `larger.py`:"])
def test_the_name_above_a_fence_decides(above, larger):
    reply = f"{above}\n{fenced(LARGER)}\nAnd `test_larger.py`:\n\n{fenced('def larger(a, b): pass')}"
    assert taken(reply, larger) == LARGER


def test_a_name_in_the_first_comment_decides(larger):
    named = f"# larger.py\n{LARGER}"
    assert taken(fenced(named) + fenced("# tests.py\n" + SMALLER), larger) == named


def test_a_product_with_a_dot_in_its_name_is_no_file(larger_js):
    assert taken(f"For Node.js:\n{fenced(JS, 'js')}", larger_js) == JS


def test_a_block_under_another_name_is_taken_when_it_is_the_only_one(larger):
    assert taken(f"`solution.py`\n{fenced(LARGER)}", larger) == LARGER


def test_each_of_several_files_gets_the_block_named_for_it(answer_task):
    task = answer_task("src/a.py", "src/b.py")
    reply = f"`src/b.py`\n{fenced('B = 1')}\n`a.py`\n{fenced('A = 1')}"
    assert extract(reply, task).files == {"src/a.py": b"A = 1\n", "src/b.py": b"B = 1\n"}


def test_files_of_several_languages_are_told_apart_by_language(answer_task):
    task = answer_task("a.py", "b.mjs")
    assert extract(fenced("let b = 1;", "js") + fenced("A = 1"), task).files == {
        "a.py": b"A = 1\n",
        "b.mjs": b"let b = 1;\n",
    }


def test_unnamed_blocks_are_taken_in_order_when_there_are_as_many_as_files(answer_task):
    found = extract(fenced("A = 1") + fenced("B = 1"), answer_task("a.py", "b.py"))
    assert found.files == {"a.py": b"A = 1\n", "b.py": b"B = 1\n"}
    assert any("place" in note for note in found.notes)


def test_a_file_without_an_answer_is_noted(answer_task):
    found = extract(f"`a.py`\n{fenced('A = 1')}", answer_task("a.py", "b.py"))
    assert found.files == {"a.py": b"A = 1\n"}
    assert "no answer for b.py" in found.notes


def test_blocks_that_only_together_define_the_names_are_joined(answer_task):
    one, two = "export function a() {\n  return 1;\n}\n", "export function b() {\n  return 2;\n}\n"
    task = answer_task("m.mjs", defines=("a", "b"))
    assert taken(fenced(one, "js") + "and\n" + fenced(two, "js"), task) == f"{one}\n{two}"


def test_a_fence_within_a_docstring_does_not_end_the_block(larger):
    body = 'def larger(a, b):\n    """The larger.\n\n```python\nlarger(1, 2)\n```\n    """\n    return max(a, b)\n'
    assert taken(f"Here:\n{fenced(body)}\nDone.", larger) == body


def test_a_fence_within_a_template_string_does_not_end_the_block(answer_task):
    body = "export function show() {\n  return `\n~~~\nx\n~~~\n`;\n}\n"
    task = answer_task("m.mjs", defines=("show",))
    assert taken(f"~~~js\n{body}~~~\nDone.", task) == body


def test_a_docstring_that_is_never_closed_takes_no_prose_along(larger):
    body = 'def larger(a, b):\n    """Open.\n    return max(a, b)\n'
    assert taken(f"{fenced(body)}\nThat was it.\n\n{fenced('larger(1, 2)', 'text')}", larger) == body


def test_javascript_in_a_fence_called_typescript_is_taken(larger_js):
    assert taken(fenced(JS, "typescript"), larger_js) == JS


def test_an_example_that_keeps_a_result_under_the_same_name_is_not_the_answer(larger, larger_js):
    assert taken(fenced(LARGER) + "Use it:\n" + fenced("larger = larger(1, 2)\nprint(larger)\n"), larger) == LARGER
    assert taken(fenced(LARGER) + "Use it:\n" + fenced("larger = larger.__name__\nprint(larger)\n"), larger) == LARGER
    assert taken(fenced(JS, "js") + "Use it:\n" + fenced("const larger = larger(1, 2);\n", "js"), larger_js) == JS
    assert taken(fenced(JS, "js") + "Use it:\n" + fenced("const larger = larger.name;\n", "js"), larger_js) == JS


def test_code_in_a_fence_of_the_wrong_language_is_taken_for_what_it_is(larger):
    assert taken(fenced(LARGER, "text"), larger) == LARGER


@pytest.mark.parametrize("reply", ["", " ", "\n\n\t \r\n", "\u00a0"])
def test_white_space_is_empty(reply, larger):
    assert extract(reply, larger).fault.code is FaultCode.EMPTY


@pytest.mark.parametrize("reply", ["<think>\nI wonder.\n</think>\n", "<think>\nI wonder and never stop"])
def test_reasoning_alone_is_empty(reply, larger):
    assert extract(reply, larger).fault.code is FaultCode.EMPTY


@pytest.mark.parametrize(
    "reply",
    [
        "I cannot help with that.",
        "The larger of two numbers is the one that is not smaller.",
        "```bash\npip install larger\n```",
        "```\n```",
        "```python\n\n```",
        base64.b64encode(os.urandom(3000)).decode(),
        "\x1b[31mred\x1b[0m \x00\x07\x08",
        "{{{{[[[[((((",
        "`" * 5000,
        "# Larger\n\nSee **larger**: it is *easy*.",
    ],
)
def test_what_holds_no_code_is_no_answer(reply, larger):
    found = extract(reply, larger)
    assert found.files == {}
    assert found.fault.code is FaultCode.NO_ANSWER


@pytest.mark.parametrize(
    "name", ["../larger.py", "/etc/larger.py", "C:\\x\\larger.py", "a\\larger.py", "x/../../larger.py"]
)
def test_names_that_leave_the_folder_are_refused_and_said(name, larger):
    found = extract(f"`{name}`\n{fenced(LARGER)}", larger)
    assert set(found.files) <= {"larger.py"}
    assert any("refused" in note for note in found.notes)


def test_control_characters_are_handed_on_as_they_are(larger):
    body = "def larger(a, b):\n    return '\x1b[31m\x00\x07'\n"
    assert taken(fenced(body), larger) == body


def test_a_lone_surrogate_becomes_bytes(larger):
    assert b"def larger" in extract(fenced("def larger(a, b):\n    return '\ud800'"), larger).files["larger.py"]


def test_a_reply_without_end_is_read_up_to_the_bound(larger):
    found = extract(fenced(LARGER) + "again and again " * MAX_REPLY_CHARS, larger)
    assert found.files == {"larger.py": LARGER.encode()}
    assert any(str(MAX_REPLY_CHARS) in note for note in found.notes)


def test_nothing_in_a_reply_is_executed(larger, tmp_path):
    mark = tmp_path / "mark"
    extract(fenced(f"open({str(mark)!r}, 'w').close()\n{LARGER}"), larger)
    assert not mark.exists()


HOSTILE = {
    "fences": "```python\n" * 60_000,
    "ticks": "`" * 400_000,
    "ticks behind text": "```\nx" + "`" * 400_000 + "y",
    "spaces": "a" + " " * 400_000 + "b",
    "end tokens": "x " + "<|a|> " * 60_000,
    "open brackets": "```python\n" + "(" * 90_000,
    "unary": "```python\nx = " + "-" * 90_000 + "1",
    "sum": "```python\nx = 1" + "+1" * 45_000,
    "attributes": "```python\nx = a" + ".a" * 45_000,
    "indentation": "```python\n" + "".join(" " * depth + "if 1:\n" for depth in range(400)),
    "exports": "```js\n" + "export {\n" * 50_000,
    "docstrings": '```python\n"""\n' + "```\nx\n" * 60_000,
    "templates": "```js\n`\n" + "```\nx\n" * 60_000,
    "quotes": "```js\n" + "'\"`" * 100_000,
    "slashes": "```js\n" + "/[/" * 100_000,
    "thoughts": "<think>" * 60_000,
    "names": "a.py " * 80_000 + "\n```\nx\n```",
    "bare lines": "def larger(a, b):\n\n" * 20_000,
    "brace nest": "```python\n" + "{" * 100 + "\n```",
    "ends of turns": "<|im_end|>" * 50_000,
    "quoted ends of turns": '"<|im_end|>" ' * 40_000,
    "ends of thoughts": "a </think>" * 50_000,
    "thoughts on lines": "<think>a\n</think>\nx\n" * 20_000,
    "ends of thoughts in code": "```python\n" + "</think>\n" * 50_000,
    "thoughts in code": "```python\n" + "x<think></think>\n" * 30_000,
    "thoughts that begin in code": "```js\n" + "<think>a\n" * 50_000 + "```\n",
    "glued fences": "```python\n" + "x```\n" * 100_000,
    "openers in open code": "```python\n(\n" + "```python\n(\n" * 40_000,
    "files as tags": '<file path="a.py">\n' * 25_000,
    "tags in lines": "<code>x</code>" * 35_000,
    "apostrophes": "'''\n" * 120_000,
    "headings": "```python\n" + "# a.py\n# b.py\n" * 35_000,
    "sentences": "This is a sentence of words\n" * 18_000,
    "many helpers": "".join(f"```python\ndef f{at}(a):\n    return f{at + 1}(a)\n```\n" for at in range(99)),
    "open brackets in blocks": ("```js\n" + "f({\n" * 4_000 + "```\n") * 23,
}


@pytest.mark.parametrize("reply", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_reply_breaks_the_reader(reply, larger, larger_js):
    for task in (larger, larger_js):
        found = extract(reply, task)
        assert (found.fault is None) == bool(found.files)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "```",
                "~~~",
                "````",
                "```python",
                "```js",
                "```js a.py",
                "`larger.py`",
                "# larger.py",
                "<think>",
                "</think>",
                "def larger(a, b):",
                "    return a",
                '    """',
                "'''",
                "`",
                "{",
                "}",
                "export function larger() {}",
                "",
                "Here is the code:",
                "../x.py",
                "C:\\x.py",
                "\r",
                "\x00",
                "\x1b[0m",
                "<|im_end|>",
                "1. ```python",
            ]
        ),
        st.text(max_size=30),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from([("larger.py",), ("larger.mjs",), ("a.py", "b.mjs"), ("a.go",), ("notes.txt",)]))
def test_any_reply_gives_files_or_a_fault(pieces, answer):
    task = Task(
        id="m/t",
        suite="m",
        name="t",
        title="",
        path="",
        digest="",
        mode=Mode.ANSWER,
        instruction="",
        answer=answer,
        defines=("larger",),
    )
    reply = "\n".join(pieces)
    found = extract(reply, task)
    assert (found.fault is None) == bool(found.files)
    assert set(found.files) <= set(answer)
    assert all(clean_path(path) and data.strip() for path, data in found.files.items())
    assert extract(reply, task) == found
    if not reply.strip():
        assert found.fault.code is FaultCode.EMPTY


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(blacklist_characters="`~", blacklist_categories=["Cs"]), max_size=80),
    st.text("abc \n", max_size=60),
)
def test_prose_around_a_named_fence_changes_nothing(before, after):
    task = Task(
        id="m/t",
        suite="m",
        name="t",
        title="",
        path="",
        digest="",
        mode=Mode.ANSWER,
        instruction="",
        answer=("larger.py",),
        defines=("larger",),
    )
    thinking = any(tag in before.lower() for tag in ("<think", "<thought", "<reasoning", "<seed", "</"))
    if not thinking and "<|channel|>" not in before:
        assert extract(f"{before}\n\n{fenced(LARGER, 'python larger.py')}\n{after}", task).files == {
            "larger.py": LARGER.encode()
        }


GO = """package ring

import "fmt"

// Ring keeps values.
type Ring struct{ values []int }

func New(size int) *Ring {
	return &Ring{}
}
"""
GO_TEST = """package ring

import "testing"

func TestNew(t *testing.T) {
	if New(1) == nil {
		t.Fatal("`{")
	}
}
"""


@pytest.mark.parametrize(
    "reply",
    [
        fenced(GO, "go"),
        fenced(GO, "golang"),
        fenced(GO, ""),
        GO,
        f"Here is the package:\n\n{GO}\nIt keeps the newest values.",
        f"{fenced(GO, 'go')}\nAnd a test:\n\n{fenced(GO_TEST * 3, 'go')}",
        f"`ring_test.go`:\n{fenced(GO_TEST, 'go')}\n`ring.go`:\n{fenced(GO, 'go')}",
        f"Use it so:\n{fenced('r := ring.New(3)', 'go')}\n{fenced(GO, 'go')}\nRun it:\n{fenced('go test ./...', 'sh')}",
        f"```go\n{GO}",
    ],
)
def test_go_is_found_however_it_is_handed_in(reply, answer_task):
    assert taken(reply, answer_task("ring.go", defines=("Ring", "New"))) == GO


def test_prose_around_code_without_a_fence_is_left_out_where_no_parser_helps(larger_js):
    reply = f"Here is the function:\n\n{JS}\nIt returns the larger number of the two."
    assert taken(reply, larger_js) == JS


def test_a_go_program_that_defines_no_asked_name_is_the_largest_block(answer_task):
    program = 'package main\n\nimport (\n\t"fmt"\n)\n\nfunc main() {\n\tfmt.Println("a")\n}\n'
    task = answer_task("main.go")
    assert taken(f"{fenced(program, 'go')}\nFor example:\n{fenced('ada 5', '')}", task) == program
    assert taken(f"{fenced('go mod init x', 'bash')}\n{fenced(program, 'go')}", task) == program
