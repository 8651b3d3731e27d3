"""By the language that a task asks for."""

from prony.boards.dimensions.dimension import Dimension
from prony.languages import LANGUAGES


def short(name: str) -> str:
    """The language's short name, where its descriptor has one."""
    language = LANGUAGES.get(name)
    return language.short if language is not None else name


DIMENSION = Dimension(
    title="languages",
    help="the language that a task asks for",
    of_task=lambda task: (task.language,),
    short=short,
)
