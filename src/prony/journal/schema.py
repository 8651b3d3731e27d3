"""The tables of `.prony/index.sqlite`. Every row is computed from events: the file can be deleted at any time.

No table has a rowid of its own, so that the same events give the same dump in whatever batches they arrived.
`run` is the name of the run's folder; `contestant` the contestant's id, or `?LABEL` where none could be identified;
`cause` what an engine or a grader said of an attempt that is nobody's score, or of a fault (untrusted); `measures` are
JSON by name (`prony.journal.measures`); `made_of` holds what they were computed by, and whose process did;
`imported`: the run did not begin here (`prony.journal.origin`); `claimed` is the id that a run's events give a
contestant, where it is not that of its fingerprint; `replied` and `handed_in` are equal for attempts whose last reply,
and what was graded of it, are the same byte for byte;
`judges` stands for the sandbox and the toolchains that a grade was made with, which `judge` spells out;
`parts` are the ids of the criteria worth points that an attempt's grade tells of, or those of a cell's scored attempts:
JSON, no more than two, which says that there are several;
`energy_unit` says what the joules of an attempt cover; `energy_units` and `currencies` are those of a cell's scored
attempts (as `parts`);
`cell.shown` is the attempt to look at, in `shown_run`: the first scored one that did not solve, else the first;
`packed` holds the cells of a contestant again, column by column (`prony.journal.packed`); `attempt.flags` those of its
exchanges;
`*_byte` the offset of an event's line in `runs/RUN/events.jsonl`.
"""

VERSION = 14
"""Raised with every change of a table or of what is computed into one: an older index is then built anew."""

