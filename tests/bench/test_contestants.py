from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from prony.bench.contestants import DEFAULT_MODELS, Request, choose, leaves_machine
from prony.config import AttemptConfig, Config, ContestantConfig, RunConfig, SamplingConfig
from prony.engines import Endpoint, ServedModel
from prony.engines.reach import Reached
from prony.errors import UsageError
from prony.nouns import (
    Artifact,
    AttemptLimits,
    ContestantSpec,
    EngineIdentity,
    Fingerprint,
    HarnessIdentity,
    Machine,
    Sampling,
)


async def chosen(request: Request, config: Config | None = None) -> tuple[list[ContestantSpec], list[str]]:
    said: list[str] = []
    return await choose(request, config or Config(), said.append), said


async def test_with_nothing_named_and_no_engine_the_default_models_run_greedily():
    specs, said = await chosen(Request(engines="none"))
    assert [spec.catalog for spec in specs] == list(DEFAULT_MODELS)
    assert all(spec.sampling == Sampling(temperature=0.0) and not spec.named for spec in specs)
    assert all(spec.artifact_sha256 for spec in specs)
    assert any("temperature pinned to 0" in line for line in said)


async def test_a_named_model_keeps_its_own_sampling():
    (spec,), _ = await chosen(Request(engines="none", models=("smollm2-135m",)))
    assert (spec.sampling, spec.named) == (Sampling(), True)


async def test_a_file_is_a_contestant_of_the_embedded_engine(tmp_path: Path):
    file = tmp_path / "some-model.gguf"
    file.write_bytes(b"GGUF")
    (spec,), _ = await chosen(Request(gguf=(str(file),)))
    assert (spec.label, spec.engine, spec.gguf, spec.named) == ("some-model", "embedded", str(file), True)


async def test_a_file_that_is_no_gguf_file_is_refused_before_anything_runs(tmp_path: Path):
    (tmp_path / "model.safetensors").write_bytes(b"\x08\0\0\0")
    with pytest.raises(UsageError, match="not a GGUF file") as caught:
        await chosen(Request(gguf=(str(tmp_path / "model.safetensors"),)))
    assert "safetensors need converting" in str(caught.value)


async def test_where_to_look_for_engines_is_auto_none_or_a_url():
    with pytest.raises(UsageError, match="auto, none or a URL, not local"):
        await chosen(Request(engines="local"))


async def test_a_key_variable_that_is_not_set_is_refused_before_anything_runs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(UsageError, match="the environment has no NO_SUCH_KEY"):
        await chosen(Request(base_url="http://127.0.0.1:1/v1", models=("m",), api_key_env="NO_SUCH_KEY"))


async def test_a_file_that_is_not_there_is_an_error_with_a_code():
    with pytest.raises(UsageError) as caught:
        await chosen(Request(gguf=("/nowhere/x.gguf",)))
    assert caught.value.code == "E107"


async def test_prony_toml_comes_before_what_can_be_found(fake_engine):
    config = Config(contestants=(ContestantConfig(label="mine", base_url="http://127.0.0.1:9/v1", model="m"),))
    specs, _ = await chosen(Request(engines=fake_engine.base_url), config)
    assert [spec.label for spec in specs] == ["mine"]


async def test_a_label_of_prony_toml_can_be_named():
    config = Config(contestants=(ContestantConfig(label="mine", catalog="smollm2-135m", temperature=0.3),))
    (spec,), _ = await chosen(Request(models=("mine",), engines="none"), config)
    assert (spec.catalog, spec.sampling.temperature) == ("smollm2-135m", 0.3)


async def test_the_sampling_of_prony_toml_holds_where_a_contestant_pins_nothing_of_its_own():
    config = Config(
        sampling=SamplingConfig(temperature=0.1, top_p=0.9),
        contestants=(
            ContestantConfig(label="own", catalog="smollm2-135m", temperature=0.7),
            ContestantConfig(label="all", catalog="smollm2-135m"),
        ),
    )
    specs, _ = await chosen(Request(engines="none"), config)
    assert [spec.sampling for spec in specs] == [
        Sampling(temperature=0.7, top_p=0.9),
        Sampling(temperature=0.1, top_p=0.9),
    ]
    (named,), _ = await chosen(Request(models=("qwen2.5-coder-0.5b",), engines="none"), config)
    assert named.sampling == Sampling(temperature=0.1, top_p=0.9)


