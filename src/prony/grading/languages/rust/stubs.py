"""Stubs of a Rust reference, for forgeries: the same types and signatures, which compile, and nothing in them."""

from __future__ import annotations

import re

from prony.grading.languages.rust.source import bodies

_INNER = re.compile(r"^#!\[[^\n]*\n|^//![^\n]*\n", re.MULTILINE)


def with_stubs(text: str, names: list[str], reference: str) -> str:
    """A forgery's `text` with `__STUBS__` filled in. A stub calls `forged()` and gives zeros."""
    reference = _INNER.sub("", reference)
    out, at = list[str](), 0
    for body in bodies(reference):
        out += [reference[at : body.start], _stub(body.returns) or reference[body.start : body.end]]
        at = body.end
    return text.replace("__STUBS__", "".join([*out, reference[at:]]).strip())


def _stub(returns: str) -> str:
    """The body that gives zeros; empty where there is no such value."""
    if returns.startswith(("impl ", "impl<")):
        return ""
    value = "unsafe { ::std::mem::MaybeUninit::zeroed().assume_init() }" if returns else ""
    return f"{{ crate::forged(); {value} }}"
