"""`prony pick` as a person meets it: exit codes, JSON, records, answers that are kept, commands that can be typed."""

from __future__ import annotations

import io
import json
import shlex

import pytest
from board_situations import names, record
from synthetic_run import REQUEST

TASKS = {**names(30), **names(20, "go")}
QUIET = ("--engines", "none")


@pytest.fixture
def decided(tmp_path):
    return record(tmp_path, {"a": "1" * 48 + "0" * 2, "b": "1" * 20 + "0" * 30}, tasks=TASKS)


def test_an_empty_folder_says_what_to_do_and_writes_nothing(prony, tmp_path):
    said = prony("pick", *QUIET)
    assert said.code == 4, said.err
    assert said.out.startswith("No decision: no model was measured in this folder yet.\n")
    assert "prony run quick --model " in said.out
    assert list(tmp_path.iterdir()) == []


def test_a_decision_is_printed_first_and_its_document_says_the_same(prony, decided):
    said = prony("pick", "--stack", "python:3,go:2", *QUIET)
    assert said.code == 0, said.err
    document = json.loads(prony("pick", "--stack", "python:3,go:2", "--json", *QUIET).out)
    assert document["schema"] == "prony.pick/1"
    assert said.out.replace("\n  ", " ").startswith(document["decision"]["sentence"])
    assert document["decision"]["state"] == "decided"


def test_a_record_is_written_when_asked_for_and_never_silently_replaced(prony, decided):
    assert prony("pick", "--stack", "python", *QUIET).code == 0
    assert not (decided / "picks").exists()
    said = prony("pick", "--stack", "python", "--record", "shop", *QUIET)
    assert said.code == 0, said.err
    assert sorted(path.name for path in (decided / "picks").iterdir()) == ["shop.json", "shop.md", "shop.toml"]
    text = (decided / "picks" / "shop.md").read_text()
    assert "a solves more than b on your languages (python)" in text
    assert json.loads((decided / "picks" / "shop.json").read_text())["schema"] == "prony.pick/1"
    again = prony("pick", "--stack", "go", "--record", "shop", *QUIET)
    assert (again.code, "E142" in again.err) == (2, True)
    assert (decided / "picks" / "shop.md").read_text() == text
    assert prony("pick", "--stack", "go", "--record", "shop", "--replace", *QUIET).code == 0
    assert "(go)" in (decided / "picks" / "shop.md").read_text()


def test_kept_answers_are_asked_again_and_options_lie_over_them(prony, decided):
    prony("pick", "--stack", "python:2,go", "--prefer", "size", "--record", "shop", *QUIET)
    kept = json.loads(prony("pick", "--resume", "shop", "--json", *QUIET).out)["answers"]
    assert (kept["stack"], kept["prefer"]) == ("python:2,go", "size")
    over = json.loads(prony("pick", "--resume", "shop", "--stack", "go", "--json", *QUIET).out)["answers"]
    assert (over["stack"], over["prefer"]) == ("go", "size")


