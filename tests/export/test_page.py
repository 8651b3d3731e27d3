"""Claims of a run's page: it says what the board says, shows all evidence, and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest
import synthetic
from members_record import members_record
from msgspec.structs import replace

from prony import readable
from prony.boards import leaderboard, words
from prony.boards.comparison import words as compare_words
from prony.boards.comparison.compare import compare
from prony.boards.freshness.freshness import freshness
from prony.boards.freshness.tables import freshness_tables
from prony.boards.heat import words as heat_words
from prony.boards.heat.languages import languages
from prony.boards.heat.tables import languages_tables
from prony.journal import ExchangeSeen, Graded
from prony.journal.index import Index
from prony.nouns import FaultCode, KnowledgeCutoff, Purpose
from prony.outcomes import fault

TASKS = {f"py-{n}": "python" for n in range(6)} | {f"js-{n}": "javascript" for n in range(4)}


@pytest.fixture
def bench(build_run):
    """Ten tasks, two models and a reference."""
    builder = build_run(tasks=TASKS, contestants=("all-correct", "small", "large"), references=("all-correct",))
    for label, count in {"all-correct": 10, "small": 2, "large": 8}.items():
        builder.identify(label, reference=label == "all-correct", architecture=None)
        for number, task in enumerate(TASKS):
            builder.attempt(label, task, number < count, wall_s=2.0 + number)
    builder.finish()
    return builder


def test_the_numbers_and_words_are_those_of_the_board(bench, page_of, tmp_path):
    page = page_of()
    with Index(tmp_path) as index:
        board, duel = leaderboard(index, "r1"), compare(index, run="r1")
    assert words.title(board) in page.text
    assert words.verdict(board) in page.text
    assert words.legend(board) in page.text
    charts = [svg["aria-label"] for svg in page.all("svg") if svg.get("role") == "img"]
    for row in board.rows:
        for told in (row.label, words.count_of(row.solved), words.interval_of(row.solved), readable.seconds(2.0)):
            assert told in page.text
        assert f"{words.percent_of(row.solved)} %, 95 % interval {words.interval_of(row.solved)}" in charts
    assert words.points(duel.versus.difference) in page.text
    assert words.span(duel.versus.lo, duel.versus.hi) in page.text
    assert " ".join(compare_words.outcomes(duel.matrix).split()) in page.text


def test_languages_and_freshness_say_what_their_commands_say(page_of, tmp_path):
    """Problems in two languages, half of them released after the cut-off of one of two models."""
    skills = {"alpha": {"python": 0.8, "go": 0.2}, "beta": {"python": 0.3, "go": 0.2}}
    days = {number: "2024-10-31" if number < 12 else "2024-11-01" for number in range(24)}
    specs = {"alpha": {"cutoff": KnowledgeCutoff(day="2024-10", source="its card")}}
    members_record(tmp_path, skills, problems=24, seed=3, released=days, specs=specs)
    page = page_of()
    with Index(tmp_path) as index:
        by_language = languages(index, "r1")
        views = languages_tables(by_language), freshness_tables(freshness(index, "r1"))
    assert {"Languages", "Freshness"} <= {text for tag, text in page.texts if tag == "h2"}
    for view in views:
        for told in (view.title, view.legend, *view.sentences):
            assert " ".join(told.split()) in page.text
        for table in view.tables[-1:]:
            for column in table.shown:
                assert all(" ".join(column.cell(line).split()) in page.text for line in table.lines)
    charts = {svg["aria-label"] for svg in page.all("svg") if svg.get("role") == "img"}
    for row in by_language.rows:
        for cell in row.cells:
            assert heat_words.whole_cell(cell) in page.text
            assert f"{words.percent_of(cell.rate)} %, 95 % interval {words.interval_of(cell.rate)}" in charts


def test_tasks_of_one_language_without_a_cut_off_have_neither_section(build_run, page_of):
    builder = build_run(tasks={f"py-{n}": "python" for n in range(6)}, contestants=("small",))
    builder.identify("small")
    for number in range(6):
        builder.attempt("small", f"py-{number}", number < 2)
    builder.finish()
    assert not {"Languages", "Freshness"} & {text for tag, text in page_of().texts if tag == "h2"}


def test_every_attempt_is_there_with_its_evidence(bench, page_of):
    page = page_of()
    shown = {one["id"] for one in page.all("div") if (one.get("id") or "").startswith("a-")}
    assert len(shown) == 30
    assert page.text.count("whole: prony show") == 30
    for told in (
        "do it",
        "x = 1",
        "solution.py",
        "works",
        "Tests: 2/2 pass",
        "Tests: 1/2 pass",
        "prompt 100 (cached 50)",
    ):
        assert told in page.text


def test_what_was_not_captured_is_said(bench, page_of):
    page = page_of()
    assert "artifact.architecture" in page.text
    assert ("span", "not captured") in page.texts
    assert ("span", "left to the engine") in page.texts


def test_it_refers_to_nothing_outside_and_its_policy_allows_its_own_style_alone(bench, page_of):
    page = page_of()
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "embed", "form", "base", "img"}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert (attributes.get(name) or "#").startswith(("#", "data:"))
    style = next(text for tag, text in page.texts if tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    policy = next(one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}';" in policy
    assert "unsafe" not in policy


def test_every_link_leads_somewhere_and_no_place_has_two(bench, page_of):
    page = page_of()
    places = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert max(places.values()) == 1
    links = [one["href"][1:] for one in page.all("a") if one.get("href", "").startswith("#")]
    assert len(links) > 30
    assert set(links) <= set(places)


def test_tables_are_tables(bench, page_of):
    page = page_of()
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(one.get("scope") in ("col", "row", "rowgroup") for one in page.all("th"))
    assert all(one.get("role") == "img" or one.get("aria-hidden") == "true" for one in page.all("svg"))
    regions = [one.get("aria-label") for one in page.all("div") if one.get("role") == "region"]
    assert all(regions)
    assert len(set(regions)) == len(regions)


def test_the_same_journal_gives_the_same_bytes(bench, page_of):
    assert page_of().source == page_of().source


def test_one_model_is_compared_with_nobody(build_run, page_of):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    builder.attempt("m", "two", False)
    builder.finish()
    page = page_of()
    assert "The two best compared" not in page.text
    assert "1/2" in page.text


def test_a_run_without_an_attempt_has_a_page(build_run, page_of):
    build_run(contestants=())
    page = page_of()
    assert "no model has a scored attempt yet" in page.text.lower()
    assert "No attempt was made." in page.text


def test_attempts_in_flight_waiting_faulted_and_tried_again_are_told_apart(build_run, page_of):
    builder = build_run(tasks=dict.fromkeys(("one", "two", "three", "four"), "python"))
    builder.identify("m")
    builder.start("m", "one")
    two = builder.start("m", "two")
    builder.end(two)
    builder.attempt("m", "three", FaultCode.LOOP)
    first = builder.attempt("m", "four", FaultCode.ENGINE_CRASH)
    builder.attempt("m", "four", True, try_no=1)
    text = page_of().text
    for told in ("open", "waiting", "faulted m loop", "infra m", "try 2 ·", f"try 1: {first} infra (engine_crash)"):
        assert told in text


def test_a_fault_is_told_once_where_one_exchange_is_all_there_was(build_run, page_of):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    cut = fault(FaultCode.TRUNCATED, "the tail of it")
    blobs = {name: builder.journal.blobs.put(data) for name, data in {"request": b"{}", "reply": b"def"}.items()}
    builder.put(ExchangeSeen(exchange=replace(synthetic.exchange(one, **blobs), fault=cut)))
    builder.end(one, code=FaultCode.TRUNCATED, detail="the tail of it", labels=("truncated", "odd"))
    text = page_of().text
    assert text.count("the tail of it") == 1
    assert "truncated · 2.0 s · odd" in text


def test_a_contestant_that_was_never_identified_is_on_the_page(build_run, page_of):
    builder = build_run(contestants=("ghost <b>",))
    one = builder.start("ghost <b>", "one")
    builder.end(one, code=FaultCode.UNREACHABLE)
    page = page_of()
    assert "Never identified" in page.text
    places = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert {one["href"][1:] for one in page.all("a") if one.get("href", "").startswith("#")} <= places
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", place) for place in places)


def test_a_damaged_run_is_shown_up_to_the_damage(bench, page_of, tmp_path):
    path = tmp_path / "runs" / "r1" / "events.jsonl"
    path.write_bytes(path.read_bytes()[:-40] + b'"}\n')
    page = page_of()
    assert "The record is damaged:" in page.text
    assert "8/10" in page.text


def test_a_blob_that_is_gone_is_said(bench, page_of, tmp_path):
    for blob in (tmp_path / "runs" / "r1" / "blobs").rglob("*.zst"):
        blob.unlink()
    assert "is not there" in page_of().text


def test_grades_that_were_superseded_are_kept(build_run, page_of):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one)
    builder.grade(one, False, message="expected 2")
    builder.grade(one, True, grader="2")
    builder.grade(one, True, grader="3")
    text = page_of().text
    assert text.index("grader 3, ") < text.index("superseded grade: the same, by grader 2")
    assert text.index("superseded grade: not solved, 0.0 of 20, by grader 1") < text.index("expected 2")


def test_a_tests_message_of_one_line_stands_beside_it_and_a_longer_one_is_a_block(build_run, page_of):
    builder = build_run()
    builder.identify("m")
    for number, message in enumerate(("got  1\x1b[2J", "first line\nsecond line")):
        one = builder.start("m", "one", number)
        builder.end(one)
        builder.grade(one, False, message=message)
    texts = page_of().texts
    assert ("div", "got  1") in texts
    assert ("i", "ESC") in texts
    assert ("pre", "first line\nsecond line") in texts


def test_suites_stand_apart_each_under_its_own_name(build_run, page_of, monkeypatch):
    quick = synthetic.planned("r1", suite="quick", tasks={"a": "python"}, labels=("m",))
    six = synthetic.planned("r1", suite="six", tasks={"b": "python"}, labels=("m",), digest="e" * 64)
    plan = replace(quick.plan, suites=quick.plan.suites + six.plan.suites)
    monkeypatch.setattr(synthetic, "planned", lambda *_, **__: replace(quick, plan=plan, tasks=quick.tasks + six.tasks))
    builder = build_run(suite="quick")
    builder.identify("m")
    builder.attempt("m", "a", True)
    builder.suite = "six"
    builder.attempt("m", "b", False)
    page = page_of()
    headings = [text for tag, text in page.texts if tag == "h2"]
    assert headings[:4] == ["Board of quick", "Evidence of quick", "Board of six", "Evidence of six"]
    regions = [one["aria-label"] for one in page.all("div") if one.get("role") == "region"]
    assert not set(regions) & set(headings), "a landmark's name is its own"
    assert "numbers at quick" in page.text
    assert "numbers at six" in page.text


def test_steps_and_what_judges_asked_stand_apart(build_run, page_of):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.exchange(one)
    builder.submit(one, 0, {"solution.py": b"x = 'first'\n"})
    builder.grade(one, False, step=0, message="not yet")
    builder.end(one, step=1)
    builder.grade(one, True, step=1)
    builder.exchange(one, number=1, purpose=Purpose.JUDGE, completion=777)
    text = page_of().text
    assert "step 0: failed" in text
    assert "x = 'first'" in text
    assert text.count("completion 777") == 1
    assert text.index("asked by judges") < text.index("completion 777")


def test_pictures_of_pages_stand_with_their_attempt(build_run, page_of):
    builder = build_run()
    builder.identify("m")
    one = builder.start("m", "one")
    builder.end(one, files={"a.html": b"<p>"})
    png = b"\x89PNG\r\n\x1a\n" + bytes(64)
    kept, foreign = builder.journal.blobs.put(png), builder.journal.blobs.put(b"<svg onload='x'>")
    grade = synthetic.grade(one, True)
    builder.put(Graded(grade=replace(grade, pictures={"start": kept, "odd": foreign, "gone": "0" * 64})))
    builder.finish()
    page = page_of()
    assert [image["src"] for image in page.all("img")] == [f"data:image/png;base64,{base64.b64encode(png).decode()}"]
    assert "Picture: odd" in page.text
    assert "is not there" in page.text
