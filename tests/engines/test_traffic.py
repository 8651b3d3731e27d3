"""What servers of each kind tell of their traffic, in the words in which they tell it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from prony.engines import kind_named
from prony.engines.traffic import Traffic, traffic
from prony.http1.ask import Answer

PROMETHEUS = """# HELP {0} Number of requests
# TYPE {0} gauge
{0}{1} 2
# TYPE {2} gauge
{2}{1} 1.0
"""


def as_bytes(said: Any) -> bytes:
    return said.encode() if isinstance(said, str) else json.dumps(said).encode()


async def look(
    kind: str, said: dict[str, Any], model: str = "m", status: int = 200
) -> tuple[Traffic | None, list[str]]:
    """What is read where the server answers these paths, and the paths that were asked."""
    asked: list[str] = []

    async def ask(path: str) -> Answer | None:
        asked.append(path)
        return Answer(status, {}, as_bytes(said[path])) if path in said else Answer(404, {}, b"{}")

    return await traffic(kind_named(kind), ask, model), asked


@pytest.mark.parametrize(
    ("kind", "said", "busy"),
    [
        ("llama-server", {"/slots": [{"id": 0, "is_processing": True}, {"id": 1, "is_processing": False}]}, 1),
        ("llama-server", {"/slots": [{"id": 0, "state": 1}, {"id": 1, "state": 0}]}, 1),
        (
            "llama-server",
            {"/metrics": PROMETHEUS.format("llamacpp:requests_processing", "", "llamacpp:requests_deferred")},
            3,
        ),
        (
            "vllm",
            {
                "/metrics": PROMETHEUS.format(
                    "vllm:num_requests_running", '{engine="0",model_name="m"}', "vllm:num_requests_waiting"
                )
            },
            3,
        ),
        (
            "sglang",
            {"/metrics": PROMETHEUS.format("sglang:num_running_reqs", '{model_name="m"}', "sglang:num_queue_reqs")},
            3,
        ),
        ("koboldcpp", {"/api/extra/perf": {"queue": 2, "idle": 0}}, 3),
        (
            "llama-server-router",
            {
                "/v1/models": {"data": [{"id": "m", "status": {"value": "loaded"}}]},
                "/slots?model=m&autoload=false": [{"is_processing": True}],
            },
            1,
        ),
        (
            "llama-swap",
            {
                "/running": {"running": [{"model": "m", "state": "ready"}]},
                "/upstream/m/slots": [{"is_processing": True}],
            },
            1,
        ),
    ],
)
async def test_requests_that_are_worked_on(kind: str, said: dict[str, Any], busy: int):
    found, _ = await look(kind, said)
    assert found is not None
    assert found.busy == busy


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "llama-swap",
            {"/running": {"running": [{"model": "m", "state": "ready"}, {"model": "n", "state": "starting"}]}},
        ),
        (
            "llama-server-router",
            {
                "/v1/models": {
                    "data": [
                        {"id": "m", "status": {"value": "loaded"}},
                        {"id": "n", "status": {"value": "loading"}},
                        {"id": "o", "status": {"value": "unloaded"}},
                    ]
                }
            },
        ),
        ("ollama", {"/api/ps": {"models": [{"name": "m", "expires_at": "later"}, {"name": "n"}]}}),
    ],
)
async def test_models_that_are_held(kind: str, said: dict[str, Any]):
    found, _ = await look(kind, said)
    assert found is not None
    assert found.held == {"m", "n"}


async def test_ollama_tells_until_when_it_keeps_the_model_which_each_request_puts_off():
    found, _ = await look("ollama", {"/api/ps": {"models": [{"name": "m:latest", "expires_at": "12:05"}]}})
    assert found == Traffic(held=frozenset({"m:latest"}), touched="12:05")


@pytest.mark.parametrize("state", ["starting", "stopping", "stopped"])
async def test_slots_behind_llama_swap_are_asked_for_only_while_its_model_is_ready(state: str):
    """Asking would start it."""
    _, asked = await look("llama-swap", {"/running": {"running": [{"model": "m", "state": state}]}})
    assert asked == ["/running"]


async def test_a_name_cannot_lead_to_another_path():
    said = {"/running": {"running": [{"model": "../../unload?x=1&y", "state": "ready"}]}}
    _, asked = await look("llama-swap", said, model="../../unload?x=1&y")
    assert asked[1] == "/upstream/..%2F..%2Funload%3Fx%3D1%26y/slots"


@pytest.mark.parametrize(
    "kind", ["llama-server", "llama-server-router", "llama-swap", "ollama", "vllm", "sglang", "koboldcpp"]
)
@pytest.mark.parametrize(
    "said",
    [
        "",
        "null",
        "[]",
        "[1]",
        '[{"is_processing":null}]',
        '{"running":7,"models":{},"data":null}',
        "\xff" * 9,
        "x 1e999",
    ],
)
async def test_what_makes_no_sense_says_nothing(kind: str, said: str):
    paths = ("/slots", "/metrics", "/v1/models", "/running", "/api/ps", "/slots?model=m&autoload=false")
    found, _ = await look(kind, dict.fromkeys(paths, said))
    assert found is None or found in (Traffic(), Traffic(held=frozenset()))


async def test_other_kinds_tell_nothing():
    assert await look("openai-compatible", {"/slots": [{"is_processing": True}]}) == (None, [])
