"""Agents that speak Messages or Responses, in whole runs: to an engine that does too, and through a translation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agent_suite import FIX, exchanges_in, prony_run, run_dir_of, write_suite

from prony.bench.remaining import Done
from prony.journal import read_events
from prony.nouns import Outcome
from prony.references.tapes import Script, build_tape
from prony.suites import trigger

pytestmark = pytest.mark.real_engine

AGENT = """
argv = ["python3", "{{home}}/agent.py", "{{base_url}}", "{{model}}", "{{brief_file}}"]
version = ["sh", "-c", "echo typed 1.0"]
toolchain = ["python"]
dialect = "{dialect}"
{more}
[files]
"agent.py" = '''
import json, re, subprocess, sys, urllib.request

base_url, model, brief_file = sys.argv[1:]
said = [{{"role": "user", "content": open(brief_file, encoding="utf-8").read()}}]


def ask(where, body):
    headers = {{"Content-Type": "application/json", "x-api-key": "placeholder", "anthropic-version": "2023-06-01"}}
    request = urllib.request.Request(base_url + where, json.dumps(body).encode(), headers)
    return json.load(urllib.request.urlopen(request))


def messages():
    reply = ask("/messages?beta=true", {{"model": model, "max_tokens": 300, "messages": said, "metadata": {{}}}})
    return "".join(block["text"] for block in reply["content"] if block["type"] == "text")


def item(role, content):
    # llama.cpp takes no shorter form of what the assistant said.
    kind = "output_text" if role == "assistant" else "input_text"
    return {{"type": "message", "role": role, "content": [{{"type": kind, "text": content}}]}}


def responses():
    given = [item(**one) for one in said]
    reply = ask("/responses", {{"model": model, "max_output_tokens": 300, "input": given, "store": False}})
    parts = [part for item in reply["output"] if item["type"] == "message" for part in item["content"]]
    return "".join(part["text"] for part in parts)


while True:
    text = {dialect}()
    command = re.search(r"```sh\\n(.*?)```", text, re.DOTALL)
    if command is None:
        break
    ran = subprocess.run(["sh", "-c", command[1]], capture_output=True, text=True)
    said += [{{"role": "assistant", "content": text}}, {{"role": "user", "content": ran.stdout + ran.stderr}}]
'''
"""
WAYS = {
    "speaks-messages": ("messages", ""),
    "speaks-responses": ("responses", ""),
    "messages-translated": ("messages", "messages-as-chat"),
    "responses-translated": ("responses", "responses-as-chat"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of one model behind all four; its home."""
    suite = write_suite(tmp_path_factory.mktemp("suites") / "agents", {"solves": ""})
    home = tmp_path_factory.mktemp("home")
    (home / "agents").mkdir()
    for name, (dialect, translation) in WAYS.items():
        more = f'translation = "{translation}"\n' if translation else ""
        (home / "agents" / f"{name}.toml").write_text(AGENT.format(dialect=dialect, more=more))
    (task,) = suite.tasks
    fix = f"```sh\n{FIX}; printf 'It %s.' worked\n```"
    told = [Script(phrase=trigger(task), text=fix, priority=1), Script(phrase="It worked.", text="Done.", priority=2)]
    build_tape(home / "model.gguf", told, default=Script(phrase="", text="no such task\n"))
    words = [word for name in WAYS for word in ("--harness", name)]
    running = prony_run(home, suite.path, *words, "--gguf", "model.gguf", "--temperature", "0")
    assert run_dir_of(running, home).is_dir()
    return home


def test_all_of_them_solve_what_the_model_can(home: Path) -> None:
    (run_dir,) = (home / "runs").iterdir()
    done = Done(read_events(run_dir))
    outcomes = {done.attempts[name].label: done.outcome(name) for name in done.ends}
    assert outcomes == {f"model · {name}": Outcome.SOLVED for name in WAYS}


def test_what_was_said_is_recorded_as_the_engine_heard_it(home: Path) -> None:
    (run_dir,) = (home / "runs").iterdir()
    done = Done(read_events(run_dir))
    for one in exchanges_in(home):
        dialect, translation = WAYS[done.attempts[one.attempt].label.removeprefix("model · ")]
        assert one.dialect == ("chat" if translation else dialect)
        assert ("translated" in one.flags, one.fault, one.model_asked) == (bool(translation), None, "model")
        assert one.parameters["temperature"] == 0.0
        lost = {"messages": ["metadata"], "responses": ["store"]}[dialect] if translation else None
        assert one.parameters.get("not_translated") == lost


def test_a_translation_is_part_of_who_was_measured(home: Path) -> None:
    (run_dir,) = (home / "runs").iterdir()
    contestants = Done(read_events(run_dir)).contestants
    assert len({one.id for one in contestants.values()}) == len(WAYS)
    for name, (dialect, translation) in WAYS.items():
        harness = contestants[f"model · {name}"].fingerprint.harness
        assert (harness.settings["dialect"], harness.settings.get("translation", "")) == (dialect, translation)
        assert json.dumps(harness.settings).count("as-chat") == bool(translation)
