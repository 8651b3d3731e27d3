"""A load that never comes is an error of its own, whoever is asked to load and however."""

from __future__ import annotations

from typing import Any

import pytest
from fake_engine import Script, Sleep
from scripted_engines import SCRIPTED

from prony.engines import adapter
from prony.errors import EngineError

NEVER = Script((Sleep(30),), framing="raw")
MODULES = ("prony.engines.openai_compatible", "prony.engines.kinds.tabbyapi", "prony.engines.kinds.lm_studio")


@pytest.mark.parametrize(
    "name", ["llama-swap", "vllm", "sglang", "tgi", "litellm", "koboldcpp", "tabbyapi", "lm-studio"]
)
async def test_a_load_that_does_not_come_is_told_from_one_that_fails(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in MODULES:
        monkeypatch.setattr(f"{module}.LOAD_TIMEOUT_S", 0.3)
    scripted = SCRIPTED[name]()
    handlers = dict.fromkeys(scripted.posts(), lambda _: NEVER)

    def posts() -> dict[str, Any]:
        return handlers

    monkeypatch.setattr(scripted, "posts", posts)
    async with scripted:
        model = "cold" if scripted.loads else scripted.model
        with pytest.raises(EngineError) as raised:
            await adapter(scripted.kind, scripted.base_url).load(model)
    assert raised.value.code == "E204"
    assert model in raised.value.what
