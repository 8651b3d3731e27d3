"""Titles as parts of addresses."""

import re

_OTHER = re.compile("[^a-z0-9]+")


def slugify(title):
    """A title in lower case, every run of other characters than a-z and 0-9 as one dash; no dash begins or ends it."""
    return _OTHER.sub("-", title.lower()).lstrip("-")
