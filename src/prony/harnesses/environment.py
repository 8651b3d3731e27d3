"""What a harness finds beside its task: what is known of the model, and where an agent can work."""

from __future__ import annotations

from dataclasses import dataclass

from prony.harnesses.result import HarnessResult
from prony.nouns import FaultCode
from prony.outcomes import fault
from prony.sandbox import Workspaces


@dataclass(frozen=True)
class Environment:
    """Handed in by the bench, the same for all attempts of one contestant.

    has_chat_template, offers_tools: what the engine's description says of the model's template; None where it does
    not. dialect: what the engine is best spoken to in, for `prony.gateway.chat`. workspaces: makes a workspace for an
    attempt; None where none can be had, which only agents mind.
    """

    has_chat_template: bool | None = None
    offers_tools: bool | None = None
    dialect: str = "chat"
    workspaces: Workspaces | None = None

    def not_asked(self) -> HarnessResult | None:
        """The result of a model without a chat template: what a server would make of messages is not its doing."""
        words = "the model's file has no chat template: it is a base model, and was not asked"
        return (
            HarnessResult(fault=fault(FaultCode.NO_CHAT_TEMPLATE, words)) if self.has_chat_template is False else None
        )
