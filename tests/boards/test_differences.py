"""Claims of what differs: known differences first and in the order that matters, and what was in effect, not what was
asked."""

from __future__ import annotations

import msgspec
import pytest
import synthetic

from prony.boards.differences import differences
from prony.nouns import EngineIdentity, Fingerprint, HarnessIdentity, Machine, Sampling


def fingerprint(**changed) -> Fingerprint:
    return synthetic.contestant("m", fingerprint=changed).fingerprint


def known(a: Fingerprint, b: Fingerprint) -> list[str]:
    return [field.name for field in differences(a, b)[0] if field.both]


def one_sided(a: Fingerprint, b: Fingerprint) -> list[str]:
    return [field.name for field in differences(a, b)[0] if not field.both]


def test_an_engines_default_beside_a_pinned_value_is_no_difference_in_effect():
    pinned = fingerprint(sampling=Sampling(temperature=0.0), effective_sampling={"temperature": 0.8, "top_k": 40})
    other = fingerprint(sampling=Sampling(temperature=0.0), effective_sampling={"temperature": 0.2, "top_k": 40})
    assert differences(pinned, other)[0] == ()


@pytest.mark.parametrize("value", [0.8, 0.0])
def test_a_pinned_value_is_compared_with_what_the_other_engine_does_by_itself(value):
    pinned = fingerprint(sampling=Sampling(temperature=0.0))
    open_ = fingerprint(sampling=Sampling(), effective_sampling={"temperature": value})
    found = {field.name: field for field in differences(pinned, open_)[0]}
    assert ("sampling.temperature" in found) == (value != 0.0)
    if value:
        field = found["sampling.temperature"]
        assert (field.a.value, field.a.note, field.b.value, field.b.note) == (0.0, "pinned", 0.8, "the engine's own")


def test_a_default_that_its_engine_does_not_tell_is_captured_on_one_side():
    pinned, untold = fingerprint(sampling=Sampling(top_k=1)), fingerprint(sampling=Sampling())
    assert known(pinned, untold) == []
    assert one_sided(pinned, untold) == ["sampling.top_k"]


def test_settings_without_a_field_of_their_own_are_compared_as_the_engines_tell_them():
    first, other = (fingerprint(effective_sampling={"top_n_sigma": value}) for value in (-1.0, 1.0))
    assert known(first, other) == ["effective_sampling.top_n_sigma"]


def test_what_matters_comes_first_and_what_only_one_tells_comes_last():
    first = synthetic.contestant("m", architecture="llama").fingerprint
    other = msgspec.structs.replace(
        synthetic.contestant("n", quantization="Q8_0").fingerprint,
        engine=EngineIdentity(kind="ollama", version="9.9", served_context=2048),
        sampling=Sampling(temperature=0.5),
        harness=HarnessIdentity(name="loop", version="1", config_sha256="d" * 64),
        machine=Machine(cpu="Other CPU", cores=2),
    )
    names = [field.name for field in differences(first, other)[0]]
    order = [
        "artifact.sha256",
        "artifact.quantization",
        "engine.kind",
        "engine.served_context",
        "sampling.temperature",
        "harness.name",
        "machine.cpu",
        "model_id",
        "artifact.architecture",
    ]
    assert [name for name in names if name in order] == order
    assert one_sided(first, other) == ["artifact.architecture"]


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("template.enable_thinking", {"template": {"enable_thinking": False}}),
        ("limits.max_tokens", {"limits": {"max_tokens": 64.0}}),
    ],
)
def test_what_prony_itself_did_not_set_is_known_not_to_be_set(field, changed):
    (found,) = differences(fingerprint(**changed), fingerprint())[0]
    assert (found.name, found.both, found.b.note) == (field, True, "not set")


def test_two_of_which_nothing_is_captured_do_not_differ_in_it():
    differing, shared = differences(fingerprint(), fingerprint())
    assert differing == ()
    assert {"artifact.quantization", "sampling.top_k", "machine.kernel"} <= {field.name for field in shared}
