"""What six/js-sse says of how an answer goes about its work, read off known answers, and what it must not be led by."""

import importlib.util

import pytest

from prony.suites import load_suite, materials_of, suites_root

TASK = next(task for task in load_suite("six").tasks if task.name == "js-sse")


def module():
    spec = importlib.util.spec_from_file_location(
        "approach", suites_root() / "six" / "js-sse" / "tests" / "approach.py"
    )
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


READ = module()


def text_of(*flaw: str) -> str:
    return materials_of(TASK).flawed(*flaw)["sse.mjs"].decode()


@pytest.mark.parametrize(
    ("flaw", "approach"),
    [
        ((), "state machine"),
        (("character-by-character",), "state machine"),
        (("by-bytes",), "state machine"),
        (("regex-split",), "regex split"),
        (("split-by-any-ends",), "regex split"),
        (("text-stream",), "regex split"),
        (("blocks-by-lf",), "line splitter"),
        (("event-target",), "line splitter"),
        (("empty-class",), "other"),
    ],
)
def test_how_lines_are_found_is_read_off_known_answers(flaw, approach):
    assert READ.approach(text_of(*flaw)) == approach


@pytest.mark.parametrize(
    ("flaw", "keeps", "decoder"),
    [
        ((), True, "across chunks"),
        (("decoder-per-chunk",), False, "per chunk"),
        (("decoder-without-stream",), False, "per chunk"),
        (("text-stream",), True, "stream of text"),
        (("bytes-as-characters",), False, "none"),
    ],
)
def test_how_bytes_become_text_is_read_off_known_answers(flaw, keeps, decoder):
    assert READ.decoder(text_of(*flaw), keeps) == decoder


def test_comments_are_no_code_and_slashes_in_texts_are_no_comments():
    text = 'const a = "// no comment"; // one\n/* two\nlines */\n\nconst b = /\\/\\*/;\nconst c = `/*`;\n'
    assert READ.lines_of_code(text) == 3
    assert READ.approach("// text.split(/\\n/)\nconst a = 1;") == "other"
