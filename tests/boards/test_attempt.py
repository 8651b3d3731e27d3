"""Claims of the attempt view: it holds what the record holds, and says what is not there."""

from __future__ import annotations

import shutil

import pytest

from prony.boards import attempt_lines, attempt_view
from prony.errors import JournalError
from prony.journal import Blobs
from prony.journal.index import Index
from prony.nouns import FaultCode


@pytest.fixture
def graded(build_run):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.exchange(one, reply="data: {}")
    builder.end(
        one, reply="```python\nx = 1\n```", files={"a.py": b"x = 1\n", "b.bin": b"\xff\x00"}, notes=("left out: c",)
    )
    builder.grade(one, False, message="expected 2")
    builder.grade(one, True, grader="2")
    builder.attempt("m", "two", True)
    builder.finish()
    return builder, one


def test_brief_reply_files_grades_and_fingerprint_are_there(graded, tmp_path):
    _, one = graded
    view = attempt_view(tmp_path, one)
    assert (view.task, view.label, view.outcome) == ("quick/one", "m", "solved")
    assert view.reply is not None
    assert view.reply.text == "```python\nx = 1\n```"
    assert [(file.path, file.content.text) for file in view.files] == [("a.py", "x = 1\n"), ("b.bin", None)]
    assert view.files[1].content.note
    assert [(grade.grader, grade.solved) for grade in view.grades] == [("1", False), ("2", True)]
    assert view.grades[0].tests[0].message == "expected 2"
    assert view.submission_notes == ("left out: c",)
    assert [message.text for message in view.messages] == ["do it"]
    fields = {field.name: field for field in view.fingerprint}
    assert fields["artifact.quantization"].value == "Q4_K_M"
    assert (fields["artifact.architecture"].value, fields["artifact.architecture"].note) == (None, "not captured")
    assert fields["sampling.top_p"].note == "left to the engine"


def test_speeds_are_computed_from_the_exchange(graded, tmp_path):
    _, one = graded
    exchange = attempt_view(tmp_path, one).exchanges[0]
    assert exchange.ttft_s == 0.5
    assert exchange.decode_tokens_per_s == pytest.approx(20 / 1.0)
    assert exchange.server_decode_tokens_per_s == pytest.approx(20 / 0.5)


def test_the_beginning_of_an_id_is_enough_where_it_fits_one(graded, tmp_path):
    _, one = graded
    assert attempt_view(tmp_path, one[:6]).attempt == one
    assert attempt_view(tmp_path, f"r1/{one[:6]}").attempt == one
    for wrong, code in (
        ("zzz", "E651"),
        ("", "E651"),
        ("a", "E652"),
        (f"r9/{one}", "E651"),
        ("%", "E651"),
        ("_" * 12, "E651"),
    ):
        with pytest.raises(JournalError) as caught:
            attempt_view(tmp_path, wrong)
        assert caught.value.code == code


def test_an_id_that_two_copies_of_a_run_hold_needs_the_run(graded, tmp_path):
    builder, one = graded
    shutil.copytree(builder.dir, tmp_path / "runs" / "copy")
    with pytest.raises(JournalError) as caught:
        attempt_view(tmp_path, one)
    assert caught.value.code == "E652"
    assert attempt_view(tmp_path, f"copy/{one}").run == "copy"


def test_every_try_is_there_and_the_one_that_counts_is_marked(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    first = builder.attempt("m", "one", FaultCode.ENGINE_CRASH)
    second = builder.attempt("m", "one", True, try_no=1)
    view = attempt_view(tmp_path, first)
    assert view.fault is not None
    assert view.fault.code is FaultCode.ENGINE_CRASH
    assert [(one.attempt, one.outcome, one.counts) for one in view.tries] == [
        (first, "infra", False),
        (second, "solved", True),
    ]
    assert (view.previous, view.next) == (None, second)


def test_an_attempt_in_flight_can_be_looked_at(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    view = attempt_view(tmp_path, builder.start("m", "one"))
    assert (view.outcome, view.ended_at, view.grades, view.reply) == ("open", None, (), None)


def test_a_blob_that_is_gone_is_said_and_the_rest_is_shown(graded, tmp_path):
    builder, one = graded
    blobs = Blobs(builder.dir)
    view = attempt_view(tmp_path, one)
    assert view.reply is not None
    blobs.path(view.reply.blob).unlink()
    again = attempt_view(tmp_path, one)
    assert again.reply is not None
    assert again.reply.text is None
    assert "not there" in again.reply.note
    assert again.files == view.files


def test_what_is_too_long_is_cut_and_says_so(build_run, tmp_path):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, reply="ü" * 2_000_000)
    view = attempt_view(tmp_path, one)
    assert view.reply is not None
    assert view.reply.text is not None
    assert len(view.reply.text) < 2_000_000
    assert "cut" in view.reply.note


def test_a_suite_that_has_changed_is_not_quoted(graded, tmp_path):
    _, one = graded
    view = attempt_view(tmp_path, one)
    assert view.brief is None
    assert view.brief_note


def test_the_lines_of_a_run_are_in_the_order_they_began(graded, tmp_path):
    with Index(tmp_path) as index:
        index.update()
        lines = attempt_lines(index, "r1")
    assert [(line.task, line.outcome, line.score, line.counts) for line in lines] == [
        ("quick/one", "solved", 1.0, True),
        ("quick/two", "solved", 1.0, True),
    ]
