"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E350": "there is nothing to prove",
    "E351": "the ids of a task's tests cannot be frozen",
    "E352": "planted bugs cannot be combined",
    "E353": "the programs of a language cannot be changed",
    "E354": "the cases of a problem cannot be made",
    "E358": "a suite of which no variant can be made",
    "E501": "a grader that nobody registered",
    "E502": "a case cannot be read",
    "E504": "a grader's option cannot be used",
    "E505": "a grader broke",
    "E507": "a task's own SQL fails",
    "E512": "a criterion of an unknown kind",
    "E513": "two results for one test",
    "E514": "a metric criterion that spans nothing",
    "E515": "a tagged value cannot be read",
    "E520": "a repair could not be tried",
}