async def test_what_the_command_line_pins_overrules_prony_toml():
    config = Config(
        run=RunConfig(harness="loop"),
        contestants=(ContestantConfig(label="mine", catalog="smollm2-135m", temperature=0.7, threads=3),),
    )
    (asked,), _ = await chosen(
        Request(engines="none", harnesses=("chat",), threads=1, shares_cpu=False, sampling=Sampling(temperature=0.0)),
        config,
    )
    assert (asked.harness, asked.threads, asked.shares_cpu, asked.sampling.temperature) == ("chat", 1, False, 0.0)
    (plain,), _ = await chosen(Request(engines="none"), config)
    assert (plain.harness, plain.threads, plain.shares_cpu, plain.sampling.temperature) == ("loop", 3, None, 0.7)


async def test_several_harnesses_make_a_matrix_with_labels_of_both():
    config = Config(
        run=RunConfig(harness=("loop", "chat")),
        contestants=(
            ContestantConfig(label="a", catalog="smollm2-135m"),
            ContestantConfig(label="b", catalog="smollm2-135m", harness="chat"),
        ),
    )
    specs, _ = await chosen(Request(engines="none"), config)
    assert [(spec.label, spec.harness) for spec in specs] == [("a · loop", "loop"), ("a · chat", "chat"), ("b", "chat")]
    specs, _ = await chosen(Request(engines="none", harnesses=("chat", "loop", "chat")), config)
    assert [spec.label for spec in specs] == ["a · chat", "a · loop", "b · chat", "b · loop"]


async def test_template_and_limits_of_prony_toml_hold_where_a_contestant_says_nothing():
    config = Config(
        template={"enable_thinking": False},
        attempt=AttemptConfig(wall_s=60, max_tokens=500),
        contestants=(ContestantConfig(label="a", catalog="smollm2-135m", attempt=AttemptConfig(wall_s=5)),),
    )
    (spec,), _ = await chosen(Request(engines="none", attempt=AttemptLimits(tokens=9)), config)
    assert spec.attempt == AttemptLimits(wall_s=5, tokens=9, max_tokens=500, thinking_tokens=8192)
    assert spec.template == {"enable_thinking": False}


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (ContestantConfig(label="x"), "E111"),
        (ContestantConfig(label="x", gguf="a.gguf", catalog="smollm2-135m"), "E111"),
        (ContestantConfig(label="x", base_url="http://127.0.0.1:1/v1"), "E111"),
        (ContestantConfig(label="x", catalog="no-such-weights"), "E111"),
        (ContestantConfig(label="x", base_url="http://a/v1", model="m", api_key_env="PRONY_TEST_NO_SUCH"), "E106"),
    ],
)
async def test_a_table_without_a_usable_source_is_an_error_with_a_code(table: ContestantConfig, code: str):
    with pytest.raises(UsageError) as caught:
        await chosen(Request(engines="none"), Config(contestants=(table,)))
    assert caught.value.code == code


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch):
    """A function that says what discovery is to find: one engine with these models."""

    def engine(*models: ServedModel, warnings: tuple[str, ...] = ()) -> None:
        endpoint = Endpoint(kind="ollama", base_url="http://127.0.0.1:1/v1", models=models, warnings=warnings)

        async def discover(**_: object) -> list[Endpoint]:
            return [endpoint]

        monkeypatch.setattr("prony.bench.contestants.discover", discover)

    return engine


async def test_of_an_engine_the_loaded_models_are_taken(found):
    found(ServedModel(id="asleep", state="unloaded"), ServedModel(id="awake", state="loaded"))
    specs, _ = await chosen(Request())
    assert [(spec.label, spec.named, spec.sampling) for spec in specs] == [("awake", False, Sampling())]


async def test_a_served_models_label_is_one_clean_line_and_its_name_stays_as_it_is(found):
    found(ServedModel(id="m\n-- forged\x1b[31m \u202eline", state="loaded"))
    (spec,), _ = await chosen(Request())
    assert spec.label == "m -- forged line"
    assert spec.model == "m\n-- forged\x1b[31m \u202eline"


