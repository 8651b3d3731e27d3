"""HTML: pages that try the browser, and pages that try to be called right."""

from __future__ import annotations

from prony.grading.languages.parts import Parts

PARTS = Parts(package=__name__)
