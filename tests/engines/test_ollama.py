"""Ollama: one contract, held to a real one where PRONY_OLLAMA names its binary, and to a fake that plays recordings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from fake_engine import Script, whole
from ollama_server import FakeOllama, an_ollama, build

from prony.engines import Engine, adapter, discover, in_full
from prony.engines.identity import artifact
from prony.engines.kinds.ollama.adapter import Ollama, _numbers
from prony.errors import EngineError
from prony.http1.ask import get
from prony.nouns import Machine, Thinking

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Server:
    """An Ollama with `tape:latest` and `bare:latest`, and the file that both are made of."""

    base_url: str
    tape: Path

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.tape.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def recites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that both serve."""
    return build(tmp_path_factory.mktemp("tape"))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["fake", "real"])
async def server(
    request: pytest.FixtureRequest, recites: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    async with an_ollama(request.param, recites, tmp_path_factory.mktemp("ollama")) as base_url:
        yield Server(base_url, recites)


@pytest_asyncio.fixture(loop_scope="module")
async def fake(recites: Path, tmp_path: Path) -> AsyncIterator[FakeOllama]:
    """The fake alone, for what a real one cannot be made to say."""
    async with FakeOllama(recites, tmp_path) as one:
        yield one


def ollama(base_url: str, context: int | None = None) -> Ollama:
    found = adapter("ollama", base_url, context=context)
    assert isinstance(found, Ollama)
    return found


async def test_it_keeps_the_protocol_of_engines(server: Server) -> None:
    one = ollama(server.base_url)
    assert isinstance(one, Engine)
    assert one.base_url == server.base_url
    assert one.died() is None


async def test_models_are_listed_with_the_digest_of_their_weights_and_not_of_their_manifest(server: Server) -> None:
    models = {one.id: one for one in await ollama(server.base_url).models()}
    assert set(models) == {"tape:latest", "bare:latest"}
    assert {one.digest for one in models.values()} == {server.sha256}
    tags = (await get(server.base_url.removesuffix("/v1") + "/api/tags")).rows("models")  # type: ignore[union-attr]
    assert server.sha256 not in {row["digest"] for row in tags}
    one = models["tape:latest"]
    assert (one.quantization, one.parameters, one.generates, one.cloud) == ("F16", 386_464, True, False)
    assert one.size_bytes is not None


async def test_listing_and_describing_load_nothing(server: Server) -> None:
    one = ollama(server.base_url)
    await one.unload("tape")
    await one.unload("bare")
    assert {model.state for model in await one.models()} == {"unloaded"}
    assert (await one.describe("tape")).engine.served_context is None
    assert {model.state for model in await one.models()} == {"unloaded"}


async def test_discovery_posts_nothing_and_the_adapter_adds_what_only_a_post_tells(server: Server) -> None:
    (found,) = await discover([server.base_url])
    assert found.kind == "ollama"
    assert {one.digest for one in found.models} == {None}
    (more,) = await in_full([found])
    assert {one.digest for one in more.models} == {server.sha256}
    assert more.evidence == found.evidence


async def test_it_loads_with_the_context_that_is_needed_and_unloads(server: Server) -> None:
    one = ollama(server.base_url, context=3072)
    await one.unload("tape")
    assert (await one.load("tape")).cold is True
    assert (await one.load("tape")).cold is False
    said = await one.describe("tape")
    assert said.engine.served_context == 3072
    assert said.request == {"truncate": False, "shift": False, "options": {"num_ctx": 3072}}
    assert [model.context for model in await one.models() if model.loaded] == [3072]
    await one.unload("tape")
    assert (await one.model("tape")).state == "unloaded"
    await one.unload("tape")


async def test_another_context_is_another_load(server: Server) -> None:
    await ollama(server.base_url, context=2048).load("tape")
    other = ollama(server.base_url, context=4096)
    assert (await other.load("tape")).cold is True
    assert (await other.describe("tape")).engine.served_context == 4096


async def test_no_more_context_is_asked_for_than_the_model_was_made_for(server: Server) -> None:
    one = ollama(server.base_url, context=10_000_000)
    assert (await one.describe("tape")).request["options"] == {"num_ctx": 131_072}


async def test_a_local_model_is_identified_from_its_blob(server: Server) -> None:
    one = ollama(server.base_url, context=2048)
    await one.load("tape")
    said = await one.describe("tape")
    expected = artifact(server.tape)
    assert said.artifact.sha256 == expected.sha256 == server.sha256
    assert said.artifact.header_sha256 == expected.header_sha256
    assert said.artifact.bits_per_weight == expected.bits_per_weight
    assert said.machine.cores
    assert said.shares_cpu is True
    assert said.warnings == ()


async def test_what_shapes_an_answer_stands_in_the_description(server: Server) -> None:
    said = await ollama(server.base_url, context=2048).describe("tape")
    assert (said.has_chat_template, said.offers_tools, said.thinking) == (True, True, Thinking.NONE)
    assert said.effective_sampling == {"temperature": 0.25}
    assert said.dialect == "ollama"
    settings = said.engine.settings
    assert set(settings) == {"dialect", "num_ctx", "template_sha256", "system_sha256", "modelfile.num_thread"}
    assert settings["system_sha256"] == hashlib.sha256(b"Recite.").hexdigest()
    bare = (await ollama(server.base_url, context=2048).describe("bare")).engine.settings
    assert bare["template_sha256"] != settings["template_sha256"]


async def test_a_model_that_ollama_knows_no_template_for_is_told_and_warned_of(server: Server) -> None:
    said = await ollama(server.base_url, context=2048).describe("bare")
    assert said.has_chat_template is False
    assert said.artifact.chat_template_sha256, "its file has one, which Ollama does not use"
    assert any("no chat template" in warning and "TEMPLATE" in warning for warning in said.warnings)


async def test_a_model_that_is_not_there_is_a_coded_error(server: Server) -> None:
    with pytest.raises(EngineError) as raised:
        await ollama(server.base_url).load("nothing")
    assert raised.value.code == "E207"
    assert "tape:latest" in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("status", "words", "code"),
    [
        (500, "model requires more system memory (48.0 GiB) than is available (22.1 GiB)", "E205"),
        (500, "llama runner process has terminated: exit status 2", "E203"),
        (400, '"tape" does not support generate', "E203"),
        (404, "model 'tape' not found", "E207"),
    ],
)
async def test_a_load_that_fails_is_a_coded_error_with_its_words(
    fake: FakeOllama, status: int, words: str, code: str
) -> None:
    fake.answers = {("/api/generate", "tape:latest"): whole(status, json.dumps({"error": words}).encode())}
    with pytest.raises(EngineError) as raised:
        await ollama(fake.base_url, context=2048).load("tape")
    assert raised.value.code == code
    assert words.strip('"')[:20] in (raised.value.cause or "").replace("\\", "")


