"""Blocks that are one file only together are joined; an example, a test and an earlier version never are."""

import pytest

from prony.suites.answers import extract


def fenced(body, info="python"):
    return f"```{info}\n{body.rstrip(chr(10))}\n```\n"


def taken(reply, task, start=None):
    found = extract(reply, task, start)
    assert found.fault is None, found
    return found.files[task.answer[0]].decode()


def runs(code):
    names = {}
    exec(compile(code, "answer", "exec"), names)
    return names


@pytest.fixture
def larger(answer_task):
    return answer_task("larger.py", defines=("larger",))


HELPER = "def pick(a, b, more):\n    return a if more else b\n"
TEST = "def test_larger():\n    assert larger(1, 2) == 2\n"
MAIN = "def larger(a, b):\n    return pick(a, b, a > b)\n"


@pytest.mark.parametrize(
    "reply",
    [
        f"First a helper:\n{fenced(HELPER)}Then the function:\n{fenced(MAIN)}",
        f"{fenced(MAIN)}where\n{fenced(HELPER)}",
        f"{fenced(HELPER)}`larger.py`:\n{fenced(MAIN)}",
        f"{fenced(HELPER)}{fenced(MAIN)}Use it:\n{fenced('print(larger(1, 2))')}",
        f"{fenced(HELPER)}{fenced(MAIN)}And a test:\n{fenced(TEST)}",
        f"{fenced('def pick(a, b, more):' + chr(10) + '    return b')}Better:\n{fenced(HELPER)}{fenced(MAIN)}",
        f"{fenced('from operator import gt')}{fenced(HELPER)}"
        f"{fenced('def larger(a, b):' + chr(10) + '    return pick(a, b, gt(a, b))')}",
        f"{fenced('LIMIT = 3')}{fenced(HELPER)}{fenced(MAIN.replace('a > b', 'a > b or LIMIT < 2'))}",
    ],
)
def test_what_a_block_uses_and_another_one_defines_comes_with_it(reply, larger):
    assert runs(taken(reply, larger))["larger"](1, 2) == 2
    assert any("comes with it: it defines" in note for note in extract(reply, larger).notes)


def test_helpers_of_helpers_come_along(larger):
    base, middle = "from math import inf\n", "class Bound:\n    most = inf\n"
    reply = fenced(base) + fenced(middle) + fenced("def larger(a, b):\n    return max(a, b, -Bound.most)\n")
    assert runs(taken(reply, larger))["larger"](1, 2) == 2


ALONE = "def larger(a, b):\n    return a if a > b else b\n"


@pytest.mark.parametrize(
    "other",
    [
        "print(larger(1, 2))\n",
        "from larger import larger\n\ndef pick():\n    return larger(1, 2)\n",
        "def test_larger():\n    assert larger(1, 2) == 2\n",
        "def larger(a, b):\n    return min(a, b)\n",
        HELPER,
    ],
)
def test_a_block_that_lacks_nothing_stands_alone(other, larger):
    assert taken(fenced(other) + fenced(ALONE), larger) == ALONE
    if "def larger" not in other:
        assert taken(fenced(ALONE) + fenced(other), larger) == ALONE


@pytest.mark.parametrize(
    "other",
    [
        "pick = lambda a, b, more: a if more else b\nassert larger(1, 2) == 2\n",
        "def pick(a, b, more):\n    return a\n\nprint(larger(1, 2))\n",
        "from larger import larger\n\ndef pick(a, b, more):\n    return a if more else b\n",
        "def pick(a, b, more):\n    return a if more else b\n\n\ndef test_larger():\n    assert larger(1, 2) == 2\n",
        "def pick(a, b, more):\n    return a\n\ndef larger(a, b):\n    return 0\n",
    ],
)
def test_a_helper_that_only_an_example_or_a_test_or_an_old_version_has_is_missing(other, larger):
    assert taken(fenced(MAIN) + "Use it so:\n" + fenced(other) + fenced(MAIN), larger) == MAIN
    assert taken(fenced(MAIN) + "Use it so:\n" + fenced(other), larger).count("pick(a, b, more)") <= 1


