"""By what a task is about."""

from prony.boards.dimensions.dimension import Dimension
from prony.suites.sampling import MARK

DIMENSION = Dimension(
    title="axes",
    help="what a task is about; one with several axes is in several slices",
    of_task=lambda task: tuple(axis for axis in task.axes if not axis.startswith(MARK)),
    prefix="axis_",
)
