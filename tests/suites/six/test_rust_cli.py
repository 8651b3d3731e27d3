"""What six/rust-cli says of an answer, read off known ones, and what an answer that does not compile is worth."""

import importlib.util

import pytest

from prony.grading import grade
from prony.nouns import Assurance, Verdict
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of, suites_root

TASK = next(task for task in load_suite("six").tasks if task.name == "rust-cli")


def module():
    spec = importlib.util.spec_from_file_location("read", suites_root() / "six" / "rust-cli" / "tests" / "read.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


READ = module()


def text_of(*flaw: str) -> str:
    return materials_of(TASK).flawed(*flaw)["src/main.rs"].decode()


@pytest.mark.parametrize(
    ("flaw", "way"),
    [
        ((), "derive"),
        (("value-enum-attribute",), "derive"),
        (("value-enum-by-hand",), "impl"),
        (("fromstr",), "fromstr"),
        (("value-parser",), "other"),
        (("priority-as-text",), "other"),
        (("valueenum-left",), "missed"),
        (("derive-without-import",), "missed"),
        (("import-without-derive",), "missed"),
    ],
)
def test_how_a_priority_is_read_is_read_off_known_answers(flaw, way):
    assert READ.valueenum(text_of(*flaw)) == way


@pytest.mark.parametrize(
    ("flaw", "way"),
    [((), "iter_mut"), (("by-position",), "index"), (("done-left",), "missed"), (("done-for-all",), "iter_mut")],
)
def test_how_a_task_is_marked_is_read_off_known_answers(flaw, way):
    assert READ.marking(text_of(*flaw)) == way


def test_comments_and_texts_are_no_code():
    said = (
        '// impl FromStr for Priority\n/* #[derive(ValueEnum)]\n */ const A: &str = r#"impl ValueEnum for Priority"#;\n'
    )
    left = text_of("valueenum-left")
    assert READ.valueenum(said + left) == "missed"
    assert READ.lines_of_code(said + left) == READ.lines_of_code(left) + 1


def test_lines_that_were_there_before_are_not_changed():
    before = "a\nb\nc\n"
    assert READ.changed_lines(before, before) == 0
    assert READ.changed_lines(before, "a\nB\nc\nd\n") == 2


@pytest.mark.slow
@pytest.mark.asyncio
@pytest.mark.skipif(find_toolchain("rust") is None, reason="prony toolchains get rust")
async def test_a_bug_that_does_not_compile_costs_what_it_is_worth():
    async with open_sandbox(slots=1, toolchains=("rust",)) as sandbox:
        found = await grade(TASK, materials_of(TASK).flawed("both-that-do-not-compile"), sandbox, attempt="")
    assert (found.score, found.solved, found.verdict) == (13, False, Verdict.COMPILE_ERROR)
    assert found.repairs == ("valueenum", "done")
    assert found.labels == {"valueenum": "missed", "marking": "missed"}
    assert found.assurance is Assurance.A
