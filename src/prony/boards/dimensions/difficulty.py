"""By how hard a task is meant to be."""

from prony.boards.dimensions.dimension import Dimension

DIMENSION = Dimension(
    title="difficulties",
    help="how hard a task is meant to be, as its suite says",
    of_task=lambda task: (task.difficulty,),
    order=("easy", "medium", "hard"),
    prefix="difficulty_",
)
