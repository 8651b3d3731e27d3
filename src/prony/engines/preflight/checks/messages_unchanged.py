"""Messages stand in the prompt as they were sent, letter by letter."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.marks import FIRST, SYSTEM, TOLD, WORDS
from prony.engines.preflight.seen import TemplateSeen

_AROUND = 40


class MessagesUnchanged:
    """Code is full of signs that a careless template escapes: `<`, `&`, quotes, backslashes, braces."""

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """What the prompt has in the place of the first message that is changed."""
        prompts = [(seen.one, (FIRST,)), (seen.conversation, TOLD), (seen.system, (SYSTEM,))]
        if not isinstance(seen.one, str):
            return None
        for prompt, texts in prompts:
            for text in texts:
                if isinstance(prompt, str) and text not in prompt and (at := prompt.find(WORDS[text])) >= 0:
                    begin = at + len(WORDS[text]) + 1
                    return f"changes what a message says: `{text[len(WORDS[text]) + 1 :][:_AROUND]}` becomes " + (
                        f"`{prompt[begin : begin + _AROUND]}`"
                    )
        return HOLDS


CHECK = MessagesUnchanged()
