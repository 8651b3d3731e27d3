"""llama.cpp's server, its own or behind a proxy: `/apply-template` renders as a chat request does, `/tokenize` cuts as
one does, with the tokens that are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from prony.engines.preflight.door import MOST_CHARS, Refused, TemplateDoor, TemplateFacts
from prony.http1.ask import get, post
from prony.plain import clean_line

TIMEOUT_S = 10.0
_NOT_OFFERED = (401, 403, 404, 405, 501, 502, 503, 504)


class LlamaCppDoor:
    """One model of a llama-server, or of a router of them."""

    def __init__(self, root: str, model: str, key: str | None) -> None:
        self._root = root
        self._model = model
        self._key = key

    async def facts(self) -> TemplateFacts:
        """Of `/props`, which shows the template and the words that begin and end a text."""
        answer = await get(f"{self._root}/props?model={quote(self._model)}", key=self._key, timeout_s=TIMEOUT_S)
        said = answer.fields if answer is not None and answer.status == 200 else {}
        return TemplateFacts(
            bos=_text(said.get("bos_token")), eos=_text(said.get("eos_token")), source=_text(said.get("chat_template"))
        )

    async def render(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        tools: Sequence[dict[str, Any]] = (),
        told: dict[str, Any] | None = None,
        prompted: bool = True,
    ) -> str | Refused | None:
        """The answer of `/apply-template`; a complaint of the template is a refusal."""
        body: dict[str, Any] = {
            "model": self._model,
            "messages": list(messages),
            "add_generation_prompt": prompted,
            **({"tools": list(tools)} if tools else {}),
            **({"chat_template_kwargs": told} if told else {}),
        }
        answer = await post(f"{self._root}/apply-template", body, key=self._key, timeout_s=TIMEOUT_S)
        if answer is None or answer.status in _NOT_OFFERED:
            return None
        prompt = answer.fields.get("prompt")
        if answer.status == 200:
            return prompt if isinstance(prompt, str) and len(prompt) <= MOST_CHARS else None
        error = answer.fields.get("error")
        words = error.get("message") if isinstance(error, dict) else None
        return Refused(words=clean_line(words if isinstance(words, str) else answer.text)[:300])

    async def pieces(self, text: str) -> tuple[str, ...] | None:
        """The tokens of `/tokenize`, cut as a chat request is; None from a build that does not name pieces."""
        body = {
            "model": self._model,
            "content": text,
            "add_special": True,
            "parse_special": True,
            "with_pieces": True,
        }
        answer = await post(f"{self._root}/tokenize", body, key=self._key, timeout_s=TIMEOUT_S)
        rows = answer.rows("tokens") if answer is not None and answer.status == 200 else []
        # A piece that is no whole letter comes as a list of bytes: nothing that is looked for.
        found = tuple(piece if isinstance(piece := row.get("piece"), str) else "�" for row in rows)
        return found or None


class LlamaCpp:
    """llama-server alone or as a router, and the embedded engine."""

    kinds: tuple[str, ...] = ("embedded", "llama-server", "llama-server-router")

    def door(self, root: str, model: str, key: str | None) -> TemplateDoor:
        """The server's own addresses."""
        return LlamaCppDoor(root, model, key)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


DOOR = LlamaCpp()
