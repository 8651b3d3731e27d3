"""The order of contestants by what their engines are loaded with."""

from __future__ import annotations

from prony.bench.load_keys import in_load_order, loaded_first, rough_key
from prony.nouns import AttemptLimits, ContestantSpec, Sampling

HERE, THERE = "http://127.0.0.1:8080/v1", "http://127.0.0.1:8081/v1"


def served(label: str, model: str, place: str = HERE, **more: object) -> ContestantSpec:
    return ContestantSpec(label=label, engine="llama-swap", model=model, base_url=place, **more)


def started(label: str, gguf: str, **more: object) -> ContestantSpec:
    known = {"model": gguf, "gguf": f"{gguf}.gguf"}
    return ContestantSpec(label=label, engine="embedded", **{**known, **more})


def labels(specs: object) -> list[str]:
    return [spec.label for spec in specs]


def test_contestants_of_one_load_come_beside_each_other_and_else_in_the_order_in_which_they_were_named():
    specs = [served("a1", "a"), served("b1", "b"), served("a2", "a", harness="loop"), served("b2", "b")]
    assert labels(in_load_order(specs)) == ["a1", "a2", "b1", "b2"]


def test_a_server_is_gone_through_before_the_next_one_begins():
    specs = [served("a", "a"), served("x", "x", THERE), served("b", "b"), started("e", "e"), served("y", "y", THERE)]
    assert labels(in_load_order(specs)) == ["a", "b", "x", "y", "e"]


def test_references_come_first():
    specs = [served("a", "a"), started("r", "r", reference=True), served("b", "b")]
    assert labels(in_load_order(specs)) == ["r", "a", "b"]


def test_within_a_load_contestants_of_one_harness_come_beside_each_other():
    """A harness may want a prompt cache, or a longer context, of an engine that Prony starts."""
    specs = [
        started("chat on", "m", template={"enable_thinking": True}),
        started("loop on", "m", harness="loop", template={"enable_thinking": True}),
        started("chat off", "m", template={"enable_thinking": False}),
        started("loop off", "m", harness="loop", template={"enable_thinking": False}),
    ]
    assert labels(in_load_order(specs)) == ["chat on", "chat off", "loop on", "loop off"]


def test_what_is_said_in_each_request_is_no_part_of_a_load():
    plain = started("plain", "m")
    for more in (
        {"template": {"enable_thinking": False}},
        {"sampling": Sampling(temperature=0.7)},
        {"attempt": AttemptLimits(max_tokens=99)},
        {"harness": "loop"},
        {"model": "another name for it"},
    ):
        assert rough_key(started("other", "m", **more)) == rough_key(plain), more


def test_what_an_engine_is_started_with_is():
    plain = started("plain", "m")
    for other in (
        started("other", "n"),
        started("other", "m", context=8192),
        started("other", "m", threads=3),
        started("other", "m", engine_options={"cache_type_k": "q8_0"}),
        served("other", "m"),
    ):
        assert rough_key(other) != rough_key(plain), other


def test_whoever_is_loaded_begins_at_its_server_and_no_other_is_overtaken():
    specs = [
        started("r", "r", reference=True),
        served("a", "a"),
        served("b1", "b"),
        served("b2", "b"),
        served("x", "x", THERE),
        served("y", "y", THERE),
    ]
    order = loaded_first(specs, lambda spec: spec.model in ("b", "y"))
    assert labels(order) == ["r", "b1", "b2", "a", "y", "x"]
