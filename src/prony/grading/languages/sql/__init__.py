"""SQL: forgeries alone. Its tests are cases (`prony.grading.graders.sql`), of level A."""

from __future__ import annotations

from prony.grading.languages.parts import Parts

PARTS = Parts(package=__name__)
