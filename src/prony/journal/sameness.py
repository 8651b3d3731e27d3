"""Whether two attempts gave the same: short digests of what was replied and of what was graded."""

from __future__ import annotations

from prony.nouns import Submission, digest_of

DIGITS = 16
"""Of a digest: enough to tell one submission from all others of a task."""


def sameness(submission: Submission) -> tuple[str | None, str]:
    """What is equal for submissions with the same reply, and for those of which the same bytes were graded."""
    graded = digest_of((submission.files or submission.reply, submission.removed))
    return submission.reply and submission.reply[:DIGITS], graded[:DIGITS]
