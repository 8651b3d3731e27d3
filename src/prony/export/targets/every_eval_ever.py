"""Every Eval Ever: a JSON document for each model, and its attempts as JSON Lines where their texts may leave."""

from __future__ import annotations

from prony.export.every_eval_ever.write import write
from prony.export.target import Target

TARGET = Target(
    name="every-eval-ever",
    help="A document for each model in the format of Every Eval Ever, with its attempts where texts may leave.",
    writes="DIR",
    write=write,
    takes=("texts", "organization", "relationship", "doubted"),
    place=40,
)
