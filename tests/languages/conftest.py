"""A task in memory."""

import pytest

from prony.nouns import Mode, Task


@pytest.fixture
def make_task():
    """A task in memory: `make_task(toolchain=...)`."""

    def build(**fields) -> Task:
        return Task(
            **{
                "id": "suite/task",
                "suite": "suite",
                "name": "task",
                "title": "Task",
                "path": "",
                "digest": "0" * 64,
                "mode": Mode.ANSWER,
                "instruction": "",
                "criteria": (),
                **fields,
            }
        )

    return build