async def test_with_none_loaded_the_two_smallest_are_taken_and_all_are_listed(found):
    sizes = {"big": 30, "small": 1, "middle": 7, "unknown": None}
    found(*(ServedModel(id=name, state="unloaded", size_bytes=size and size * 10**9) for name, size in sizes.items()))
    specs, said = await chosen(Request())
    assert [spec.label for spec in specs] == ["small", "middle"]
    assert all(any(name in line for line in said) for name in sizes)


async def test_a_cloud_model_behind_localhost_is_never_taken_without_being_named(found):
    found(ServedModel(id="cloud", state="loaded", cloud=True), warnings=("cloud sends requests elsewhere",))
    specs, said = await chosen(Request())
    assert [spec.catalog for spec in specs] == list(DEFAULT_MODELS)
    assert any("cloud sends requests elsewhere" in line for line in said)
    (named,), _ = await chosen(Request(models=("cloud",)))
    assert named.model == "cloud"


def two_of(monkeypatch) -> None:
    """Two servers that each serve `smol`."""
    served = (ServedModel(id="smol", state="loaded"),)
    both = [
        Endpoint(base_url=f"http://127.0.0.1:{port}/v1", kind="llama-server", models=served) for port in (8080, 8081)
    ]

    async def discover():
        return both

    async def look(url, key_env):
        (endpoint,) = [one for one in both if one.base_url == url]
        return Reached(url, None, lists=True), endpoint

    monkeypatch.setattr("prony.bench.contestants.discover", discover)
    monkeypatch.setattr("prony.bench.servers.look", look)


async def test_a_name_that_two_engines_serve_is_a_question(monkeypatch):
    two_of(monkeypatch)
    with pytest.raises(UsageError) as caught:
        await chosen(Request(models=("smol",)))
    assert caught.value.code == "E116"
    assert "8080" in str(caught.value)
    assert "8081" in str(caught.value)
    (spec,), _ = await chosen(Request(models=("smol",), base_url="http://127.0.0.1:8081/v1"))
    assert (spec.label, spec.base_url) == ("smol", "http://127.0.0.1:8081/v1")


async def test_what_two_engines_have_loaded_is_told_apart(monkeypatch):
    two_of(monkeypatch)
    specs, _ = await chosen(Request())
    assert [spec.label for spec in specs] == ["smol (llama-server 8080)", "smol (llama-server 8081)"]
    assert {spec.model for spec in specs} == {"smol"}


async def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path):
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "m.gguf").write_bytes(b"GGUF")
    specs, _ = await chosen(Request(gguf=tuple(str(tmp_path / folder / "m.gguf") for folder in ("old", "new"))))
    assert [spec.label for spec in specs] == ["m (in old)", "m (in new)"]


async def test_labels_are_given_in_the_contestants_order_and_hold_behind_every_harness(fake_engine):
    request = Request(models=("a", "b"), base_url=fake_engine.base_url, labels=("first", "Second "))
    specs, _ = await chosen(request)
    assert [(spec.label, spec.model) for spec in specs] == [("first", "a"), ("Second", "b")]
    crossed, _ = await chosen(
        Request(models=("a",), base_url=fake_engine.base_url, labels=("mine",), harnesses=("chat", "loop"))
    )
    assert [spec.label for spec in crossed] == ["mine · chat", "mine · loop"]


@pytest.mark.parametrize("labels", [("one",), ("one", "two", "three"), ("one", "\u202e")])
async def test_a_label_too_many_too_few_or_unreadable_is_refused(fake_engine, labels):
    with pytest.raises(UsageError) as caught:
        await chosen(Request(models=("a", "b"), base_url=fake_engine.base_url, labels=labels))
    assert caught.value.code == "E102"


async def test_a_label_of_prony_toml_is_overruled_by_the_one_that_is_given():
    config = Config(contestants=(ContestantConfig(label="own", catalog="smollm2-135m"),))
    (spec,), _ = await chosen(Request(models=("own",), labels=("mine",)), config)
    assert spec.label == "mine"


async def test_a_model_that_its_server_calls_by_a_path_is_called_by_its_stem(fake_engine):
    path = "/home/ann/weights/SmolLM2-135M-Q4_0.gguf"
    (spec,), _ = await chosen(Request(models=(path,), base_url=fake_engine.base_url))
    assert (spec.label, spec.model) == ("SmolLM2-135M-Q4_0", path)


