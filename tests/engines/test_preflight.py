"""The preflight of a chat template: each fault is named as what it is, and sound templates raise none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from chat_templates import BROKEN, CHATML, MENDED, SOUND, Family, tape_with

from prony.engines import Embedded, cached
from prony.engines.base_urls import root_of
from prony.engines.preflight import AskedFor, Preflight, look
from prony.engines.preflight.checks import CHECKS
from prony.engines.preflight.door import Refused, TemplateFacts
from prony.engines.preflight.doors.ollama import places_of
from prony.engines.preflight.look import judged
from prony.engines.preflight.marks import FIRST, TRICKY
from prony.engines.preflight.seen import TemplateSeen, see
from prony.nouns import Artifact, EngineIdentity, Fingerprint, HarnessIdentity, Machine, Sampling, TemplateCheck

AGENT = AskedFor(system=True)


async def looked_at(path: Path, asked: AskedFor = AGENT) -> Preflight:
    async with Embedded(path) as engine:
        found = await look(engine.kind, root_of(engine.base_url), engine.alias, engine.key, asked)
    assert found is not None
    return found


def of(family: Family) -> AskedFor:
    return AskedFor(system=True, tools="tools" in family.template)


@pytest.mark.real_engine
@pytest.mark.parametrize("name", SOUND)
async def test_a_sound_template_of_any_family_raises_no_alarm(tmp_path: Path, name: str) -> None:
    found = await looked_at(tape_with(tmp_path / "tape.gguf", SOUND[name]), of(SOUND[name]))
    assert not found.stops
    assert not found.doubts
    assert not found.notes
    assert {"messages-kept", "reply-begun", "control-tokens", "one-bos"} <= set(found.check.held)


@pytest.mark.real_engine
@pytest.mark.parametrize("fault", BROKEN)
async def test_a_broken_template_is_named_by_what_is_wrong_and_nothing_else(tmp_path: Path, fault: str) -> None:
    check, family = BROKEN[fault]
    found = await looked_at(tape_with(tmp_path / "tape.gguf", family), of(family))
    noted = ["no-clock"] if found.notes else []
    assert [*found.check.broken, *noted] == [check]
    assert len([*found.stops, *found.doubts, *found.notes]) == 1


@pytest.mark.real_engine
@pytest.mark.parametrize("name", MENDED)
async def test_what_the_engine_mends_itself_is_no_fault(tmp_path: Path, name: str) -> None:
    found = await looked_at(tape_with(tmp_path / "tape.gguf", MENDED[name]))
    assert not found.check.broken
    assert "system-kept" in found.check.held


@pytest.mark.real_engine
async def test_a_switch_that_the_template_has_works_and_another_is_named(tmp_path: Path) -> None:
    told = AskedFor(told={"enable_thinking": False})
    sound = await looked_at(tape_with(tmp_path / "qwen3.gguf", SOUND["qwen3"]), told)
    assert "switches-work" in sound.check.held
    idle = await looked_at(tape_with(tmp_path / "chatml.gguf", SOUND["chatml-with-tools"]), told)
    assert idle.check.broken == {
        "switches-work": "makes the same prompt with and without enable_thinking=False",
    }
    effort = await looked_at(
        tape_with(tmp_path / "harmony.gguf", SOUND["harmony"]), AskedFor(told={"reasoning_effort": "medium"})
    )
    assert "switches-work" in effort.check.held  # what it is by default, too, is asked for with effect


@pytest.mark.real_engine
async def test_a_date_that_the_engine_tells_can_be_pinned(tmp_path: Path) -> None:
    """llama.cpp tells templates the day as `date_string`, which those of Llama 3 write down."""
    tape = tape_with(tmp_path / "llama3.gguf", BROKEN["day-of-llama3"][1])
    assert (await looked_at(tape)).notes
    assert not (await looked_at(tape, AskedFor(told={"date_string": "26 Jul 2024"}))).notes


@pytest.mark.real_model
@pytest.mark.parametrize("name", ["smollm2-135m", "qwen2.5-coder-0.5b"])
async def test_models_of_the_catalog_have_sound_templates(
    name: str, users_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(users_cache))
    path = cached(name)
    if path is None:
        pytest.skip(f"`prony models get {name}` has not been run here")
    found = await looked_at(path, AskedFor(system=True, tools="qwen" in name))
    assert not found.check.broken
    assert not found.notes
    assert {"system-kept", "one-bos", "control-tokens", "turns-closed"} <= set(found.check.held)


@pytest.mark.real_engine
async def test_messages_that_were_left_out_are_counted(tmp_path: Path) -> None:
    found = await looked_at(tape_with(tmp_path / "tape.gguf", BROKEN["last-swallowed"][1]))
    assert found.stops == ("leaves out the last user message",)


@pytest.mark.real_engine
async def test_the_same_template_is_seen_alike_twice(tmp_path: Path) -> None:
    tape = tape_with(tmp_path / "tape.gguf", SOUND["qwen3"])
    assert (await looked_at(tape)).check == (await looked_at(tape)).check


def test_a_template_that_takes_no_question_is_told_in_the_engines_own_words() -> None:
    found = judged(TemplateSeen(one=Refused(words="for completion only")))
    assert found is not None
    assert found.stops == ("takes no user message: for completion only",)


class Scripted:
    """A door whose engine renders in ChatML, and may be of any kind of bad faith."""

    def __init__(self, *, pieces: tuple[str, ...] | None = None, says: str | None = None, offered: bool = True) -> None:
        self._pieces, self._says, self._offered = pieces, says, offered

    async def facts(self) -> TemplateFacts:
        return TemplateFacts(bos="<s>", eos="</s>")

    async def render(self, messages: Sequence[dict[str, Any]], **more: Any) -> str | Refused | None:
        if not self._offered:
            return None
        if self._says is not None:
            return self._says
        turns = "".join(f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>\n" for one in messages)
        return turns + ("<|im_start|>assistant\n" if more.get("prompted", True) else "")

    async def pieces(self, text: str) -> tuple[str, ...] | None:
        return self._pieces


async def test_an_engine_that_renders_nothing_is_not_captured() -> None:
    assert judged(await see(Scripted(offered=False), AGENT)) is None


async def test_an_engine_without_a_tokenizer_is_judged_by_what_it_renders() -> None:
    found = judged(await see(Scripted(), AGENT))
    assert found is not None
    assert not found.check.broken
    assert "one-bos" not in found.check.held
    assert "control-tokens" not in found.check.held


@pytest.mark.parametrize("says", ["", "\0" * 100, f"{FIRST}" * 4000, "\x1b[2J" + FIRST, "<|im_end|>" * 20_000, TRICKY])
async def test_no_answer_of_an_engine_breaks_the_look(says: str) -> None:
    found = judged(await see(Scripted(says=says, pieces=("", "\0", "<s>", "<s>", "\x1b")), AGENT))
    assert found is not None
    assert found.stops
    for line in (*found.stops, *found.doubts, *found.notes, *found.check.broken.values()):
        assert len(line) <= 240
        assert "\x1b" not in line
        assert "\n" not in line


OLLAMA = {
    "{{ .Prompt }}": {"user", "assistant"},
    "{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}<|im_start|>user\n{{ .Prompt }}<|im_end|>\n"
    "<|im_start|>assistant\n{{ .Response }}": {"user", "assistant", "system"},
    "{{- range $i, $_ := .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}": {
        "user",
        "assistant",
        "system",
        "tool_results",
    },
    '{{ if .Tools }}{{ .Tools }}{{ end }}{{ range .Messages }}{{ if eq .Role "user" }}[INST]{{ .Content }}[/INST]'
    '{{ else if eq .Role "assistant" }}{{ .Content }}{{ else if eq .Role "tool" }}{{ .Content }}{{ end }}{{ end }}': {
        "user",
        "assistant",
        "tools",
        "tool_results",
    },
    "{{ .Prompt }}{{/* .System is not for this one */}} Today is {{ currentDate }}.": {"user", "assistant", "clock"},
    "no place for anything": {"assistant"},
}


@pytest.mark.parametrize("template", OLLAMA)
def test_places_of_a_template_of_ollama_are_read(template: str) -> None:
    assert places_of(template) == OLLAMA[template]


def test_a_template_of_ollama_without_a_place_for_what_is_sent_is_told() -> None:
    def found(places: set[str]) -> Preflight | None:
        return judged(TemplateSeen(facts=TemplateFacts(places=frozenset(places)), system_asked=True))

    sound = found({"user", "system", "assistant"})
    assert sound is not None
    assert not sound.check.broken
    lost = found({"assistant"})
    assert lost is not None
    assert lost.stops == ("has no place for a system message", "has no place for a user message")
    dated = found({"user", "system", "clock"})
    assert dated is not None
    assert dated.notes == ("looks at the clock",)


async def test_kinds_of_engines_without_a_door_are_not_captured() -> None:
    for kind in ("openai-compatible", "replay", "litellm", "lm-studio", "sglang", "tgi"):
        assert await look(kind, "http://127.0.0.1:1", "m", None, AGENT) is None


def _fingerprint(check: TemplateCheck | None) -> str:
    return Fingerprint(
        artifact=Artifact(),
        engine=EngineIdentity(kind="llama-server"),
        sampling=Sampling(),
        harness=HarnessIdentity(name="chat", version="1", config_sha256=""),
        machine=Machine(),
        template_check=check,
    ).digest()


def test_only_a_fault_makes_another_contestant() -> None:
    """A look that finds nothing leaves the id of those who were measured before anybody looked."""
    assert _fingerprint(None) == _fingerprint(TemplateCheck(held=("one-bos",)))
    broken = TemplateCheck(held=("steady",), broken={"one-bos": "begins with two"})
    assert _fingerprint(broken) != _fingerprint(None)
    assert _fingerprint(broken) == _fingerprint(TemplateCheck(broken={"one-bos": "in other words"}))


def test_every_check_is_tried_with_a_template_that_breaks_it() -> None:
    tried = {check for check, _ in BROKEN.values()} | {"takes-a-question", "switches-work"}
    assert tried == set(CHECKS)
    assert CHATML[-1] == "<|im_end|>"
