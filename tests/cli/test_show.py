"""Claims of `prony show` and of every reading face: whatever a model wrote, a terminal gets clean text."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
import synthetic

from prony.journal import ExchangeSeen, Graded
from prony.nouns import FaultCode, Purpose

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\r\nsecond\x00line"


@pytest.fixture
def hostile(build_run):
    """A run in which every text that could come from outside is hostile."""
    builder = build_run(tasks={"one": "py\x1b[31mthon", "two": "js"}, contestants=(f"m{EVIL}",))
    builder.identify(f"m{EVIL}", quantization=f"Q{EVIL}", name=EVIL, file=EVIL, architecture=EVIL, licence=EVIL)
    label = f"m{EVIL}"
    one = builder.start(label, "one")
    builder.exchange(one, reply=EVIL)
    builder.end(one, reply=EVIL, files={f"a{EVIL}.py": EVIL.encode()}, notes=(EVIL,), labels=(EVIL,))
    builder.grade(one, False, message=EVIL)
    two = builder.start(label, "two")
    builder.end(two, code=FaultCode.NO_ANSWER, detail=EVIL)
    builder.finish(EVIL)
    return one, two


@pytest.mark.parametrize("screen", [False, True])
@pytest.mark.parametrize(
    "args",
    [
        (),
        ("board",),
        ("board", "--md"),
        ("board", "--csv"),
        ("board", "--json"),
        ("board", "--attempts"),
        ("board", "--attempts", "--csv"),
        ("board", "--attempts", "--md"),
        ("board", "--attempts", "--json"),
        ("show", "ONE"),
        ("show", "ONE", "--json"),
        ("show", "ONE", "--full"),
        ("show", "TWO"),
        ("show", EVIL),
        ("board", EVIL),
        ("index", "--rebuild"),
    ],
)
def test_no_hostile_text_reaches_a_terminal_raw(hostile, prony, args, screen):
    named = {"ONE": hostile[0], "TWO": hostile[1]}
    said = prony(*(named.get(arg, arg) for arg in args), width=200, screen=screen)
    own = re.compile(r"\x1b\[[0-9;]*m") if screen else re.compile("(?!)")
    for text in (said.out, said.err):
        assert not RAW.search(own.sub("", text)), repr(RAW.search(own.sub("", text)))
        assert "\x1b[31m" not in said.out or screen
    assert said.out or said.err


def test_show_tells_everything_of_an_attempt(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.exchange(one)
    builder.end(one, reply="my reply", files={"a.py": b"x = 1\n"}, labels=("truncated",))
    builder.grade(one, False, message="expected 2, got 1")
    builder.grade(one, True, grader="2")
    builder.finish()
    said = prony("show", one[:5])
    assert said.code == 0
    for told in (
        "quick/one · m · repeat 0, try 0",
        "solved",
        "20.0 of 20",
        "my reply",
        "== file a.py ==",
        "x = 1",
        "labels truncated",
        "grade 1 of 2 (superseded), grader 1",
        "grade 2 of 2 (counts), grader 2",
        "expected 2, got 1",
        "decode 20.0 tok/s",
        "artifact.architecture",
        "not captured",
        "left to the engine",
        "do it",
    ):
        assert told in said.out, told


def test_show_says_what_was_repaired_to_be_graded(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, files={"a.py": b"x = 1\n"})
    grade = synthetic.grade(one, False)
    builder.put(Graded(grade=msgspec.structs.replace(grade, repairs=("cents", "round"))))
    builder.finish()
    assert (
        "did not build as it was handed in; repaired for grading: cents, round (not credited)" in prony("show", one).out
    )
    assert json.loads(prony("show", one, "--json").out)["grades"][0]["repairs"] == ["cents", "round"]


def test_show_says_what_each_criterion_asks_and_of_what_kind_it_is(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, files={"a.py": b"x = 1\n"})
    grade = synthetic.grade(one, False)
    (works,) = grade.criteria
    criteria = (
        msgspec.structs.replace(works, title="it does what was asked"),
        msgspec.structs.replace(works, id="tidy", points=0.5, earned=0.5, failed=(), required=False, bonus=True),
        msgspec.structs.replace(works, id="gate", points=0, earned=0, failed=("gate/*",), title="breaks nothing"),
    )
    builder.put(Graded(grade=msgspec.structs.replace(grade, criteria=criteria)))
    builder.finish()
    out = prony("show", one).out
    assert "✗ works  0/20           it does what was asked\n" in out
    assert "✓ tidy   0.5/0.5 bonus\n" in out
    assert "✗ gate   gate           breaks nothing; missing: gate/*\n" in out


def test_tests_in_a_row_that_came_out_alike_are_counted_unless_all_is_asked_for(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, files={"a.py": b"x = 1\n"})
    grade = synthetic.grade(one, False)
    lost = [msgspec.structs.replace(grade.tests[0], id=f"case-{n}", message="no result came") for n in range(20)]
    odd = msgspec.structs.replace(grade.tests[0], id="odd", message="something else")
    builder.put(Graded(grade=msgspec.structs.replace(grade, tests=(*lost, odd))))
    builder.finish()
    short, full = prony("show", one).out, prony("show", one, "--full").out
    assert "✗ case-2\n    no result came\n✗ … 17 more, the same (--full)\n✗ odd\n    something else\n" in short
    assert "case-3" not in short
    assert all(f"✗ case-{n}\n" in full for n in range(20))


def test_show_as_json_is_the_view(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.attempt("m", "one", True)
    document = json.loads(prony("show", one, "--json").out)
    assert (document["schema"], document["attempt"], document["outcome"]) == ("prony.attempt/1", one, "solved")


def test_a_long_reply_is_cut_and_says_how_to_see_the_rest(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, reply="\n".join(f"line {n}" for n in range(500)))
    cut = prony("show", one).out
    assert "line 59" in cut
    assert "line 60" not in cut
    assert "440 more lines (--full)" in cut
    assert "line 499" in prony("show", one, "--full").out


def test_an_attempt_that_is_not_there_is_an_error(build_run, prony):
    build_run().identify("m")
    said = prony("show", "nope")
    assert said.code == 3
    assert "error[E651]" in said.err


def test_the_status_lists_runs(build_run, prony):
    builder = build_run("20260101-0000-aaaa")
    builder.finish("budget")
    said = prony()
    assert re.search(r"20260101-0000-aaaa .* quick .* budget", said.out)
    assert "next  prony board" in said.out


def test_a_conversation_of_several_exchanges_is_shown_without_its_brief(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    call = {"index": 0, "id": "1", "function": {"name": "bash", "arguments": '{"command": "ls"}'}}
    turn = [{"role": "assistant", "content": "", "tool_calls": [call]}, {"role": "tool", "content": "a.py\x1b[2J"}]
    for number, (messages, delta) in enumerate(([[], {"tool_calls": [call]}], [turn, {"content": "that is all"}])):
        body = json.dumps({"messages": [{"role": "user", "content": "the brief"}, *messages]}).encode()
        reply = f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\n".encode()
        put = builder.journal.blobs.put
        builder.put(ExchangeSeen(exchange=synthetic.exchange(one, number=number, request=put(body), reply=put(reply))))
    builder.end(one)
    told = prony("show", one).out
    conversation = told[told.index("== conversation ==") : told.index("== exchanges ==")]
    assert [line.strip() for line in conversation.splitlines()[1:] if line.strip()] == [
        "[assistant]",
        "calls bash",
        '{"command": "ls"}',
        "[tool]",
        "a.py",
        "[assistant]",
        "that is all",
    ]


def test_steps_and_what_judges_asked_stand_apart(build_run, prony):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.exchange(one)
    builder.submit(one, 0, {"solution.py": b"x = 'first'\n"})
    builder.grade(one, False, step=0, message="not yet")
    builder.end(one, step=1)
    builder.grade(one, True, step=1)
    builder.exchange(one, number=1, purpose=Purpose.JUDGE, completion=777)
    said = prony("show", one).out
    step = said[said.index("== step 0 ==") :]
    assert "failed, handed in as answer" in step
    assert "x = 'first'" in step
    assert "not yet" in step
    assert "777" not in said[: said.index("== asked by judges ==")]
    assert "777" in said[said.index("== asked by judges ==") :]
    board = prony("board", width=250).out
    assert "1 request of judges, which no number here counts" in board


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def seen(build_run):
    """An attempt whose grade has a picture, and one whose name leads elsewhere, as a foreign record may say."""
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, files={"a.html": b"<p>"})
    blob = builder.journal.blobs.put(PICTURE)
    grade = synthetic.grade(one, True)
    builder.put(Graded(grade=msgspec.structs.replace(grade, pictures={"start": blob, "../../out": blob})))
    builder.finish()
    return one


def test_show_names_pictures_and_writes_them_where_it_is_told(seen, prony, tmp_path):
    folder = tmp_path / "seen"
    said = prony("show", seen, "--pictures", str(folder))
    assert "start.png" in said.out, [line for line in said.out.splitlines() if ".png" in line]
    assert "72 bytes" in said.out, [line for line in said.out.splitlines() if ".png" in line]
    assert [path.name for path in folder.iterdir()] == [f"{seen}-0-start.png"]
    assert (folder / f"{seen}-0-start.png").read_bytes() == PICTURE
    assert not (tmp_path.parent / "out.png").exists()
    (folder / f"{seen}-0-start.png").write_bytes(b"mine")
    assert "left alone" in prony("show", seen, "--pictures", str(folder)).err
    assert (folder / f"{seen}-0-start.png").read_bytes() == b"mine"


def test_pictures_that_cannot_be_written_are_an_error_with_its_place(seen, prony, tmp_path):
    (tmp_path / "file").write_text("")
    said = prony("show", seen, "--pictures", str(tmp_path / "file"))
    assert said.code != 0
    assert "E109" in said.err