def test_a_helper_in_another_language_is_no_helper(larger):
    assert taken(fenced("function pick(a, b, more) { return more ? a : b; }", "js") + fenced(MAIN), larger) == MAIN


def test_a_helper_that_is_named_for_another_file_stays_there(larger):
    assert taken(f"`helpers.py`\n{fenced(HELPER)}{fenced(MAIN)}", larger) == MAIN


def test_a_block_before_and_after_are_not_added_up(larger):
    before = "def larger(a, b):\n    return a\n"
    assert taken(f"Before:\n{fenced(before)}After:\n{fenced(ALONE)}", larger) == ALONE


@pytest.mark.parametrize(
    "stub",
    [
        "def larger(a, b):\n    ...\n",
        "def larger(a, b): ...  # as above\n",
        "def larger(a, b):\n    # as above\n    pass\n\n\nprint(larger(1, 2))\n",
    ],
)
def test_a_placeholder_of_the_function_is_no_newer_version_of_it(stub, larger):
    assert taken(fenced(ALONE) + "Use:\n" + fenced(stub), larger) == ALONE
    assert taken(fenced(stub) + "and now whole:\n" + fenced(ALONE), larger) == ALONE


@pytest.mark.parametrize("body", ["/* as above */", "// ...", "\n  // the methods from above\n"])
def test_a_placeholder_of_a_class_is_no_newer_version_of_it(body, answer_task):
    task = answer_task("queue.mjs", defines=("Queue",))
    whole = "export class Queue {\n  size() {\n    return 0;\n  }\n}\n"
    stub = f"class Queue {{{body}\n}}\n\nnew Queue().size();\n"
    assert taken(fenced(whole, "js") + "Use:\n" + fenced(stub, "js"), task) == whole


def test_a_wrong_body_that_begins_with_a_placeholder_is_still_the_newer_one(larger):
    newer = "def larger(a, b):\n    pass\n    return min(a, b)\n"
    assert taken(fenced(ALONE) + fenced(newer), larger) == newer


def test_javascript_helpers_come_along_and_its_examples_do_not(answer_task):
    task = answer_task("larger.mjs", defines=("larger",))
    helper, main = (
        "function pick(a, b, more) {\n  return more ? a : b;\n}\n",
        ("export function larger(a, b) {\n  return pick(a, b, a > b);\n}\n"),
    )
    example = "const a = 1;\nconst b = 2;\nconsole.log(larger(a, b));\n"
    assert taken(
        fenced(helper, "js") + fenced(main, "js") + fenced(example, "js"), task
    ) == f"{helper}\n\n{main}".replace("\n\n\n", "\n\n")
    assert taken(fenced(example + helper, "js") + fenced(main, "js"), task) == main


GO_TYPES = "package ring\n\ntype Ring struct{ values []int }\n\nfunc New(size int) *Ring {\n\treturn &Ring{}\n}\n"
GO_METHODS = 'package ring\n\nimport "fmt"\n\nfunc (r *Ring) Add(value int) {\n\tfmt.Sprint(value)\n}\n'


def test_go_types_and_their_methods_are_one_file(answer_task):
    task = answer_task("ring.go", defines=("Ring", "New"))
    for reply in (fenced(GO_TYPES, "go") + fenced(GO_METHODS, "go"), fenced(GO_METHODS, "go") + fenced(GO_TYPES, "go")):
        code = taken(reply, task)
        assert code.count("package ring") == 1
        assert code.index('"fmt"') < code.index("type Ring")
        assert "func (r *Ring) Add" in code
    assert any("adds to Ring" in note for note in extract(reply, task).notes)


