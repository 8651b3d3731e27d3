"""The answers of a server that was looked at, and the words in them that kinds of engine are recognised by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from prony.engines.engine import Busy, ServedModel, Told
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

    def status(self, path: str) -> int:
        """The status of the answer at a path, whatever it was; 0 where none came."""
        return self._answers.get(path, _NOTHING).status

    def listed(self) -> list[dict[str, Any]]:
        """The rows of the model list, each with an `id`; none where there is no list."""
        return model_rows(self[MODELS]) or []

    def owners(self) -> set[str]:
        """The `owned_by` words of the model list."""
        return {row["owned_by"] for row in self.listed() if isinstance(row.get("owned_by"), str)}

    def owned_by(self, owner: str) -> list[tuple[int, str]]:
        """The sign of a server that names itself as the owner of its models."""
        return [(8, f"models are owned by {owner}")] if owner in self.owners() else []


def model_rows(answer: Answer) -> list[dict[str, Any]] | None:
    """The rows of a model list, each with an `id` of its own; None where the answer is no such list.

    Under `data` or `models`, or bare; objects, or names alone. `null` is a list of nothing. A row whose name is no text
    is passed over, and so is the second of one name.
    """
    if answer.status != 200:
        return None
    rows = answer.json
    if isinstance(rows, dict):
        key = next((key for key in ("data", "models") if key in rows), None)
        if key is None:
            return None
        rows = rows[key]
        if rows is None:
            return []
        if isinstance(rows, dict):
            rows = [{"id": name, **(row if isinstance(row, dict) else {})} for name, row in rows.items()]
    if not isinstance(rows, list):
        return None
    named: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = _name_in(row)
        if name is not None:
            named.setdefault(name, {**(row if isinstance(row, dict) else {}), "id": name})
    return None if rows and not named else list(named.values())


def _name_in(row: object) -> str | None:
    """The name in a row of a model list."""
    if isinstance(row, dict):
        row = next((row[key] for key in ("id", "name", "model") if isinstance(row.get(key), str)), None)
    return row if isinstance(row, str) and row.strip() else None


class Reader(Protocol):
    """The part of a kind that an adapter needs: which paths to GET, and what the answers mean."""

    @property
    def name(self) -> str:
        """The kind's name in plans and fingerprints."""
        ...

    @property
    def asks(self) -> tuple[str, ...]:
        """Paths that are safe to GET."""
        ...

    @property
    def asks_more(self) -> tuple[str, ...]:
        """Further paths that are safe to GET of this kind."""
        ...

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """The models that the server serves."""
        ...

    def tells(self, served: ServedModel, seen: Seen) -> Told:
        """What the answers say of one of them beside that."""
        ...

    def busy(self, seen: Seen) -> Busy | None:
        """What the server is at."""
        ...

    def started_with(self, base_url: str) -> dict[str, Any]:
        """Settings in the command line of its process."""
        ...

    def version(self, seen: Seen) -> str | None:
        """The server's version, where it tells."""
        ...

    @property
    def lists_all(self) -> bool:
        """Whether a model that is not listed is not served."""
        ...

    def unlisted(self, name: str, seen: Seen) -> ServedModel:
        """A model that the server answers to and does not list."""
        ...

    def called(self, models: tuple[ServedModel, ...], name: str) -> tuple[ServedModel, ...]:
        """The models that a name may mean."""
        ...


def cloud_name(model: str) -> bool:
    """Whether a model is called like one that only runs in a cloud."""
    name = model.lower()
    return name.startswith(CLOUD_NAMES) and not name.startswith("openai/gpt-oss")


def whole(value: Any) -> int | None:
    """`value` when it is a whole number from 0 to 2**53: sizes, counts and contexts are; others were made up."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 2**53 else None


def texts(value: Any) -> tuple[str, ...]:
    """The texts in a list; none where it is no list."""
    return tuple(one for one in value if isinstance(one, str) and one) if isinstance(value, list) else ()


def text(value: Any) -> str | None:
    """`value` when it is a text that is not empty."""
    return value if isinstance(value, str) and value else None
