"""What is pinned for an agent: in the terms of the dialect that it speaks, whichever that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from prony.bench.pins import as_planned, pins, unpinned
from prony.engines import Description
from prony.gateway.dialects import DIALECTS
from prony.gateway.dialects.chat import ChatCompletions
from prony.gateway.wire import ClientRequest
from prony.harnesses import Needs
from prony.harnesses.loop import Loop
from prony.nouns import Artifact, AttemptLimits, CommandManner, ContestantSpec, EngineIdentity, Machine, Mode, Sampling

SPEC = ContestantSpec(
    label="m",
    engine="x",
    harness="agent",
    sampling=Sampling(temperature=0.5, top_k=7),
    attempt=AttemptLimits(max_tokens=1024),
)


class Terse(ChatCompletions):
    """A dialect with words of its own, a default, and no place for top-k."""

    name = "terse"

    def request(self, conversation: dict[str, Any]) -> ClientRequest:
        how = {"heat": conversation["temperature"]} if "temperature" in conversation else {}
        body = {"talk": conversation["messages"], "how": how, "most": conversation.get("max_tokens", 1024)}
        return ClientRequest(path="/terse", body=body)


@pytest.fixture(autouse=True)
def terse() -> Iterator[None]:
    """The dialect, for each test."""
    with DIALECTS.adding("terse", Terse()):
        yield


def spoken(dialect: str | None) -> Needs:
    return Needs(modes=frozenset({Mode.AGENT}), conversation_tokens=1, dialect=dialect)


def described(dialect: str, request: dict[str, Any]) -> Description:
    return Description(
        artifact=Artifact(), engine=EngineIdentity(kind="x"), machine=Machine(), dialect=dialect, request=request
    )


def test_sampling_and_the_cap_on_replies_are_said_in_the_terms_of_the_agents_dialect() -> None:
    assert pins(SPEC, described("chat", {}), spoken("terse")) == {"how": {"heat": 0.5}, "most": 1024}
    assert pins(SPEC, described("chat", {}), spoken("chat")) == {"temperature": 0.5, "top_k": 7, "max_tokens": 1024}


def test_what_an_engine_wants_in_each_request_stays_beside_them() -> None:
    pinned = pins(SPEC, described("ollama", {"options": {"num_ctx": 4096}}), spoken("ollama"))
    assert pinned == {"options": {"num_ctx": 4096, "temperature": 0.5, "top_k": 7, "num_predict": 1024}}


def test_what_a_dialect_has_no_place_for_is_warned_of_by_name() -> None:
    assert (unpinned(SPEC, spoken("terse")) or "").startswith("top_k cannot be pinned: agent speaks terse")
    assert unpinned(SPEC, spoken("chat")) is None
    assert unpinned(SPEC, spoken(None)) is None


@pytest.mark.parametrize("known", [True, False, None])
@pytest.mark.parametrize(("tools", "offered"), [(CommandManner.CALLS, True), (CommandManner.FENCED, False)])
def test_how_commands_travel_is_the_users_choice_before_it_is_the_templates(
    known: bool | None, tools: CommandManner, offered: bool
) -> None:
    described_so = replace(described("chat", {}), offers_tools=known)
    assert as_planned(described_so, replace(SPEC, tools=tools)).offers_tools is offered
    assert as_planned(described_so, SPEC).offers_tools is known


@pytest.mark.parametrize("needs", [Needs(modes=frozenset({Mode.ANSWER})), replace(spoken("terse"), reach=True)])
def test_a_choice_that_a_harness_does_not_follow_is_warned_of(needs: Needs) -> None:
    line = unpinned(replace(SPEC, tools=CommandManner.FENCED), needs)
    assert line is not None
    assert line.startswith("--tools fenced had no effect")


def test_a_choice_that_our_own_agent_follows_needs_no_word() -> None:
    assert unpinned(replace(SPEC, tools=CommandManner.FENCED), Loop().needs) is None
