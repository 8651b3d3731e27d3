"""Preflight of a chat template: what the engine's own template and tokenizer make of small conversations, looked at
before the first attempt, and whatever in that would measure the set-up and not the model.

Residents: `marks` (the conversations) · `door` (what can be asked of an engine) · `doors` (one file an engine family) ·
`seen` (what was rendered) · `control_words` (words such as `<|im_end|>`) · `checks` (one file a fault) · `look` (all of
it: asks, and tells what is broken). Nothing is generated, and no text of a task is sent.
"""

from prony.engines.preflight.look import Preflight, look
from prony.engines.preflight.seen import AskedFor

__all__ = ["AskedFor", "Preflight", "look"]
