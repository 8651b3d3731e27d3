"""Claims of names: short, and no two of them alike, by the fewest traits that tell their contestants apart."""

from __future__ import annotations

import msgspec
import pytest
import synthetic

from prony.labels import Named, apart, look, server, short
from prony.nouns import ContestantSpec, EngineIdentity, HarnessIdentity, Sampling


def named(label: str, base_url: str | None = None, **changed) -> Named:
    """A contestant called `label`, of fixed weights, with some fields of its fingerprint changed."""
    engine = changed.pop("engine", EngineIdentity(kind="llama-server", version="1", served_context=4096))
    found = synthetic.contestant("weights", fingerprint={"engine": engine, **changed})
    spec = ContestantSpec(label=label, engine=engine.kind, base_url=base_url)
    return Named(id=found.id, label=label, spec=spec, fingerprint=found.fingerprint)


def with_artifact(one: Named, **changed) -> Named:
    artifact = msgspec.structs.replace(one.fingerprint.artifact, **changed)
    found = msgspec.structs.replace(one.fingerprint, artifact=artifact)
    return msgspec.structs.replace(one, id=found.digest()[:12], fingerprint=found)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("/home/ann/.cache/weights/SmolLM2-135M-Q4_0.gguf", "SmolLM2-135M-Q4_0"),
        ("~/m/Qwen-00001-of-00003.gguf · loop", "Qwen · loop"),
        (r"C:\Users\ann\models\m.GGUF", "m"),
        ("/srv/models/Qwen2.5-Coder-7B/", "Qwen2.5-Coder-7B"),
        ("models/qwen.gguf", "qwen"),
        ("Qwen/Qwen2.5-Coder-7B", "Qwen/Qwen2.5-Coder-7B"),
        ("hf.co/org/model:Q4_K_M", "hf.co/org/model:Q4_K_M"),
        ("smol\u202e \n x", "smol x"),
        ("", "a model without a name"),
    ],
)
def test_a_label_is_a_name_and_no_place(label, name):
    assert short(label) == name


def test_a_label_of_any_length_is_short_and_those_that_are_cut_alike_are_told_apart():
    long = ["a" * 300 + middle + "z" * 300 for middle in "xy"]
    assert len(short(long[0])) == 81
    assert apart([named(long[0]), named(long[1], base_url="http://127.0.0.1:1/v1")])[1].endswith("z (llama-server 1)")


@pytest.mark.parametrize("other", ["smol", "Smol", " smol ", "sm\u200bol", "sm\u043el", "/a/b/smol.gguf", "ｓmol"])
def test_labels_that_an_eye_takes_for_each_other_look_alike(other):
    assert look(other) == look("smol")


def test_labels_that_differ_stay_as_they_are():
    assert apart([named("smol"), named("qwen"), named("qwen-7b")]) == ["smol", "qwen", "qwen-7b"]


OTHERS = {
    "quantization n/c": {},
    "llama-server 8081": {"base_url": "http://127.0.0.1:8081/v1"},
    "ollama": {"engine": EngineIdentity(kind="ollama", version="1", served_context=4096)},
    "context 2048": {"engine": EngineIdentity(kind="llama-server", version="1", served_context=2048)},
    "llama-server 2": {"engine": EngineIdentity(kind="llama-server", version="2", served_context=4096)},
    "temperature left open": {"sampling": Sampling()},
    "seed 3": {"sampling": Sampling(temperature=0.0, seed=3)},
    "loop": {"harness": HarnessIdentity(name="loop", version="1", config_sha256="c" * 64)},
    "config dddddddddddd": {"harness": HarnessIdentity(name="chat", version="1", config_sha256="d" * 64)},
    "enable thinking False": {"template": {"enable_thinking": False}},
    "max tokens 64": {"limits": {"max_tokens": 64}},
}


@pytest.mark.parametrize("word", OTHERS)
def test_the_one_trait_in_which_two_differ_stands_behind_their_label(word):
    first = named("smol", base_url="http://127.0.0.1:8080/v1")
    other = named("smol", **{"base_url": "http://127.0.0.1:8080/v1", **OTHERS[word]})
    if word == "quantization n/c":
        other = with_artifact(other, quantization=None)
    names = apart([first, other])
    assert names[1] == f"smol ({word})"
    assert names[0] != names[1]


def test_of_several_traits_the_fewest_and_the_most_telling_are_taken():
    two_thousand = EngineIdentity(kind="ollama", version="2", served_context=2048)
    first, other = named("smol"), named("smol", engine=two_thousand)
    assert apart([first, with_artifact(other, quantization="Q8_0")]) == ["smol (Q4_K_M)", "smol (Q8_0)"]
    four = [
        with_artifact(named("m", engine=engine), quantization=quantization)
        for engine in (EngineIdentity(kind="ollama"), EngineIdentity(kind="vllm"))
        for quantization in ("Q4_0", "Q8_0")
    ]
    assert apart(four) == ["m (Q4_0, ollama)", "m (Q8_0, ollama)", "m (Q4_0, vllm)", "m (Q8_0, vllm)"]


def test_whom_nobody_identified_is_told_from_whom_somebody_did():
    ghost = Named(id="?smol", label="smol", spec=ContestantSpec(label="smol", engine="ollama"))
    names = apart([named("smol"), with_artifact(named("smol"), quantization="Q8_0"), ghost])
    assert names == ["smol (Q4_K_M)", "smol (Q8_0)", "smol (never identified)"]


def test_where_no_trait_differs_the_ids_do():
    first = Named(id="abcdef012345", label="smol")
    assert apart([first, Named(id="fedcba012345", label="Smol")]) == ["smol (abcdef)", "Smol (fedcba)"]


def test_a_name_that_was_made_is_never_the_label_of_another():
    rows = [named("m"), with_artifact(named("m"), quantization="Q8_0"), named("m (Q8_0)")]
    names = apart(rows)
    assert len({look(name) for name in names}) == 3


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:8081/v1", "8081"),
        ("http://box:8000/api/paas/v4", "box:8000/api/paas/v4"),
        ("https://user:key@api.example.com/v1?key=secret", "api.example.com"),
        ("http://[::1]:1234/v1", "1234"),
    ],
)
def test_an_address_is_short_and_holds_no_secret(url, words):
    assert server(url) == words
