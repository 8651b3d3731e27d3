"""What makes one kind of engine recognisable: which addresses to GET, which answers speak for it, what they list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prony.engines.engine import ServedModel
from prony.http1.ask import Answer

MODELS = "/v1/models"
_NOTHING = Answer(0, {}, b"")
CLOUD_NAMES = (
    "gpt-3",
    "gpt-4",
    "gpt-5",
    "chatgpt-",
    "claude-",
    "gemini-",
    "grok-",
    "openai/",
    "anthropic/",
    "google/gemini",
    "openrouter/",
    "azure/",
    "bedrock/",
    "vertex_ai/",
)
"""How models are called that only run in somebody's cloud. A name is weak evidence, and enough to be careful."""


class Seen(Mapping[str, Answer]):
    """The answers of one server by path; a path that got none is an answer of status 0."""

    def __init__(self, answers: Mapping[str, Answer | None]) -> None:
        self._answers = {path: answer for path, answer in answers.items() if answer is not None}

    def __getitem__(self, path: str) -> Answer:
        answer = self._answers.get(path, _NOTHING)
        return answer if answer.status == 200 or path == MODELS else _NOTHING

    def __iter__(self) -> Any:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def owners(self) -> set[str]:
        """The `owned_by` words of the model list."""
        return {row["owned_by"] for row in self[MODELS].rows("data") if isinstance(row.get("owned_by"), str)}


class Kind:
    """Any OpenAI-compatible server; the base of the kinds that are known better.

    name: also the key of its adapter. ports: where it listens by default. asks: paths that are safe to GET: they
    neither load a model nor generate.
    """

    name = "openai-compatible"
    ports: tuple[int, ...] = ()
    asks: tuple[str, ...] = ()

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """Points for this kind with the evidence for each; 8 and more are hardly to be mistaken."""
        rows = seen[MODELS].fields.get("data")
        return [(1, "/v1/models lists models")] if isinstance(rows, list) else []

    def version(self, seen: Seen) -> str | None:
        """The server's version, where it tells."""
        return None

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """What it serves."""
        rows = [row for row in seen[MODELS].rows("data") if isinstance(row.get("id"), str)]
        return tuple(self.served(row, seen) for row in rows)

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """One row of `/v1/models`."""
        return ServedModel(id=row["id"], context=whole(row.get("max_model_len")), cloud=cloud_name(row["id"]))

    def warnings(self, seen: Seen, models: tuple[ServedModel, ...]) -> tuple[str, ...]:
        """What a user should know before measuring there."""
        return ()


def cloud_name(model: str) -> bool:
    """Whether a model is called like one that only runs in a cloud."""
    name = model.lower()
    return name.startswith(CLOUD_NAMES) and not name.startswith("openai/gpt-oss")


def whole(value: Any) -> int | None:
    """`value` when it is a whole number from 0 to 2**53: sizes, counts and contexts are; others were made up."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 2**53 else None


def text(value: Any) -> str | None:
    """`value` when it is a text that is not empty."""
    return value if isinstance(value, str) and value else None
