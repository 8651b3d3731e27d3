"""C."""

from prony.grading.languages.parts import Parts

PARTS = Parts(package=__name__)