async def test_a_server_that_hangs_up_while_it_loads_is_not_said_to_have_taken_its_time(fake: FakeOllama) -> None:
    fake.answers = {("/api/generate", "tape:latest"): Script((), framing="raw")}
    with pytest.raises(EngineError) as raised:
        await ollama(fake.base_url, context=2048).load("tape")
    assert raised.value.code == "E201"
    assert "hung up" in raised.value.what
    assert raised.value.hint


async def test_a_cloud_model_is_marked_warned_of_and_never_loaded(fake: FakeOllama) -> None:
    cloud = {"remote_host": "https://ollama.com:443", "remote_model": "big", "modelfile": "FROM big", "details": {}}
    fake.answers = {("/api/show", "tape:latest"): whole(200, json.dumps(cloud).encode())}
    one = ollama(fake.base_url, context=2048)
    await one.load("tape")
    said = await one.describe("tape")
    assert {model.id for model in await one.models() if model.cloud} == {"tape:latest"}
    assert said.shares_cpu is False
    assert said.machine == Machine()
    assert said.artifact.sha256 is None
    assert any("leave it for https://ollama.com:443" in warning for warning in said.warnings)
    assert "/api/generate" not in {call.target for call in fake.calls}


async def test_a_blob_that_cannot_be_read_leaves_what_ollama_says_of_it(fake: FakeOllama) -> None:
    shown = {**fake.shown("tape:latest"), "modelfile": f"FROM /nowhere/blobs/sha256-{'ab' * 32}\nTEMPLATE x\n"}
    fake.answers = {("/api/show", "tape:latest"): whole(200, json.dumps(shown).encode())}
    said = await ollama(fake.base_url, context=2048).describe("tape")
    assert said.artifact.sha256 == "ab" * 32
    assert (said.artifact.parameters, said.artifact.quantization) == (386_464, "F16")
    assert said.artifact.header_sha256 is None
    assert any("cannot be read here" in warning for warning in said.warnings)


async def test_a_blob_that_does_not_hold_what_its_name_says_is_told(fake: FakeOllama, tmp_path: Path) -> None:
    false = tmp_path / f"sha256-{'cd' * 32}"
    false.write_bytes(fake.blob.read_bytes())
    shown = {**fake.shown("tape:latest"), "modelfile": f"FROM {false}\n"}
    fake.answers = {("/api/show", "tape:latest"): whole(200, json.dumps(shown).encode())}
    said = await ollama(fake.base_url, context=2048).describe("tape")
    assert said.artifact.sha256 == hashlib.sha256(fake.blob.read_bytes()).hexdigest()
    assert any("does not hold what its name says" in warning for warning in said.warnings)


async def test_a_context_that_nothing_tells_is_not_captured_but_guarded_at_what_was_asked_for(
    fake: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prony.engines.kinds.ollama.adapter._runner", lambda *_: {})
    fake.answers = {("/api/ps", ":latest"): whole(200, b'{"models": []}')}
    said = await ollama(fake.base_url, context=2048).describe("tape")
    assert said.engine.served_context is None
    assert said.cuts_at == 2048


@pytest.mark.parametrize(("on_gpu", "shares"), [(0, True), (500, True), (1000, False)])
async def test_how_much_lies_on_a_gpu_says_whether_it_computes_here(
    fake: FakeOllama, on_gpu: int, shares: bool
) -> None:
    row = {"name": "tape:latest", "size": 1000, "size_vram": on_gpu, "context_length": 2048}
    fake.answers = {("/api/ps", ":latest"): whole(200, json.dumps({"models": [row]}).encode())}
    said = await ollama(fake.base_url, context=2048).describe("tape")
    assert said.shares_cpu is shares
    assert said.engine.gpu_layers == (0 if on_gpu == 0 else None)


async def test_the_context_of_older_versions_is_read_from_the_process_that_runs_the_model() -> None:
    told = {"--ctx-size": "20480", "--parallel": "4", "--threads": "2", "--n-gpu-layers": "odd", "--model": "/b/x"}
    assert _numbers(told) == {"served_context": 5120, "slots": 4, "threads": 2}
    assert _numbers({"--ctx-size": "4096", "--n-gpu-layers": "0"}) == {"served_context": 4096, "gpu_layers": 0}
    assert _numbers({"--parallel": "0", "--ctx-size": "-1"}) == {"slots": 0}
