"""By what a task is about."""

from prony.boards.dimensions.dimension import Dimension

DIMENSION = Dimension(
    title="axes",
    help="what a task is about; one with several axes is in several slices",
    of_task=lambda task: task.axes,
    prefix="axis_",
)
