"""vLLM: it holds one model from its start, and names itself as its owner.

Sources: vllm/v1/metrics/loggers.py and vllm/engine/arg_utils.py of https://github.com/vllm-project/vllm
"""

from __future__ import annotations

from typing import Any

from prony.engines.engine import Busy, ServedModel, Told
from prony.engines.kind import EngineKind
from prony.engines.prometheus import samples, total
from prony.engines.seen import Seen, text, whole
from prony.engines.serving_flags import settings_of

METRICS = "/metrics"
FLAGS = {
    "--tool-call-parser": "tool_parser",
    "--enable-auto-tool-choice": "auto_tools",
    "--reasoning-parser": "reasoning_parser",
    "--quantization": "quantization",
    "-q": "quantization",
    "--dtype": "dtype",
    "--kv-cache-dtype": "cache_dtype",
    "--max-num-seqs": "most_at_once",
    "--tensor-parallel-size": "tensor_parallel",
    "-tp": "tensor_parallel",
    "--enforce-eager": "eager",
    "--no-enable-prefix-caching": "no_prefix_cache",
    "--generation-config": "generation_config",
}
"""What its command line tells and its addresses do not."""
_CACHE_FACTS = {"cache_dtype": "cache_dtype", "enable_prefix_caching": "prefix_cache"}
"""Labels of its cache's own description -> settings."""


class VllmKind(EngineKind):
    """Recognised by the owner of its model. Neither quantization nor digest are told."""

    name = "vllm"
    lists_all = True
    ports = (8000,)
    asks = ("/version",)
    asks_more = (METRICS,)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner `vllm`."""
        return seen.owned_by("vllm")

    def version(self, seen: Seen) -> str | None:
        """`/version`."""
        return text(seen["/version"].fields.get("version"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """Its one model is loaded; `root` is where that came from."""
        root = text(row.get("root"))
        path = root if root and root.startswith("/") else None
        names = (root,) if root and root != row["id"] else ()
        return ServedModel(
            id=row["id"], state="loaded", context=whole(row.get("max_model_len")), path=path, answers_as=names
        )

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """What the cache's own description says, in `/metrics`."""
        described = next(samples(_metrics(seen), "vllm:cache_config_info"), None)
        labels = described.labels if described else {}
        return Told(settings={name: labels[label] for label, name in _CACHE_FACTS.items() if labels.get(label)})

    def busy(self, seen: Seen) -> Busy | None:
        """Its gauges; the share of its cache had another name in older versions."""
        return busy_by(
            _metrics(seen),
            running="vllm:num_requests_running",
            waiting="vllm:num_requests_waiting",
            cache=("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"),
        )

    def started_with(self, base_url: str) -> dict[str, Any]:
        """The parsers of tools and reasoning, and what else `FLAGS` names."""
        return settings_of(base_url, lambda words: any("vllm" in word for word in words[:4]), FLAGS)


def busy_by(metrics: str, *, running: str, waiting: str, cache: tuple[str, ...]) -> Busy | None:
    """What gauges of these names say; None where there are none of them."""
    runs, waits, share = total(metrics, running), total(metrics, waiting), total(metrics, *cache)
    if runs is None and waits is None and share is None:
        return None
    return Busy(
        running=None if runs is None else int(runs), waiting=None if waits is None else int(waits), cache_share=share
    )


def _metrics(seen: Seen) -> str:
    return seen[METRICS].body.decode("utf-8", "replace")


ENGINE = VllmKind()
