"""What a pick is: a view model, the same for a terminal, JSON and a decision record."""

from __future__ import annotations

from prony.boards.view import View
from prony.boards.weights.stack import Stack
from prony.pick.answers import Answers
from prony.pick.candidates import PickCandidate
from prony.pick.decision import PickDecision
from prony.pick.hosts import HostSeen
from prony.pick.outside_names import OutsideName
from prony.pick.stages import SuiteEvidence
from prony.pick.to_measure import ToMeasure


class OwnTasks(View, frozen=True, kw_only=True):
    """The asker's own suite. state: `measured`, `not_measured`, `changed` (since it was run), or `none`."""

    name: str
    state: str
    text: str
    next_step: str = ""


class ModelPick(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.pick/1"):
    """A model for a stack: the decision, and everything that it follows from."""

    today: str
    answers: Answers
    stack: Stack
    not_measured: tuple[str, ...]
    """Parts of the stack that no measured task speaks to."""
    suites: tuple[SuiteEvidence, ...]
    """In the order in which they were asked."""
    own: OwnTasks
    memory_bytes: int | None
    memory_source: str
    """Whose memory that is, in words."""
    context: int | None
    """Tokens asked for; None: what each was measured with."""
    context_to_measure: int
    """Tokens with which memory of models is reckoned that were not measured."""
    candidates: tuple[PickCandidate, ...]
    """Everybody who was measured, those that pass first, the highest rate first."""
    shortlist: tuple[str, ...]
    """Ids of the three to five to look at: those that tie first, then the best of the others that pass."""
    decision: PickDecision
    changes: tuple[str, ...]
    """What would change the decision."""
    to_measure: tuple[ToMeasure, ...]
    too_large: int
    """Models here that were not measured and do not fit."""
    outside: tuple[OutsideName, ...]
    """Quoted, never ranked with what was measured."""
    hosts: tuple[HostSeen, ...]
    notes: tuple[str, ...]
    next_steps: tuple[str, ...]

    @property
    def chosen(self) -> PickCandidate | None:
        """The model that is chosen."""
        return next((one for one in self.candidates if one.contestant == self.decision.choice), None)
