"""By the member of its suite that a task is set for."""

from prony.boards.dimensions.dimension import Dimension

DIMENSION = Dimension(
    title="members",
    help="the language, dialect or other member of its suite that a task is set for, where the suite has members",
    of_task=lambda task: (task.member,) if task.member else (),
    prefix="member_",
)