SCHEMA = """
CREATE TABLE made_of (measures TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE run (
  run TEXT PRIMARY KEY, plan_id TEXT, created_at TEXT, prony_version TEXT, settings TEXT,
  last_at TEXT, finished TEXT, imported INTEGER NOT NULL DEFAULT 0,
  byte INTEGER NOT NULL, seq INTEGER NOT NULL, prev TEXT NOT NULL, damage TEXT
) WITHOUT ROWID;

CREATE TABLE run_suite (
  run TEXT, suite TEXT, version TEXT, digest TEXT, path TEXT, position INTEGER, sample TEXT, enlarged INTEGER,
  variant_of TEXT, variant INTEGER,
  PRIMARY KEY (run, suite)
) WITHOUT ROWID;

CREATE TABLE run_task (
  run TEXT, task TEXT, suite TEXT, suite_digest TEXT, position INTEGER, digest TEXT, title TEXT, mode TEXT,
  language TEXT, difficulty TEXT, axes TEXT, scale REAL, assurance TEXT,
  problem TEXT, member TEXT, released TEXT, retired TEXT,
  PRIMARY KEY (run, task)
) WITHOUT ROWID;

CREATE TABLE entry (
  run TEXT, label TEXT, position INTEGER, reference INTEGER, suite TEXT, spec TEXT, contestant TEXT,
  PRIMARY KEY (run, label)
) WITHOUT ROWID;

CREATE TABLE note (
  run TEXT, seq INTEGER, at TEXT, level TEXT, text TEXT,
  PRIMARY KEY (run, seq)
) WITHOUT ROWID;

CREATE TABLE contestant (
  run TEXT, contestant TEXT, label TEXT, reference INTEGER, fingerprint TEXT, identified_at TEXT,
  load_s REAL, cold INTEGER, claimed TEXT,
  PRIMARY KEY (run, contestant, label)
) WITHOUT ROWID;

CREATE TABLE attempt (
  run TEXT, attempt TEXT, seq INTEGER, created_at TEXT, label TEXT, contestant TEXT, suite_digest TEXT, task TEXT,
  repeat INTEGER, try_no INTEGER, started_at TEXT, started_byte INTEGER, ended_at TEXT, ended_byte INTEGER,
  outcome TEXT, fault TEXT, fault_class TEXT, cause TEXT, wall_s REAL, score REAL, verdict TEXT, assurance TEXT,
  grader TEXT, judges TEXT, step INTEGER, grades INTEGER, labels TEXT, exchanges INTEGER,
  prompt_tokens INTEGER, cached_tokens INTEGER,
  cacheable_tokens INTEGER, completion_tokens INTEGER, reasoning_tokens INTEGER, ttft_s REAL,
  decode_tokens INTEGER, decode_s REAL, server_decode_tokens INTEGER, server_decode_s REAL,
  judge_exchanges INTEGER, judge_prompt_tokens INTEGER, judge_completion_tokens INTEGER, judge_s REAL, measures TEXT,
  flags TEXT, replied TEXT, handed_in TEXT, parts TEXT, energy_wh REAL, energy_unit TEXT, money REAL, currency TEXT,
  counts_in_run INTEGER NOT NULL DEFAULT 0, counts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run, attempt)
) WITHOUT ROWID;
CREATE INDEX attempt_cell ON attempt (contestant, suite_digest, task);
CREATE INDEX attempt_id ON attempt (attempt);
CREATE INDEX attempt_unscored ON attempt (suite_digest, run) WHERE outcome IN ('infra', 'missing');

CREATE TABLE exchange (
  run TEXT, attempt TEXT, number INTEGER, byte INTEGER, started_at TEXT, http_status INTEGER, streamed INTEGER,
  model_answered TEXT, finish_reason TEXT, prompt_tokens INTEGER, cached_tokens INTEGER, completion_tokens INTEGER,
  reasoning_tokens INTEGER, first_event_s REAL, first_reasoning_s REAL, first_answer_s REAL, last_s REAL, end_s REAL,
  fault TEXT, flags TEXT, request_blob TEXT, reply_blob TEXT, purpose TEXT,
  PRIMARY KEY (run, attempt, number)
) WITHOUT ROWID;

CREATE TABLE step (
  run TEXT, attempt TEXT, step INTEGER, byte INTEGER, at TEXT,
  PRIMARY KEY (run, attempt, step)
) WITHOUT ROWID;

CREATE TABLE grade (
  run TEXT, attempt TEXT, number INTEGER, step INTEGER, byte INTEGER, graded_at TEXT, grader TEXT, task_digest TEXT,
  outcome TEXT, solved INTEGER, score REAL, scale REAL, verdict TEXT, assurance TEXT, sandbox TEXT,
  criteria TEXT, tests TEXT, metrics TEXT, labels TEXT, judges TEXT, wall_s REAL, measures TEXT,
  PRIMARY KEY (run, attempt, number)
) WITHOUT ROWID;

CREATE TABLE judge (
  run TEXT, judges TEXT, judged_by TEXT,
  PRIMARY KEY (run, judges)
) WITHOUT ROWID;

CREATE TABLE cell (
  scope TEXT, suite_digest TEXT, contestant TEXT, task TEXT,
  solved INTEGER, failed INTEGER, faulted INTEGER, void INTEGER, infra INTEGER, missing INTEGER, waiting INTEGER,
  open INTEGER, scores TEXT,
  wall_s REAL, prompt_tokens REAL, completion_tokens REAL, energy_wh REAL, money REAL, wall_p50_s REAL,
  decode_tokens_per_s REAL, walls INTEGER, prompts INTEGER, completions INTEGER, energies INTEGER, prices INTEGER,
  decodes INTEGER, energy_units TEXT, currencies TEXT,
  shown_run TEXT, shown TEXT, parts TEXT,
  PRIMARY KEY (scope, suite_digest, contestant, task)
) WITHOUT ROWID;

CREATE TABLE standing (
  scope TEXT, suite_digest TEXT, contestant TEXT, tries INTEGER, reasons TEXT, measures TEXT, judging TEXT,
  assurance TEXT, graders TEXT, judges TEXT, labels TEXT, flags TEXT, context_full INTEGER, last_at TEXT,
  PRIMARY KEY (scope, suite_digest, contestant)
) WITHOUT ROWID;

CREATE TABLE packed (
  scope TEXT, suite_digest TEXT, contestant TEXT, tasks TEXT, counts BLOB, scores BLOB, sums BLOB, units TEXT,
  PRIMARY KEY (scope, suite_digest, contestant)
) WITHOUT ROWID;

CREATE VIEW measure AS
  SELECT s.scope, s.suite_digest, s.contestant, m.key AS name, m.value AS value
  FROM standing AS s, json_each(s.measures) AS m;

CREATE VIEW criterion AS
  SELECT g.run, g.attempt, g.number AS grade, json_extract(c.value, '$.id') AS criterion,
    json_extract(c.value, '$.points') AS points, json_extract(c.value, '$.earned') AS earned,
    json_extract(c.value, '$.required') AS required, json_extract(c.value, '$.assurance') AS assurance
  FROM grade AS g, json_each(g.criteria) AS c;

CREATE VIEW test AS
  SELECT g.run, g.attempt, g.number AS grade, json_extract(t.value, '$[0]') AS test,
    json_extract(t.value, '$[1]') AS status, json_extract(t.value, '$[2]') AS verdict
  FROM grade AS g, json_each(g.tests) AS t;

CREATE VIEW fingerprint_field AS
  SELECT c.run, c.contestant, replace(substr(f.fullkey, 3), '"', '') AS field, f.atom AS value
  FROM contestant AS c, json_tree(c.fingerprint) AS f WHERE f.atom IS NOT NULL;
"""

DROP = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
