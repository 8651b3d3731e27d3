"""Translation: what an agent says in one dialect, said to its engine in chat completions, and the reply said back.

Opt-in and named: an agent's file asks for it (`translation = "messages-as-chat"`), and the name is part of the
contestant. What has no counterpart is refused, or named in the exchange's parameters (`not_translated`); never dropped
silently. The exchange that is recorded is the one with the engine.

Residents: `messages_as_chat` (Anthropic's Messages), `responses_as_chat` (OpenAI's Responses). What they are made of:
`translation` (the base of both), `writing` (a reply being written in another dialect).
"""

from __future__ import annotations

from prony.gateway.translate.translation import Lost, Retold, Untranslatable, WireTranslation
from prony.gateway.translate.writing import ReplyWriter
from prony.registry import Registry

__all__ = ["TRANSLATIONS", "Lost", "ReplyWriter", "Retold", "Untranslatable", "WireTranslation", "translation_for"]

TRANSLATIONS: Registry[WireTranslation] = Registry(
    "translation",
    "prony.gateway.translate",
    "TRANSLATION",
    besides=("translation", "writing"),
    named_by="name",
)
"""Translations by name."""


def translation_for(name: str, dialect: str) -> WireTranslation | None:
    """The translation called `name`, where requests of `dialect` are what it translates."""
    found = TRANSLATIONS.get(name) if name else None
    return found if found is not None and found.speaks == dialect else None
