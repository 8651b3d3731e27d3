"""The grader protocol, read from a writer that nobody trusts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prony.grading.protocol import LONGEST_NAME, MESSAGE_BYTES, MOST_BYTES, bounded, read_report
from prony.nouns import Assurance, TestStatus, Verdict


def lines(*records):
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_tests_metrics_labels_and_completion_are_read():
    report = read_report(
        lines(
            {"test": "a/1", "status": "pass"},
            {"test": "a/2", "status": "fail", "msg": "off by one"},
            {"metric": "ms", "value": 3, "unit": "ms"},
            {"label": "limiter", "value": "token bucket"},
            {"done": "nonce"},
        ),
        Assurance.B,
    )
    assert [(test.id, test.status, test.verdict) for test in report.tests] == [
        ("a/1", TestStatus.PASS, Verdict.PASS),
        ("a/2", TestStatus.FAIL, Verdict.FAIL),
    ]
    assert report.tests[1].message == "off by one"
    assert report.tests[0].assurance is Assurance.B
    assert report.metrics == {"ms": 3.0}
    assert report.labels == {"limiter": "token bucket"}
    assert report.done == ("nonce",)
    assert report.unreadable == 0


@pytest.mark.parametrize("status", ["error", "skip", "timeout"])
def test_no_other_status_is_a_pass(status):
    test = read_report(lines({"test": "a", "status": status})).tests[0]
    assert test.status == status
    assert test.verdict is not Verdict.PASS


@pytest.mark.parametrize(
    "line",
    [
        b"hello",
        b"[]",
        b"null",
        b'"test"',
        b"{}",
        b'{"test": 1, "status": "pass"}',
        b'{"test": "", "status": "pass"}',
        b'{"test": "a"}',
        b'{"test": "a", "status": "PASS"}',
        b'{"test": "a", "status": ["pass"]}',
        b'{"test": "a\\u001b[2J", "status": "pass"}',
        b'{"test": "' + b"x" * (LONGEST_NAME + 1) + b'", "status": "pass"}',
        b'{"test": "a", "status": "pass", "metric": "b", "value": 1}',
        b'{"metric": "a", "value": "1"}',
        b'{"metric": "a", "value": NaN}',
        b'{"metric": "a", "value": Infinity}',
        b'{"metric": "a", "value": true}',
        b'{"metric": "a", "value": 1' + b"0" * 400 + b"}",
        b'{"metric": "a", "value": 1' + b"0" * 9000 + b"}",
        b'{"label": "a", "value": {}}',
        b"[" * 200_000,
        b'{"test": "a", "status": "pass"',
        b"\xff\xfe",
        b'{"done": 1}',
    ],
)
def test_a_line_that_says_nothing_is_counted_and_nothing_is_guessed(line):
    report = read_report(line + b"\n" + lines({"test": "after", "status": "pass"}))
    assert report.unreadable == 1
    assert [test.id for test in report.tests] == ["after"]
    assert not report.metrics
    assert not report.labels


def test_a_second_line_for_one_id_is_remembered_and_the_first_stands():
    report = read_report(
        lines(
            {"test": "a", "status": "fail"},
            {"test": "a", "status": "pass"},
            {"metric": "m", "value": 1},
            {"metric": "m", "value": 2},
            {"label": "l", "value": "x"},
            {"label": "l", "value": "y"},
        )
    )
    assert report.tests[0].status is TestStatus.FAIL
    assert report.metrics == {"m": 1.0}
    assert report.labels == {"l": "x"}
    assert report.repeated == ("a", "metric:m", "label:l")


def test_a_flood_is_read_up_to_its_bound():
    flood = read_report(b"x\n" * 50_000)
    assert flood.cut
    assert flood.unreadable == 20_000
    assert read_report(b"x" * (MOST_BYTES + 1)).cut


@given(st.binary(max_size=300))
def test_any_bytes_are_a_report(data):
    assert len(read_report(data).tests) == 0


@given(st.text(), st.integers(8, 200))
def test_a_bounded_text_is_valid_and_short(text, most):
    short = bounded(text, most)
    assert len(short.encode("utf-8")) <= most
    if len(text.encode("utf-8", "replace")) <= most:
        assert short == text.encode("utf-8", "replace").decode()


def test_messages_are_bounded_and_no_text_is_no_message():
    assert len(bounded("x" * 10_000).encode()) <= MESSAGE_BYTES
    assert bounded(17) == ""
    assert bounded("\ud800") == "?"