@pytest.mark.parametrize(
    "use",
    [
        'package main\n\nimport "example.com/ring"\n\nfunc main() {\n\tring.New(3).Push(1)\n}\n',
        'package main\n\nimport (\n\t"fmt"\n\tring "a.b/my-ring"\n)\n\nfunc main() {\n\tfmt.Print(ring.New(3))\n}\n',
        'package ring_test\n\nimport (\n\t"ring"\n\t"testing"\n)\n\nfunc TestNew(t *testing.T) {\n\tring.New(3)\n}\n',
    ],
)
def test_a_program_that_imports_the_package_of_the_answer_stays_out_of_it(use, answer_task):
    task = answer_task("ring.go", defines=("Ring", "New"))
    whole = GO_TYPES + "\n" + GO_METHODS
    assert taken(fenced(whole, "go") + "Use it:\n" + fenced(use, "go"), task).strip() == whole.strip()
    assert taken(fenced(use, "go") + "with\n" + fenced(whole, "go"), task).strip() == whole.strip()


def test_what_another_go_package_defines_is_not_the_answers(answer_task):
    task = answer_task("ring.go", defines=("Ring", "New"))
    lacking = GO_TYPES.replace("return", "check(size)\n\treturn")
    assert "check(size)" in lacking
    other = "package main\n\nfunc check(size int) {\n\tif size < 1 {\n\t\tpanic(size)\n\t}\n}\n"
    assert taken(fenced(other, "go") + fenced(lacking, "go"), task) == lacking
    assert "func check" in taken(fenced(other.replace("main", "ring"), "go") + fenced(lacking, "go"), task)


def test_a_go_method_in_two_versions_is_not_joined_with_itself(answer_task):
    task = answer_task("ring.go", defines=("Ring", "New"))
    with_method = GO_TYPES + "\nfunc (r *Ring) Add(value int) {}\n"
    assert taken(fenced(with_method, "go") + "Before it was\n" + fenced(GO_METHODS, "go"), task) == with_method


QUEUE = "export class TaskQueue {\n  add(task) {\n    return run(task);\n  }\n}\n"
RUN = "// task_queue.mjs (continued)\nfunction run(task) {\n  return task();\n}\n"


@pytest.mark.parametrize("defines", [(), ("TaskQueue",)])
@pytest.mark.parametrize(
    "reply",
    [
        fenced("// task_queue.mjs\n" + QUEUE, "js") + "and\n" + fenced(RUN, "js"),
        "**task_queue.mjs**\n" + fenced(QUEUE, "js") + "**task_queue.mjs** (continued)\n" + fenced(RUN, "js"),
        "`task_queue.mjs`\n" + fenced(QUEUE, "js") + "`task_queue.mjs`\n" + fenced(RUN.split("\n", 1)[1], "js"),
        fenced(RUN, "js task_queue.mjs") + fenced(QUEUE, "js task_queue.mjs"),
    ],
)
def test_two_blocks_that_are_named_for_one_file_are_the_file(reply, defines, answer_task):
    code = taken(reply, answer_task("task_queue.mjs", defines=defines))
    assert "class TaskQueue" in code
    assert "function run" in code


@pytest.mark.parametrize("defines", [(), ("TaskQueue",)])
def test_of_two_versions_that_are_named_for_one_file_one_is_taken(defines, answer_task):
    task = answer_task("task_queue.mjs", defines=defines)
    later = QUEUE.replace("run(task)", "task()  ")
    reply = f"`task_queue.mjs`\n{fenced(QUEUE, 'js')}Better, `task_queue.mjs`:\n{fenced(later, 'js')}"
    assert taken(reply, task).count("class TaskQueue") == 1


def test_an_example_of_the_use_of_a_file_is_no_part_of_it(answer_task):
    task = answer_task("task_queue.mjs", defines=("TaskQueue",))
    use = 'import { TaskQueue } from "./task_queue.mjs";\nconst queue = new TaskQueue();\n'
    assert taken(f"`task_queue.mjs`\n{fenced(QUEUE, 'js')}Use `task_queue.mjs` so:\n{fenced(use, 'js')}", task) == QUEUE
    assert taken(f"`task_queue.mjs`\n{fenced(QUEUE, 'js')}`task_queue.mjs`\n{fenced(use, 'js')}", task) == QUEUE


