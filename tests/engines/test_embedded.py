"""The embedded engine: real llama.cpp in a child process, from its start to every way it can end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import textwrap
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import psutil
import pytest

from prony.engines import Embedded, cached, context_for
from prony.engines.identity import artifact, read_gguf
from prony.engines.machine import default_threads
from prony.engines.memory import memory_needed
from prony.errors import EngineError, WeightsError
from prony.http1.ask import get, post
from prony.nouns import Thinking

pytestmark = pytest.mark.real_engine


@pytest.fixture
def tape_bytes(tape: Path) -> bytes:
    return tape.read_bytes()


async def ask(engine: Embedded, content: str, **more: Any) -> dict[str, Any]:
    body = {"model": engine.alias, "messages": [{"role": "user", "content": content}], "temperature": 0, **more}
    answer = await post(f"{engine.base_url}/chat/completions", body, key=engine.key, timeout_s=60)
    assert answer is not None
    assert answer.status == 200, answer.text
    return answer.fields


async def gone(pid: int) -> bool:
    for _ in range(200):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        await asyncio.sleep(0.05)
    return False


def unloadable(path: Path) -> Path:
    """A sound GGUF file without the tensors that its architecture needs."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(512)
    writer.add_block_count(1)
    writer.add_tensor("nonsense.weight", np.ones((32, 32), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


async def test_it_serves_a_file_answers_and_leaves_no_process_behind(tape: Path) -> None:
    async with Embedded(tape, alias="the-tape") as engine:
        pid = engine.pid
        reply = await ask(engine, "hi")
        assert reply["choices"][0]["message"]["content"] == "hello there\n"
        assert [one.id for one in await engine.models()] == ["the-tape"]
        assert (await engine.models())[0].loaded
        assert engine.died() is None
        assert (await engine.load()).load_s == engine.load_s > 0
    assert pid is not None
    assert await gone(pid)


async def test_it_listens_on_loopback_only(tape: Path) -> None:
    async with Embedded(tape) as engine:
        listening = [c for c in psutil.Process(engine.pid).net_connections("inet") if c.status == psutil.CONN_LISTEN]
        assert [c.laddr.ip for c in listening] == ["127.0.0.1"]
        assert engine.base_url == f"http://127.0.0.1:{listening[0].laddr.port}/v1"


async def test_it_says_exactly_what_runs(tape: Path) -> None:
    async with Embedded(tape, context=5000, threads=1) as engine:
        said = await engine.describe()
    assert said.artifact == artifact(tape)
    assert said.engine.kind == "embedded"
    assert said.engine.version is not None
    assert said.engine.version.startswith("xllamacpp 20")
    assert (said.engine.threads, said.engine.slots, said.engine.gpu_layers) == (1, 1, 0)
    assert said.engine.served_context is not None
    assert 5000 <= said.engine.served_context < 5000 + 256
    assert said.effective_sampling["temperature"] == 0.8
    assert said.effective_sampling["top_p"] == 0.95
    assert said.has_chat_template is True
    assert said.thinking is Thinking.NONE
    assert said.shares_cpu is True


async def test_two_starts_of_one_file_describe_themselves_alike(tape: Path) -> None:
    async with Embedded(tape) as one, Embedded(tape) as other:
        assert await one.describe() == await other.describe()
        assert one.base_url != other.base_url


async def test_a_base_model_is_told_from_one_with_a_template(base_model: Path) -> None:
    async with Embedded(base_model) as engine:
        said = await engine.describe()
    assert said.has_chat_template is False
    assert said.thinking is None


async def test_the_same_request_is_computed_anew_each_time(tape: Path) -> None:
    async with Embedded(tape) as engine:
        replies = [await ask(engine, "hi") for _ in range(2)]
    assert [one["timings"]["cache_n"] for one in replies] == [0, 0]


async def test_agents_may_have_their_transcript_kept(tape: Path) -> None:
    async with Embedded(tape, prompt_cache=True) as engine:
        await ask(engine, "hi")
        assert (await ask(engine, "hi"))["timings"]["cache_n"] > 0
        assert (await engine.describe()).engine.settings["prompt_cache"] is True


async def test_no_context_is_larger_than_the_file_says(tmp_path: Path) -> None:
    from prony.references import file as tape_file
    from prony.references.tapes import Script, build_tape

    path = tmp_path / "short.gguf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tape_file, "CONTEXT", 1024)
        build_tape(path, [], default=Script(phrase="", text="short"))
    async with Embedded(path, context=50_000) as engine:
        assert (await engine.describe()).engine.served_context == 1024


BROKEN = {
    "E702": lambda content: b"not a model" * 100,
    "E703": lambda content: content[:3000],
    "E704": lambda content: content[:-5000],
}


@pytest.mark.parametrize("code", BROKEN)
async def test_a_broken_file_is_a_coded_error_before_anything_is_started(
    tape_bytes: bytes, tmp_path: Path, code: str
) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(BROKEN[code](tape_bytes))
    with pytest.raises(WeightsError) as raised:
        async with Embedded(path):
            pass
    assert raised.value.code == code


async def test_a_file_that_llama_cpp_refuses_is_a_coded_error_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as raised:
        async with Embedded(unloadable(tmp_path / "odd.gguf")):
            pass
    assert raised.value.code == "E203"
    assert "error loading model" in (raised.value.cause or "")


async def test_a_file_that_makes_llama_cpp_abort_is_a_coded_error_too(tape_bytes: bytes, tmp_path: Path) -> None:
    # Two tokens with one text: an assertion in llama.cpp, not an error that it reports.
    first, second = b"\x01\x00\x00\x00\x00\x00\x00\x00a", b"\x01\x00\x00\x00\x00\x00\x00\x00b"
    path = tmp_path / "aborts.gguf"
    path.write_bytes(tape_bytes.replace(second, first, 1))
    with pytest.raises(EngineError) as raised:
        async with Embedded(path):
            pass
    assert raised.value.code == "E203"
    assert "SIGABRT" in raised.value.what
    assert "GGML_ASSERT" in (raised.value.cause or "")


async def test_a_child_that_dies_says_how_and_can_be_started_again(tape: Path) -> None:
    async with Embedded(tape) as engine:
        os.kill(engine.pid or 0, signal.SIGKILL)
        assert await gone(engine.pid or 0)
        for _ in range(100):
            if "SIGKILL" in (engine.died() or ""):
                break
            await asyncio.sleep(0.02)
        assert "killed by SIGKILL" in (engine.died() or "")
        with pytest.raises(EngineError) as raised:
            await engine.describe()
        assert raised.value.code == "E209"
        await engine.restart()
        assert engine.died() is None
        assert (await ask(engine, "hi"))["choices"][0]["message"]["content"] == "hello there\n"


async def test_a_child_that_takes_too_much_memory_is_ended_with_the_reason(tape: Path) -> None:
    reason = None
    try:
        async with Embedded(tape, context=4096, memory_limit_bytes=20 << 20) as engine:
            for _ in range(100):
                reason = engine.died()
                if reason:
                    break
                await asyncio.sleep(0.05)
    except EngineError as error:
        # It may be seen while it still loads.
        reason = error.what if error.code == "E205" else error.code
    assert "over its limit of 0.02 GB" in (reason or "")


async def test_a_file_that_cannot_fit_is_refused_before_anything_is_started(tape: Path) -> None:
    with pytest.raises(EngineError) as raised:
        async with Embedded(tape, memory_limit_bytes=1 << 20):
            pass
    assert raised.value.code == "E205"


async def test_the_child_ends_when_its_parent_is_killed(tape: Path) -> None:
    program = textwrap.dedent(
        """
        import asyncio, sys
        from prony.engines import Embedded
        async def main():
            async with Embedded(sys.argv[1]) as engine:
                print(engine.pid, flush=True)
                await asyncio.sleep(60)
        asyncio.run(main())
        """
    )
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(tape), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    assert psutil.pid_exists(child)
    parent.kill()
    await parent.wait()
    assert await gone(child)


async def test_a_start_that_is_given_up_leaves_no_process_behind(tape: Path) -> None:
    engine = Embedded(tape)
    entering = asyncio.create_task(engine.__aenter__())
    for _ in range(1000):
        if engine.pid is not None:
            break
        await asyncio.sleep(0.001)
    entering.cancel()
    await asyncio.gather(entering, return_exceptions=True)
    assert engine.pid is not None
    assert await gone(engine.pid)


async def test_no_key_of_the_environment_reaches_the_child(tape: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "secret")
    monkeypatch.setenv("LLAMA_ARG_CTX_SIZE", "77")
    async with Embedded(tape) as engine:
        environment = psutil.Process(engine.pid).environ()
    assert not {"SOME_API_KEY", "LLAMA_ARG_CTX_SIZE"} & environment.keys()


async def test_the_log_is_kept_where_it_is_asked_for(tape: Path, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "engine.log"
    async with Embedded(tape, log=log) as engine:
        await ask(engine, "hi")
    assert "listening" in log.read_text()


async def test_a_missing_wheel_is_a_coded_error_with_the_way_to_get_it(
    tape: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if "site-packages" not in entry])
    with pytest.raises(EngineError) as raised:
        async with Embedded(tape):
            pass
    assert raised.value.code == "E202"


async def test_metrics_and_slots_can_be_read(tape: Path) -> None:
    async with Embedded(tape) as engine:
        root = engine.base_url.removesuffix("/v1")
        metrics, slots = [await get(f"{root}/{name}", key=engine.key) for name in ("metrics", "slots")]
    assert metrics is not None
    assert b"llamacpp:" in metrics.body
    assert slots is not None
    assert len(json.loads(slots.body)) == 1


@pytest.mark.parametrize(
    ("prompt_bytes", "max_tokens", "most", "context"),
    [(10, 100, None, 4096), (10_000, 1024, None, 11_776), (10_000, 1024, 8192, 8192), (10, 10, 2048, 2048)],
)
def test_the_context_holds_the_longest_prompt_and_its_reply(
    prompt_bytes: int, max_tokens: int, most: int | None, context: int
) -> None:
    assert context_for(prompt_bytes, max_tokens, most) == context


def test_the_memory_of_a_context_is_what_keys_and_values_take(tape: Path) -> None:
    header = read_gguf(tape)
    width = header.whole("llama.attention.key_length")
    assert width is not None
    assert memory_needed(header, 1024).context_bytes == 1024 * 2 * width * 2


def test_a_core_is_left_free_where_there_are_several() -> None:
    assert 1 <= default_threads() <= max(1, (os.cpu_count() or 1) - 1)


@pytest.mark.real_model
@pytest.mark.parametrize("name", ["smollm2-135m", "qwen2.5-coder-0.5b"])
async def test_a_real_model_writes_code_and_says_how_fast(
    name: str, users_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(users_cache))
    path = cached(name)
    if path is None:
        pytest.skip(f"`prony models get {name}` has not been run here")
    async with Embedded(path) as engine:
        reply = await ask(engine, "Write a Python function that adds two numbers.", max_tokens=120)
        assert "def " in reply["choices"][0]["message"]["content"]
        assert reply["timings"]["predicted_n"] > 10
        assert (await engine.describe()).thinking is Thinking.NONE
        assert engine.died() is None
