"""SGLang: it holds one model from its start, and names itself as its owner.

Sources: https://docs.sglang.io/basic_usage/native_api.html and its production metrics.
"""

from __future__ import annotations

from typing import Any

from prony.engines.engine import Busy, ServedModel
from prony.engines.kind import EngineKind
from prony.engines.kinds.vllm import METRICS, busy_by
from prony.engines.seen import Seen, text, whole
from prony.engines.serving_flags import settings_of

FLAGS = {
    "--tool-call-parser": "tool_parser",
    "--reasoning-parser": "reasoning_parser",
    "--quantization": "quantization",
    "--dtype": "dtype",
    "--kv-cache-dtype": "cache_dtype",
    "--max-running-requests": "most_at_once",
    "--tp": "tensor_parallel",
    "--tp-size": "tensor_parallel",
    "--tensor-parallel-size": "tensor_parallel",
    "--attention-backend": "attention",
    "--disable-radix-cache": "no_prefix_cache",
    "--chat-template": "chat_template",
    "--speculative-algorithm": "speculative",
}
"""What its command line tells and its addresses do not, or only beside its key."""


class SglangKind(EngineKind):
    """Recognised by the owner of its model. Its `/server_info` holds keys and its `/health` generates: neither is
    asked."""

    name = "sglang"
    lists_all = True
    ports = (30000,)
    asks_more = ("/model_info", METRICS)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner `sglang`."""
        return seen.owned_by("sglang")

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """Its one model is loaded."""
        model = text(seen["/model_info"].fields.get("model_path"))
        path = model if model and model.startswith("/") else None
        generates = seen["/model_info"].fields.get("is_generation")
        return ServedModel(
            id=row["id"],
            state="loaded",
            context=whole(row.get("max_model_len")),
            path=path,
            answers_as=(model,) if model and model != row["id"] else (),
            generates=False if generates is False else None,
        )

    def busy(self, seen: Seen) -> Busy | None:
        """Its gauges, where it was started with --enable-metrics."""
        return busy_by(
            seen[METRICS].body.decode("utf-8", "replace"),
            running="sglang:num_running_reqs",
            waiting="sglang:num_queue_reqs",
            cache=("sglang:token_usage",),
        )

    def started_with(self, base_url: str) -> dict[str, Any]:
        """The parsers of tools and reasoning, and what else `FLAGS` names."""
        return settings_of(base_url, lambda words: any("sglang" in word for word in words[:4]), FLAGS)


ENGINE = SglangKind()
