"""What a view model is: a frozen struct whose every field is written, also where it has its default value."""

from __future__ import annotations

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all view models. A document's top struct carries `schema`: its name and version."""
