"""By how long a task's name is."""

from prony.boards.dimensions.dimension import Dimension

DIMENSION = Dimension(
    title="lengths of names",
    help="whether a task's name is short or long",
    of_task=lambda task: ("short" if len(task.task.rpartition("/")[2]) <= 3 else "long",),
    order=("short", "long"),
    prefix="name_",
)
