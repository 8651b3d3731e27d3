"""The file that holds the list: JSON, written as a whole."""

import json
import os

from models import Task, TodoError

VERSION = 1


class Store:
    """The tasks of a file, in the order in which they were added. A file that is not there is an empty list."""

    def __init__(self, path):
        self.path = path
        self.tasks = []
        self.next_id = 1
        self.load()

    def load(self):
        """Read the file."""
        if not os.path.exists(self.path):
            return
        try:
            with open(self.path, encoding="utf-8") as file:
                data = json.load(file)
            self.tasks = [Task.from_json(entry) for entry in data["tasks"]]
            self.next_id = data["next_id"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise TodoError(f"{self.path} cannot be read as a list of tasks") from None

    def save(self):
        """Write the file. Until that is done the old one stands."""
        data = {"version": VERSION, "next_id": self.next_id, "tasks": [task.to_json() for task in self.tasks]}
        beside = f"{self.path}.new"
        with open(beside, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=1)
        os.replace(beside, self.path)

    def add(self, **parts):
        """A new task, with a number that no task ever had, not even one that was removed."""
        task = Task(id=self.next_id, **parts)
        self.next_id += 1
        self.tasks.append(task)
        return task

    def get(self, number):
        """The task with this number. Raises TodoError where there is none."""
        for task in self.tasks:
            if task.id == number:
                return task
        raise TodoError(f"there is no task {number}")

    def remove(self, number):
        """Take a task out of the list, and return it."""
        task = self.get(number)
        self.tasks.remove(task)
        return task

    def clear(self):
        """Take all tasks that are done out of the list. Returns how many there were."""
        left = [task for task in self.tasks if not task.is_done]
        count = len(self.tasks) - len(left)
        self.tasks = left
        return count
