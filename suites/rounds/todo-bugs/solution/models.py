"""One task of the list, and the rules for its parts."""

from dataclasses import dataclass, field
from datetime import date

PRIORITIES = ("high", "normal", "low")
"""The most urgent first."""


class TodoError(Exception):
    """What a user did wrong, in words for the user."""


@dataclass
class Task:
    """A task. Dates are texts such as 2024-03-01; one that is not done has no done_on."""

    id: int
    title: str
    priority: str = "normal"
    due: str | None = None
    tags: list = field(default_factory=list)
    note: str = ""
    created_on: str = ""
    done_on: str | None = None

    @property
    def is_done(self):
        return self.done_on is not None

    def finish(self, today):
        """Mark it as done on the day `today`. What is done already keeps its day."""
        if self.done_on is None:
            self.done_on = today

    def reopen(self):
        """Mark it as not done."""
        self.done_on = None

    def is_overdue(self, today):
        """Whether its day is past. A task that is due today is not overdue, and neither is one that is done."""
        return self.due is not None and not self.is_done and self.due < today

    def to_json(self):
        """A dict that from_json reads again."""
        return {
            "id": self.id,
            "title": self.title,
            "priority": self.priority,
            "due": self.due,
            "tags": self.tags,
            "note": self.note,
            "created_on": self.created_on,
            "done_on": self.done_on,
        }

    @classmethod
    def from_json(cls, data):
        """The task that to_json made `data` of. Files of older versions have no tags and no note."""
        return cls(
            id=data["id"],
            title=data["title"],
            priority=data.get("priority", "normal"),
            due=data.get("due"),
            tags=list(data.get("tags", [])),
            note=data.get("note", ""),
            created_on=data.get("created_on", ""),
            done_on=data.get("done_on"),
        )


def parse_title(text):
    """A title: one line, without blanks around it."""
    title = " ".join(text.split())
    if not title:
        raise TodoError("a task needs a title")
    return title


def parse_priority(text):
    """One of PRIORITIES."""
    if text not in PRIORITIES:
        raise TodoError(f"no priority: {text} (there are {', '.join(PRIORITIES)})")
    return text


def parse_day(text):
    """A day such as 2024-03-01."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise TodoError(f"no day: {text} (a day is written like 2024-03-01)") from None


def parse_due(text):
    """A day, or none for the word `never`."""
    return None if text == "never" else parse_day(text)


def parse_tags(texts):
    """Tags in small letters, each once, in the order in which they were named first."""
    tags = []
    for text in texts:
        for tag in text.lower().split(","):
            if tag.strip() and tag.strip() not in tags:
                tags.append(tag.strip())
    return tags
