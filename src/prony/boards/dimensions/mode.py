"""By how a task is handed in."""

from prony.boards.dimensions.dimension import Dimension

DIMENSION = Dimension(
    title="modes",
    help="how a task is handed in: answer, edit, agent or text",
    of_task=lambda task: (task.mode,),
    prefix="mode_",
)
