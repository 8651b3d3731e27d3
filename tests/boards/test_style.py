"""How contestants write: what is counted of code, and two of them on the tasks that both solved."""

import pytest

from prony.boards.style.measures import counts_of
from prony.boards.style.style import style
from prony.boards.style.submissions import MOST_BYTES
from prony.journal.index import Index

TASKS = {f"t{n:02d}": "python" for n in range(24)}
SHORT = "def f():\n    return 1\n"
LONG = '"""Do."""\n\nimport os\n\n\ndef f():\n    # why\n    return 1  # one\n'


@pytest.fixture
def handed_in(build_run, tmp_path):
    """A function that records a run: label -> (solved, as a character for each task; what each attempt hands in)."""

    def record(everybody, *names, finish=True, references=()):
        builder = build_run("r1", tasks=TASKS, contestants=tuple(everybody), references=references)
        for label, (line, files) in everybody.items():
            builder.identify(label, name=label, sha256=label[0] * 64, reference=label in references)
            for task, one in zip(TASKS, line, strict=True):
                attempt = builder.start(label, task, 0)
                builder.end(attempt, files={path: text.encode() for path, text in files.items()})
                builder.grade(attempt, one == "1")
        if finish:
            builder.finish()
        with Index(tmp_path) as index:
            index.update()
            return style(index, names)

    return record


def test_lines_comments_functions_and_imports_are_told_apart():
    counts = counts_of({"a.py": LONG, "NOTES.md": "done"}, "python")
    assert (counts.code, counts.remarks, counts.blank) == (3, 2, 3)
    assert (counts.functions, counts.imports, counts.other_files, counts.longest) == (1, 1, 1, 19)


def test_what_stands_in_a_string_is_code_and_defines_nothing():
    counts = counts_of({"a.py": "x = '''\ndef f():\n# no\n'''\n"}, "python")
    assert (counts.code, counts.remarks, counts.functions) == (4, 0, 0)


def test_go_and_javascript_are_read_by_their_own_lexis():
    go = counts_of({"a.go": 'package a\nimport (\n\t"fmt"\n\t"os"\n)\n/* two\nlines */\nfunc F() {}\n'}, "go")
    assert (go.code, go.remarks, go.imports, go.functions) == (6, 2, 2, 1)
    js = counts_of({"a.mjs": "import a from 'a';\n// note\nconst f = () => 1;\n"}, "javascript")
    assert (js.code, js.remarks, js.imports, js.functions) == (2, 1, 1, 1)


def test_solved_attempts_and_all_are_told_apart(handed_in):
    view = handed_in({"m": ("1" * 20 + "0" * 4, {"a.py": SHORT})})
    assert [(line.of, line.tasks) for line in view.lines] == [("solved", 20), ("all", 24)]
    code = view.lines[0].measures["code"]
    assert (code.median, code.lo, code.hi, code.q1, code.q3) == (2, 2, 2, 2, 2)


def test_two_are_compared_on_tasks_that_both_solved(handed_in):
    line = "1" * 22 + "00"
    view = handed_in({"m": (line, {"a.py": LONG}), "n": ("0" + "1" * 23, {"a.py": SHORT})}, "m", "n")
    assert view.common == 21
    code = next(one for one in view.pairs if one.measure == "code")
    assert (code.difference, code.lo, code.hi, code.more, code.less, code.decided) == (1, 1, 1, 21, 0, True)
    functions = next(one for one in view.pairs if one.measure == "functions")
    assert (functions.p, functions.decided) == (1.0, False)
    assert view.sentences[0].startswith("on the 21 tasks that both solved, m at the median task against n: more code, ")


def test_few_common_tasks_decide_nothing(handed_in):
    few = "1" * 5 + "0" * 19
    view = handed_in({"m": (few, {"a.py": LONG}), "n": (few, {"a.py": SHORT})}, "m", "n")
    assert "too few for an interval, nothing is decided" in view.sentences[0]
    assert not any(one.decided for one in view.pairs)


@pytest.mark.parametrize("text", ["#" * (MOST_BYTES + 1), "(" * MOST_BYTES, "'''" * 20000])
def test_a_hostile_submission_fails_nothing(handed_in, text):
    view = handed_in({"m": ("1" * 24, {"a.py": text})})
    assert view.unmeasured == ({"m": 24} if len(text) > MOST_BYTES else {})


def test_a_submission_without_code_is_counted_as_not_measured(handed_in):
    view = handed_in({"m": ("1" * 24, {"NOTES.md": "done"})})
    assert (view.lines, view.unmeasured) == ((), {"m": 24})
    assert view.sentences == ("no code that was handed in could be measured",)


def test_a_reference_that_fails_strikes_a_difference_out(handed_in):
    everybody = {label: ("1" * 24, {"a.py": text}) for label, text in (("m", LONG), ("n", SHORT), ("empty", SHORT))}
    view = handed_in(everybody, "m", "n", references=("empty",))
    assert view.sentences[0].startswith("not to be read: ")
    assert not any(one.decided for one in view.pairs)
