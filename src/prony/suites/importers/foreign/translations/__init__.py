"""Translations: how a row of MultiPL-E becomes a task, one file for each language.

Residents: `bash` · `cpp` · `go` · `java` · `javascript` · `php` · `ruby` · `rust` · `typescript`. Beside them
`translation` (what a translation is) and `literal_text` (values in the notation of Ruby and PHP).
"""

from prony.registry import Registry
from prony.suites.importers.foreign.translations.translation import Translation

TRANSLATIONS: Registry[Translation] = Registry(
    "translation",
    "prony.suites.importers.foreign.translations",
    "TRANSLATION",
    besides=("translation", "literal_text"),
)

__all__ = ["TRANSLATIONS", "Translation"]