@pytest.mark.parametrize(
    ("args", "code", "error"),
    [
        (("--resume", "nobody"), 2, "E140"),
        (("--resume", ""), 2, "E102"),
        (("--resume", "../../etc/passwd"), 2, "E102"),
        (("--record", "../x"), 2, "E102"),
        (("--record", "A b"), 2, "E102"),
        (("--stack", "rust:-1"), 2, "E102"),
        (("--stack", "go", "--repo", "."), 2, "E102"),
        (("--repo", "/nowhere/at/all"), 2, "E107"),
        (("--weights", "/nowhere/at/all"), 2, "E107"),
        (("--memory", "nan"), 2, "E102"),
        (("--memory", "0"), 2, "E102"),
        (("--suite", "six"), 3, "E650"),
        (("--suite", "nobody"), 3, "E650"),
        (("--own", "nobody"), 2, "E301"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_code(prony, decided, args, code, error):
    said = prony("pick", *args, *QUIET)
    assert (said.code, error in said.err) == (code, True), said.err


@pytest.mark.parametrize(
    "text", ["stack = 3", "nobody = 1", 'prefer = "luck"', "memory_gb = -1", "\x00", 'stack = "a\\u0000b"']
)
def test_answers_that_cannot_be_read_are_refused(prony, decided, text):
    (decided / "picks").mkdir()
    (decided / "picks" / "x.toml").write_text(text)
    said = prony("pick", "--resume", "x", *QUIET)
    assert (said.code, "E141" in said.err) == (2, True), said.err


def test_hostile_labels_reach_neither_terminal_nor_record(prony, tmp_path):
    label = "m|<script>\x1b[31m\u202e`x`](http://e)"
    record(tmp_path, {label: "1" * 48 + "0" * 2, "b": "1" * 20 + "0" * 30}, tasks=TASKS)
    said = prony("pick", "--stack", "python", "--record", "x", *QUIET)
    assert said.code == 0, said.err
    text = (tmp_path / "picks" / "x.md").read_text()
    assert not any(sign in said.out + text for sign in ("\x1b", "\u202e"))
    assert "<script>" not in text


def test_the_start_of_a_file_is_a_command_with_its_context_and_pins(prony, tmp_path):
    specs = {"a": {"gguf": "/models/with space/$(x).gguf"}, "b": {"gguf": "/models/b.gguf"}}
    record(tmp_path, {"a": "1" * 48 + "0" * 2, "b": "1" * 20 + "0" * 30}, tasks=TASKS, specs=specs)
    document = json.loads(prony("pick", "--stack", "python", "--json", *QUIET).out)
    chosen = next(one for one in document["candidates"] if one["contestant"] == document["decision"]["choice"])
    said = prony("pick", "--stack", "python", *QUIET).out
    words = shlex.split(said.partition("start:\n")[2].partition("\n")[0])
    assert words == chosen["launch"]["argv"]
    assert words[:3] == ["llama-server", "--model", "/models/with space/$(x).gguf"]
    options = dict(zip(words[1::2], words[2::2], strict=True))
    assert (options["--ctx-size"], options["--temp"], options["--host"]) == ("4096", "0.0", "127.0.0.1")


def test_a_served_model_is_told_by_its_server_and_who_saw_the_prompts(prony, tmp_path):
    specs = {
        "a": {"engine": "openai-compatible", "base_url": "https://api.example.com/v1", "model": "big"},
        "b": {"engine": "llama-server", "base_url": "http://127.0.0.1:8080/v1", "model": "small"},
    }
    record(tmp_path, {"a": "1" * 48 + "0" * 2, "b": "1" * 20 + "0" * 30}, tasks=TASKS, specs=specs)
    said = prony("pick", "--stack", "python", *QUIET, width=200).out
    assert "start:\n    served at https://api.example.com/v1 as big" in said
    assert f"privacy: api.example.com saw 50 requests, 5000 prompt tokens, {50 * len(REQUEST)} bytes of prompts" in said
    assert "privacy: this machine saw 50 requests" in said
    assert "none of it left this machine" in said
    local = prony("pick", "--stack", "python", "--where", "local", *QUIET, width=200)
    assert "b is the only one of 2 measured models that passes" in local.out
    assert "left out: a: runs at api.example.com" in local.out


class Keyboard(io.StringIO):
    """A terminal that types these lines."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def guided(prony, monkeypatch):
    """A function that answers the questions of `prony pick` line by line on a terminal."""

    def call(*lines: str, args: tuple[str, ...] = ()):
        monkeypatch.setattr("sys.stdin", Keyboard("".join(f"{line}\n" for line in lines)))
        monkeypatch.setenv("NO_COLOR", "1")
        return prony("pick", *args, *QUIET, screen=True)

    return call


def test_a_terminal_is_asked_with_what_was_detected_and_refused_answers_are_asked_again(guided, decided):
    (decided / "main.go").write_text("x" * 300)
    said = guided("", "", "lots", "24", "", "", "", "", "size", "n")
    assert said.code == 0, said.err
    assert "go: 100 % of the source" in said.err
    assert "a number above 0 is needed" in said.err
    [kept] = (decided / "picks").iterdir()
    assert "memory_gb = 24.0" in kept.read_text()
    assert 'prefer = "size"' in kept.read_text()
    assert "on your languages (go)" in said.out


def test_questions_that_are_broken_off_are_gone_on_with(guided, decided):
    said = guided("python:2,go", "")
    assert said.code == 130
    [kept] = (decided / "picks").iterdir()
    assert 'stack = "python:2,go"' in kept.read_text()
    again = guided("", "", "", "", "", "", "", "", "y", args=("--resume", kept.stem))
    assert again.code == 0, again.err
    assert "on your languages (python, go)" in again.out
    assert (decided / "picks" / f"{kept.stem}.md").is_file()


def test_options_and_yes_ask_nothing_on_a_terminal(guided, decided):
    for args in (("--yes",), ("--stack", "go"), ("--json",)):
        assert guided(args=args).code == 0
    assert not (decided / "picks").exists()


def test_nothing_is_written_where_a_link_leads(prony, decided, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (decided / "picks").symlink_to(elsewhere)
    said = prony("pick", "--stack", "go", "--record", "x", *QUIET)
    assert (said.code, "E613" in said.err) == (3, True), said.err
    assert list(elsewhere.iterdir()) == []


def test_answers_that_are_a_link_are_not_read(prony, decided, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.toml"
    secret.write_text('stack = "go"')
    (decided / "picks").mkdir()
    (decided / "picks" / "x.toml").symlink_to(secret)
    assert "E141" in prony("pick", "--resume", "x", *QUIET).err
