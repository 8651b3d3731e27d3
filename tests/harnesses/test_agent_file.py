"""Agent files: what is wrong with one is said with its line and a next step, and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony import registry
from prony.errors import UsageError
from prony.harnesses import harness_named, harness_names, harnesses
from prony.harnesses.agent import _writing
from prony.harnesses.agent_file import filled, read_agent
from prony.nouns import AttemptLimits, Mode

SOUND = 'argv = ["agent", "{brief_file}"]\nversion = ["agent", "--version"]\n'


@pytest.fixture
def agents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user's own agents, and the user in the folder above."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prony.toml").write_text("")
    folder = tmp_path / "agents"
    folder.mkdir()
    return folder


def test_a_file_is_a_harness_by_its_name(agents: Path) -> None:
    (agents / "mine.toml").write_text(SOUND + 'modes = ["agent", "edit"]\n[attempt]\nrequests = 7\n')
    assert "mine" in harness_names()
    needs = harness_named("mine").needs
    assert (needs.workspace, needs.reach, needs.dialect) == (True, True, "chat")
    assert needs.modes == {Mode.AGENT, Mode.EDIT}
    assert needs.limits == AttemptLimits(requests=7)


def test_with_a_translation_its_engine_is_spoken_to_in_chat_completions(agents: Path) -> None:
    (agents / "mine.toml").write_text(SOUND + 'dialect = "messages"\ntranslation = "messages-as-chat"\n')
    needs = harness_named("mine").needs
    assert (needs.dialect, needs.translation) == ("chat", "messages-as-chat")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("argv = [\n", "", "not valid TOML"),
        ("argv = []\nversion = x\n", ":2", "not valid TOML"),
        (SOUND + "\nargs = 3\n", ":4", "argv"),
        (SOUND + "env = 3\n", ":3", "env"),
        ('argv = ["agent"]\n', "", "version"),
        ('argv = []\nversion = ["agent"]\n', ":1", "length >= 1"),
        ('version = ["agent"]\nargv = ["agent", "{brief_fil}"]\n', ":2", "did you mean {brief_file}?"),
        (SOUND + 'program = "no-such-folder"\n', ":3", "no-such-folder"),
        (SOUND + 'program = "/"\n', ":3", "more than an agent"),
        (SOUND + 'program = ".."\n', ":3", "more than an agent"),
        (SOUND + '[files]\n"../x" = "y"\n', ":3", "below HOME"),
        (SOUND + "[attempt]\nrequests = 0\n", ":4", "requests"),
        (SOUND + 'dialect = "morse"\n', ":3", "morse"),
        (SOUND + 'translation = "messages-as-chat"\n', ":3", "nothing that is said in chat"),
        (SOUND + 'dialect = "messages"\ntranslation = "responses-as-chat"\n', ":4", "messages-as-chat (for messages)"),
        (SOUND + 'dialect = "messages"\ntranslation = "morse-as-chat"\n', ":4", "morse-as-chat"),
        (SOUND + 'toolchain = ["python>>3"]\n', ":3", "python>>3"),
    ],
)
def test_a_bad_file_is_an_error_with_its_line_and_a_next_step(agents: Path, text: str, line: str, words: str) -> None:
    path = agents / "bad.toml"
    path.write_text(text)
    with pytest.raises(UsageError) as caught:
        read_agent(path)
    assert (caught.value.code, caught.value.where) == ("E282", f"{path}{line}")
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_broken_one_is_told_once_and_the_others_go_on(agents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(registry, "_tell", lines.append)
    (agents / "broken.toml").write_text("argv = [")
    (agents / "mine.toml").write_text(SOUND)
    (agents / "loop.toml").write_text(SOUND)
    for _ in range(2):
        names = [name for name, _ in harnesses()]
        assert {"chat", "loop", "mine"} <= set(names)
        assert "broken" not in names
    assert len(lines) == 2
    assert all(any(word in line for line in lines) for word in ("broken", "loop"))


def test_its_identity_covers_its_file_and_the_program_beside_it(agents: Path) -> None:
    from prony.harnesses import Known

    def digest() -> str:
        return harness_named("mine").identity(Known(version="1")).config_sha256

    (agents / "prog").mkdir()
    (agents / "prog" / "run.py").write_text("1")
    (agents / "mine.toml").write_text(SOUND + 'program = "prog"\n')
    first = digest()
    assert digest() == first
    (agents / "prog" / "run.py").write_text("2")
    second = digest()
    (agents / "mine.toml").write_text(SOUND + 'program = "prog"\nstdin = "x"\n')
    assert len({first, second, digest()}) == 3


def test_only_known_names_are_filled_in() -> None:
    assert filled('{"a": {model}, "b": {}} {other}', {"model": "m"}) == '{"a": m, "b": {}} {other}'


def test_a_long_file_is_written_in_pieces_that_a_shell_takes() -> None:
    assert all(len(command) < 100_000 for command in _writing({"/tmp/x/y": b"z" * 500_000}))
