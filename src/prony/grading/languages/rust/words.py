"""What a compiler's words about hidden tests mean for the submission beside them, without a word of the tests."""

from __future__ import annotations

import re

_CODE = re.compile(r"^error\[(E\d{4})\]", re.MULTILINE)
_MEANINGS = (
    ({"E0603", "E0616", "E0624", "E0451"}, "something that they use is private: it needs `pub`"),
    ({"E0659"}, "it exports a name that tests know as the library's"),
    ({"E0432", "E0433", "E0412", "E0425", "E0405", "E0423", "E0422"}, "something that they use is missing"),
    ({"E0599", "E0609", "E0560"}, "a method, field or variant that they use is missing"),
    ({"E0369", "E0277"}, "a type does not have a trait that they use (such as Debug, PartialEq or Clone)"),
    ({"E0308", "E0061", "E0107", "E0282", "E0283"}, "something that they use has another signature"),
    ({"E0382", "E0499", "E0502", "E0505", "E0597", "E0716"}, "something takes or borrows what they go on to use"),
)


def meaning(said: str) -> str:
    """A sentence on what stands in the tests' way, as far as the codes of its errors tell; else empty."""
    codes = set(_CODE.findall(said))
    return next((words for some, words in _MEANINGS if some & codes), "")
