from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_doctor_tries_the_sandbox_and_every_toolchain(prony):
    checks = {check["name"]: check for check in json.loads(prony("doctor", "--json").out)["checks"]}
    assert {"machine", "disk", "sandbox", "isolation", "python", "embedded engine", "weights"} <= checks.keys()
    assert checks["sandbox"]["state"] == "ok", checks["sandbox"]
    assert "the network is cut" in checks["isolation"]["text"]


def test_a_toolchain_that_does_not_run_is_bad_and_says_the_next_step(prony, tmp_path: Path):
    (tmp_path / "prony.toml").write_text('[toolchains]\nnode = "/nonexistent/node"\n')
    said = prony("doctor", "--toolchains")
    assert said.code == 3
    assert "✗ node" in said.out
    assert "/nonexistent/node" in said.out


@pytest.mark.parametrize("command", ["run", "prove", "tasks"])
def test_a_suite_that_is_not_there_is_an_error_with_a_code(prony, command: str):
    said = prony(command, "no-such-suite")
    assert said.code == 2
    assert "error[E3" in said.err
    assert "quick" in said.err


def test_tasks_lists_suites_and_their_tasks(prony):
    assert "quick" in prony("tasks").out
    said = prony("tasks", "quick")
    assert "py-wrap" in said.out
    assert "oracle" in prony("tasks", "quick", width=200).out
    assert "A, B" in prony("tasks", "six").out


def test_of_a_suite_in_many_languages_the_problems_are_listed(prony):
    said = prony("tasks", "languages", width=200).out
    (row,) = (line for line in said.splitlines() if line.startswith("shelf-labels"))
    assert row.split()[:4] == ["shelf-labels", "ranges", "easy", "12"]
    assert "python, go, ruby, bash" in row
    assert "shelf-labels-rust" not in said


def test_the_tasks_of_one_language_are_listed_when_it_is_named(prony):
    said = prony("tasks", "languages", "--language", "rust,go").out
    assert "shelf-labels-rust" in said
    assert "shelf-labels-go" in said
    assert "shelf-labels-java" not in said


@pytest.mark.parametrize("command", ["prove", "tasks"])
def test_a_language_of_no_task_is_told_with_the_nearest(prony, command):
    said = prony(command, "languages", "--language", "ruts")
    assert said.code == 2
    assert "E104" in said.err
    assert "rust" in said.err


def test_a_model_that_nothing_here_is_called_is_named_with_the_next_step(prony):
    said = prony("run", "quick", "--engines", "none", "--model", "smollm2-136m")
    assert said.code == 2
    assert "did you mean smollm2-135m" in said.err


def test_untrusted_code_without_isolation_needs_consent(prony):
    said = prony("run", "quick", "--sandbox", "bare")
    assert said.code == 2
    assert "--i-accept-running-untrusted-code" in said.err


def test_a_resumed_run_keeps_its_plan(prony):
    said = prony("run", "--resume", "x", "-k", "3")
    assert said.code == 2
    assert "it cannot take repeats" in said.err


def test_json_and_events_do_not_share_stdout(prony):
    assert prony("run", "--json", "--events").code == 2


def test_doctor_says_where_runs_are_kept_and_when_they_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from prony.setup import doctor

    monkeypatch.chdir(tmp_path)
    assert str(tmp_path) in doctor._folder().text
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: False)
    check = doctor._folder()
    assert check.state == "bad"
    assert "cd to a folder of your own" in str(check.hint)


def test_models_of_an_address_where_nothing_answers_names_that_address(prony):
    said = prony("models", "--url", "http://127.0.0.1:1")
    assert said.code == 0
    assert "no engine answers at http://127.0.0.1:1" in said.out