async def test_a_model_that_no_engine_lists_is_taken_at_the_users_word(fake_engine):
    (spec,), _ = await chosen(Request(base_url=fake_engine.base_url, models=("hidden",)))
    assert (spec.model, spec.base_url, spec.named) == ("hidden", fake_engine.base_url, True)


async def test_an_unknown_name_gets_the_nearest_known_one():
    with pytest.raises(UsageError, match="nothing here is called qwen2") as caught:
        await chosen(Request(models=("qwen2.5-coder-05b",), engines="none"))
    assert "qwen2.5-coder-0.5b" in str(caught.value)


async def test_an_address_where_nobody_answers_is_an_error_with_a_code():
    with pytest.raises(UsageError) as caught:
        await chosen(Request(base_url="http://127.0.0.1:9/v1"))
    assert caught.value.code == "E115"


def test_only_addresses_beyond_loopback_leave_the_machine():
    def at(url: str | None) -> ContestantSpec:
        return ContestantSpec(label="x", engine="openai-compatible", base_url=url)

    assert leaves_machine(at("https://api.example.com/v1"))
    assert leaves_machine(at("http://192.168.1.5:8080/v1"))
    assert not any(leaves_machine(at(url)) for url in (None, "http://127.0.0.1:1/v1", "http://localhost:1/v1"))


async def test_the_kind_of_a_server_in_prony_toml_is_found_out_where_it_is_not_told(fake_engine, tmp_path: Path):
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    from ollama_server import FakeOllama, build

    async with FakeOllama(build(tmp_path), tmp_path) as ollama:
        urls = (ollama.base_url, fake_engine.base_url, "http://127.0.0.1:9/v1")
        config = Config(
            contestants=(
                *(ContestantConfig(label=str(n), base_url=url, model="m") for n, url in enumerate(urls)),
                ContestantConfig(label="told", base_url=ollama.base_url, model="m", engine="openai-compatible"),
            )
        )
        specs, _ = await chosen(Request(), config)
        named, _ = await chosen(Request(models=("0",), engines="none"), config)
    assert [spec.engine for spec in specs] == ["ollama", *["openai-compatible"] * 3]
    assert [spec.engine for spec in named] == ["ollama"]


@pytest.mark.parametrize("secret", ["https://example.com/v1?key=sk-secret", "https://example.com/v1#sk-secret"])
async def test_a_key_in_an_address_is_refused_before_it_is_recorded(secret: str):
    with pytest.raises(UsageError, match="query or a fragment") as caught:
        await chosen(Request(base_url=secret, models=("m",)), Config())
    assert "sk-secret" not in f"{caught.value}{caught.value.cause}{caught.value.hint}"


@pytest.mark.parametrize("secret", ["http://me:sk-secret@example.com/v1", "https://sk-secret@example.com/v1"])
async def test_an_address_with_a_password_is_refused_before_it_is_recorded_and_never_repeated(secret: str):
    table = ContestantConfig(label="m", base_url=secret, model="x")
    for request, config in (
        (Request(base_url=secret, models=("x",)), Config()),
        (Request(engines=secret), Config()),
        (Request(), Config(contestants=(table,))),
        (Request(models=("m",)), Config(contestants=(table,))),
    ):
        with pytest.raises(UsageError, match="user or a password") as caught:
            await chosen(request, config)
        assert "sk-secret" not in str(caught.value)


async def test_an_address_that_cannot_be_read_is_refused_with_a_next_step():
    with pytest.raises(UsageError, match="is no URL") as caught:
        await chosen(Request(base_url="http://[::1", models=("x",)))
    assert "http://" in (caught.value.hint or "")


@pytest.mark.parametrize("limits", [{"thinking_tokens": 8192}, {"wall_s": 1.5}, {"wall_s": 60.0, "max_tokens": 1}])
def test_a_fingerprint_is_itself_once_it_was_written(limits: dict[str, int | float]) -> None:
    made = Fingerprint(
        artifact=Artifact(),
        engine=EngineIdentity(kind="vllm"),
        sampling=Sampling(),
        harness=HarnessIdentity(name="chat", version="3", config_sha256="0" * 64),
        machine=Machine(),
        limits=limits,
    )
    read = msgspec.json.decode(msgspec.json.encode(made), type=Fingerprint)
    assert read.digest() == made.digest()
