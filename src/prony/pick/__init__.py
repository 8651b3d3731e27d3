"""The pick: which model for somebody's stack and machine, in one sentence that follows from what was measured.

Residents, in the order of the questions: `answers` (what is asked), `repository` and `signs` (what the code is written
in), `stages` (what each suite tells, weighed by the stack), `candidates` (the sieve), with `launch` and `hosts`;
`to_measure` and `outside_names` (who else there is), `decision` with `preference` and `changes`, `view` (the view
model) and `choose` (all of them in turn). Stacks, weights and memory are those of boards (`prony.boards.weights`,
`prony.boards.memory_fit`).
"""

from prony.pick.answers import Answers
from prony.pick.choose import Surroundings, pick, stack_for
from prony.pick.view import ModelPick

__all__ = ["Answers", "ModelPick", "Surroundings", "pick", "stack_for"]
