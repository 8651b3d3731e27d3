"""Which tasks are shown, in which order, and how."""

from models import PRIORITIES

ORDERS = ("added", "due", "priority")


def select(tasks, today, *, everything=False, tag=None, overdue=False):
    """The tasks to be shown: those that are not done, or everything; with this tag alone; or the overdue ones alone."""
    chosen = [task for task in tasks if everything or not task.is_done]
    if tag is not None:
        chosen = [task for task in chosen if tag.lower() in task.tags]
    if overdue:
        chosen = [task for task in chosen if task.is_overdue(today)]
    return chosen


def in_order(tasks, order):
    """The tasks in an order. Of equals the one that was added first comes first.

    added: as they were added. due: the earliest first, and last those that are never due. priority: the most urgent
    first.
    """
    if order == "due":
        return sorted(tasks, key=lambda task: (task.due is None, task.due or ""))
    if order == "priority":
        return sorted(tasks, key=lambda task: PRIORITIES.index(task.priority))
    return list(tasks)


def matching(tasks, words):
    """The tasks that have every one of the words in title or note, in large letters or small."""
    found = []
    for task in tasks:
        text = f"{task.title}\n{task.note}".lower()
        if all(word.lower() in text for word in words):
            found.append(task)
    return found


def line(task, today):
    """A task in one line: `3 [ ] high  Buy milk  due 2024-03-01 (overdue)  #shop`."""
    parts = [f"{task.id} [{'x' if task.is_done else ' '}] {task.priority}", task.title]
    if task.due is not None:
        parts.append(f"due {task.due}" + (" (overdue)" if task.is_overdue(today) else ""))
    if task.tags:
        parts.append(" ".join(f"#{tag}" for tag in task.tags))
    return "  ".join(parts)


def details(task):
    """All that is known of a task, a line each; what it does not have is left out."""
    known = {
        "title": task.title,
        "priority": task.priority,
        "due": task.due,
        "tags": ", ".join(task.tags),
        "note": task.note,
        "created": task.created_on,
        "done": task.done_on,
    }
    return [f"{name}: {value}" for name, value in known.items() if value]


def counts(tasks, today):
    """How many tasks are open, overdue and done."""
    done = sum(task.is_done for task in tasks)
    overdue = sum(task.is_overdue(today) for task in tasks)
    return f"{len(tasks) - done} open, {overdue} overdue, {done} done"
