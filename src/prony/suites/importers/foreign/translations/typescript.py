"""TypeScript: tests as in JavaScript."""

from prony.suites.importers.foreign.translations.javascript import JavaScriptTranslation

TRANSLATION = JavaScriptTranslation("ts", "TypeScript", "typescript")
