"""The harness `edit` in whole runs: replies from files, real workspaces, a real check between two of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agent_suite import Ended, ends_of, prony_run, run_dir_of, write_suite

from prony.journal import Blobs, ExchangeSeen, read_events
from prony.nouns import Exchange, FaultClass, Mode, Outcome

CHECK = "python3 -m tests.test_add"


def whole(body: str) -> str:
    return f"`add.py`\n```python\ndef add_one(x):\n    return {body}\n```\n"


def block(old: str, new: str) -> str:
    return f"`add.py`\n```\n<<<<<<< SEARCH\n    return {old}\n=======\n    return {new}\n>>>>>>> REPLACE\n```\n"


RIGHT, WRONG, OTHER = whole("x + 1"), whole("x + 2"), whole("x + 3")
GONE = "-def add_one(x):\n-    return x - 1\n"
REPLIES: dict[str, list[str]] = {
    "at-once": [RIGHT],
    "by-a-block": [block("x - 1", "x + 1")],
    "second-time": [WRONG, block("x + 2", "x + 1")],
    "misses-its-place": [block("x * 1", "x + 1"), block("x - 1", "x + 1")],
    "half-a-reply-missed": [block("x - 1", "x + 2") + block("x * 9", "x"), RIGHT],
    "stops-by-itself": [WRONG, "I have nothing left to change."],
    "says-the-same-again": [WRONG, WRONG],
    "spends-its-rounds": [WRONG, OTHER, whole("x + 4"), whole("x + 5")],
    "prose-and-then-code": ["The function is off by two.", RIGHT],
    "prose-alone": ["It is fine as it is.", "It really is."],
    "what-is-there": [whole("x - 1"), "That is all."],
    "says-nothing": [""],
    "nothing-after-a-change": [WRONG, ""],
    "touches-the-tests": ["`tests/test_add.py`\n```python\npass\n```\n" + WRONG, "I tried."],
    "elsewhere": ["`../../etc/passwd`\n```\nroot\n```\n", "Then not."],
    "ends-the-check": [whole("__import__('os').kill(__import__('os').getppid(), 9)"), "Done."],
    "deletes-it": [f"```diff\n--- a/add.py\n+++ /dev/null\n@@ -1,2 +0,0 @@\n{GONE}```\n", "Gone."],
}  # fmt: skip
"""Task -> what is said there, reply by reply."""


def run(home: Path, replies: dict[str, list[str]], *words: str, check: str = CHECK) -> Path:
    write_suite(home / "agents", replies, check=check)
    (home / "replies").mkdir()
    for name, texts in replies.items():
        for number, text in enumerate(texts, 1):
            (home / "replies" / f"{name}{'' if number == 1 else f'.{number}'}.md").write_text(text)
    (home / "prony.toml").write_text(
        '[[contestants]]\nengine = "replay"\nmodel = "kept"\nharness = "edit"\noptions = { replies = "replies" }\n'
    )
    return run_dir_of(prony_run(home, str(home / "agents"), *words), home)


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run(tmp_path_factory.mktemp("home"), REPLIES)


@pytest.fixture(scope="module")
def ends(run_dir: Path) -> dict[str, Ended]:
    return ends_of(run_dir)


def told(run_dir: Path, end: Ended) -> list[str]:
    """What the model was told in the last request of an attempt."""
    mine = [one for one in exchanges(run_dir) if one.attempt == end.end.attempt]
    body = json.loads(Blobs(run_dir).get(mine[-1].request_blob or ""))
    return [message["content"] for message in body["messages"] if message["role"] == "user"]


def exchanges(run_dir: Path) -> list[Exchange]:
    return [event.exchange for event in read_events(run_dir) if isinstance(event, ExchangeSeen)]


@pytest.mark.parametrize(
    ("task", "requests"),
    [
        ("at-once", 1),
        ("by-a-block", 1),
        ("second-time", 2),
        ("misses-its-place", 2),
        ("half-a-reply-missed", 2),
        ("prose-and-then-code", 2),
    ],
)
def test_what_passes_its_check_is_handed_in_at_once(ends: dict[str, Ended], task: str, requests: int) -> None:
    end = ends[task]
    assert (end.outcome, end.end.exchanges) == (Outcome.SOLVED, requests)
    assert end.end.submission is not None
    assert (end.end.submission.mode, [*end.end.submission.files]) == (Mode.AGENT, ["add.py"])


@pytest.mark.parametrize(
    ("task", "requests"),
    [("stops-by-itself", 2), ("says-the-same-again", 2), ("spends-its-rounds", 4), ("touches-the-tests", 2)],
)
def test_what_never_passes_is_graded_as_it_stands(ends: dict[str, Ended], task: str, requests: int) -> None:
    end = ends[task]
    assert (end.outcome, end.end.exchanges, end.end.fault) == (Outcome.FAILED, requests, None)


def test_the_check_and_what_changed_is_shown(run_dir: Path, ends: dict[str, Ended]) -> None:
    brief, after = told(run_dir, ends["second-time"])
    assert brief.startswith("Task [agents/second-time]")
    assert "return x - 1" in brief
    assert f"`{CHECK}` is run on your files" in brief
    assert after.startswith("Round 2 [agents/second-time]")
    assert "AssertionError" in after
    assert "[exit status 1]" in after
    assert "return x + 2" in after


def test_what_could_not_be_changed_is_named(run_dir: Path, ends: dict[str, Ended]) -> None:
    assert "no line of the file is" in told(run_dir, ends["misses-its-place"])[-1]
    both = told(run_dir, ends["half-a-reply-missed"])[-1]
    assert "edit 2 of 2" in both
    assert "AssertionError" in both
    assert ends["half-a-reply-missed"].labels == ("edit_missed",)


def test_protected_files_stay(run_dir: Path, ends: dict[str, Ended]) -> None:
    assert "tests/test_add.py may not be changed" in told(run_dir, ends["touches-the-tests"])[-1]


@pytest.mark.parametrize(
    ("task", "outcome", "cause", "labels"),
    [
        ("prose-alone", Outcome.FAULTED, FaultClass.MALFORMED, ()),
        ("elsewhere", Outcome.FAULTED, FaultClass.MALFORMED, ()),
        ("what-is-there", Outcome.FAULTED, FaultClass.MALFORMED, ()),
        ("says-nothing", Outcome.FAULTED, FaultClass.EMPTY, ()),
        ("nothing-after-a-change", Outcome.FAILED, None, ("empty",)),
        ("deletes-it", Outcome.FAILED, None, ()),
        ("ends-the-check", Outcome.FAILED, None, ()),
    ],
)
def test_other_ends(
    ends: dict[str, Ended], task: str, outcome: Outcome, cause: FaultClass | None, labels: tuple[str, ...]
) -> None:
    end = ends[task]
    assert (end.outcome, end.cause if outcome is Outcome.FAULTED else None) == (outcome, cause)
    assert end.labels == labels


def test_without_a_check_an_answer_is_enough(tmp_path: Path) -> None:
    ends = ends_of(run(tmp_path, {"wrong": [WRONG], "missed": [block("x * 1", "x"), RIGHT]}, check=""))
    assert (ends["wrong"].outcome, ends["wrong"].end.exchanges) == (Outcome.FAILED, 1)
    assert (ends["missed"].outcome, ends["missed"].end.exchanges) == (Outcome.SOLVED, 2)


def test_the_number_of_rounds_can_be_chosen(tmp_path: Path) -> None:
    replies = {"second-time": REPLIES["second-time"]}
    end = ends_of(run(tmp_path, replies, "--attempt-requests", "1"))["second-time"]
    assert (end.outcome, end.end.exchanges, end.end.fault) == (Outcome.FAILED, 1, None)


def test_a_check_that_hangs_ends_with_its_limit(tmp_path: Path) -> None:
    ends = ends_of(run(tmp_path, {"slow": [RIGHT, "Done."]}, "--command-seconds", "2", check="echo begun; sleep 600"))
    assert (ends["slow"].outcome, ends["slow"].end.exchanges) == (Outcome.SOLVED, 2)
