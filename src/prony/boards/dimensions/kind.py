"""By what kind of task it is."""

from prony.boards.dimensions.dimension import Dimension
from prony.suites.sampling import kind_of

DIMENSION = Dimension(
    title="kinds",
    help="the first of a task's axes: each task is in one slice at most",
    of_task=lambda task: (kind,) if (kind := kind_of(task.axes)) else (),
    prefix="kind_",
)
