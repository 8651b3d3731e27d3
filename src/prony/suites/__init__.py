"""Suites: folders of tasks, read and validated, and the two pure ways between a task and a model's words.

Residents: for reading, `load` (a suite or a task's folder), `source` (a folder as read), `task` and its parts:
`tests`, `graders` (the kinds that there are), `criteria`, `flaws`, `repairs`, `brief_files`, `task_steps` (what is
asked after the first submission); `members` (one problem as several
tasks), `mixed` (contestants made of flaws), `variants` (a problem in other words), `unmade` (a
problem whose cases are still to be made); `schema` (which keys there are), `cases` (tests/cases.jsonl),
`service_checks` (tests/service.jsonl), `page_checks` (tests/page.jsonl, with `page_measures` and `sums`) and
`cli_checks` (tests/cli.jsonl) with what
they share, `stepped`,
`sql_cases` (tests/sql.jsonl), `sql_briefs` (what a brief shows of them), `sql_tables` (what they are made of),
`rules` (the language of caps), `patterns`, `places` (the lines of TOML), `problems` (what does not hold),
`files` (folders as data), `patches`,
`choice` (which tasks a person means), `sampling` (in which order problems are drawn). Once loaded, `materials` (the
files of a task by its parts, as they were when it was loaded), `equivalents` and `mutant_record` (what is said, and
what is known, of mutants of its reference). For use, `step_views` (a task as it stands at a step),
`step_briefs` (the brief of a step, filled), `prompt` (task to message),
`answers` (reply to files, an `extraction`) with `edits`, `edit_blocks` and `edit_places` (changes of files),
`turns` and `end_tokens` (what of a reply is the answer), `fences`, `markup` and `bare` (where code stands in it),
`headed` (prose under its name),
`naming`, `fitting`, `choosing` and `joining` (which of it is which file), `excerpts` (what is no whole file);
`compose` (files on a clean copy of the start). From elsewhere, `importers` (tasks of other formats), `public` (the
catalog of public suites), `fetched` (one of them, fetched and imported) and `proof_record` (which imported tasks can
be counted here).
"""

from prony.suites.answers import extract
from prony.suites.cases import Case, Tolerance, read_cases
from prony.suites.choice import is_chosen
from prony.suites.compose import Changes, changes, left_out, protected, submission_tree, taken_over
from prony.suites.extraction import Extraction
from prony.suites.load import builtin_suites, load_suite, load_task, suites_root
from prony.suites.materials import MATERIALS, Materials, MaterialsCache, materials_from, materials_of
from prony.suites.problems import Problem, SuiteProblems
from prony.suites.prompt import prompt, step_prompt, step_trigger, trigger
from prony.suites.repairs import Repair, repair_files

__all__ = [
    "MATERIALS",
    "Case",
    "Changes",
    "Extraction",
    "Materials",
    "MaterialsCache",
    "Problem",
    "Repair",
    "SuiteProblems",
    "Tolerance",
    "builtin_suites",
    "changes",
    "extract",
    "is_chosen",
    "left_out",
    "load_suite",
    "load_task",
    "materials_from",
    "materials_of",
    "prompt",
    "protected",
    "read_cases",
    "repair_files",
    "step_prompt",
    "step_trigger",
    "submission_tree",
    "suites_root",
    "taken_over",
    "trigger",
]