SPLIT = {
    "a class of Python": (
        "larger.py", "Ring",
        "class Ring:\n    def __init__(self):\n        self.values = []\n",
        "    def add(self, value):\n        self.values.append(value)\n",
    ),
    "a function of Python": ("larger.py", "f", "def f(a):\n    b = a + 1\n", "    return b * 2\n"),
    "a class of JavaScript": ("ring.mjs", "Ring", "export class Ring {\n  one() {\n  }\n", "  two() {\n  }\n}\n"),
    "a function of Go": ("ring.go", "F", "package ring\n\nfunc F() int {\n\ta := 1\n", "\treturn a\n}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "name", "first", "second"), SPLIT.values(), ids=SPLIT.keys())
def test_a_text_that_is_split_within_is_put_together(path, name, first, second, answer_task):
    word = path.rpartition(".")[2]
    for defines in ((name,), ()):
        found = extract(fenced(first, word) + "and then\n" + fenced(second, word), answer_task(path, defines=defines))
        assert found.files == {path: (first + ("\n" if word == "py" else "") + second).encode()}
        assert any("only together" in note for note in found.notes)


def test_a_method_that_is_shown_anew_does_not_join_its_class(answer_task):
    whole = "class Ring:\n    def add(self, value):\n        return 1\n"
    again = "    def add(self, value):\n        return 2\n"
    found = extract(fenced(whole) + "Change it to\n" + fenced(again), answer_task("ring.py", defines=("Ring",)))
    assert found.files["ring.py"] == whole.encode()


def test_what_quotes_the_given_file_comes_last_of_all(answer_task):
    given = "def larger(a, b):\n    # the bug\n    return min(a, b)\n"
    task = answer_task("larger.py", defines=("larger",))
    start = {"larger.py": given.encode()}
    assert taken(f"{fenced(ALONE)}The original was:\n{fenced(given)}", task, start) == ALONE
    assert taken(f"`larger.py`\n{fenced(ALONE)}`larger.py`\n{fenced(given.rstrip() + '   ')}", task, start) == ALONE
    assert taken(fenced(given), task, start) == given


def test_several_files_in_one_block_are_told_apart(answer_task):
    body = "# a.py\nA = 1\n\n# --- b.py ---\nB = 1\n"
    assert extract(fenced(body), answer_task("a.py", "b.py")).files == {
        "a.py": b"# a.py\nA = 1\n",
        "b.py": b"# --- b.py ---\nB = 1\n",
    }
    tests = f"# larger.py\n{ALONE}\n# File: test_larger.py\ndef larger(a, b): pass\n"
    assert taken(fenced(tests), answer_task("larger.py", defines=("larger",))) == f"# larger.py\n{ALONE}"


def test_a_comment_that_names_a_file_is_no_heading_alone(answer_task):
    body = f"{ALONE}\n# see other.py\n# like third.py\n"
    assert taken(fenced(body), answer_task("larger.py", defines=("larger",))) == body


def test_a_style_sheet_and_a_script_do_not_change_places(answer_task):
    task = answer_task("a.mjs", "b.css")
    script, style = "export const a = 1;\n", "b { color: red; }\n"
    both = {"a.mjs": script.encode(), "b.css": style.encode()}
    assert extract(fenced(script, "js") + fenced(style, "css"), task).files == both
    assert extract(fenced(style, "css") + fenced(script, "js"), task).files == both
    assert extract(fenced(style, "") + fenced(script, "js"), task).files == both
    assert extract(fenced(script, "js"), task).files == {"a.mjs": script.encode()}


def test_a_part_of_the_given_file_that_stays_as_it_was_is_still_a_part(answer_task):
    kept, old, new = (
        "class Base:\n    size = 1\n",
        "class Ring(Base):\n    bug = 1\n",
        "class Ring(Base):\n    bug = 0\n",
    )
    start = {"ring.py": f"{kept}\n\n{old}".encode()}
    for defines in (("Ring",), ("Base", "Ring"), ()):
        task = answer_task("ring.py", defines=defines)
        for reply in (
            f"`ring.py`\n{fenced(kept)}`ring.py` (continued)\n{fenced(new)}",
            f"{fenced(kept)}and\n{fenced(new)}The old one was\n{fenced(old)}",
        ):
            code = taken(reply, task, start)
            assert "class Base" in code
            assert "bug = 0" in code
            assert "bug = 1" not in code
