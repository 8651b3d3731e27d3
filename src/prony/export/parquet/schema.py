"""The columns of each Parquet table as data: what docs/exports.md lists, and what the files are typed by.

A column is in every file, whether somebody has a value in it or not; null is *not captured*. Its unit is the end of its
name. A change of a column's meaning is a new `SCHEMA`.
"""

from __future__ import annotations

from prony.nouns import Noun

SCHEMA = "prony.parquet/1"

WORD, WHOLE, NUMBER, TRUTH, MOMENT = "string", "int64", "double", "bool", "timestamp"


class ParquetColumn(Noun, frozen=True, kw_only=True):
    """One column."""

    name: str
    type: str
    help: str


def _columns(table: str) -> tuple[ParquetColumn, ...]:
    """Columns from lines of name, type and meaning."""
    lines = (line.split(None, 2) for line in table.strip().splitlines())
    return tuple(ParquetColumn(name=name, type=kind, help=told) for name, kind, told in lines)


HEAD = _columns(
    """
    suite             string     the suite
    suite_version     string     its version
    suite_digest      string     sha256 of all that belongs to it
    contestant        string     id: the first 12 digits of the fingerprint's digest
    label             string     the contestant's label, told apart from those of others
    reference         bool       whether it is a contestant of known score, and no model
    """
)

ATTEMPTS = HEAD + _columns(
    """
    run               string     the run's name
    attempt           string     id of the attempt
    task              string     id of the task
    language          string     the language that the task asks for
    difficulty        string     how hard the task is meant to be
    repeat            int64      which repeat, from 0
    try_no            int64      which try of this repeat, from 0
    counts            bool       whether boards over all runs count it
    counts_in_run     bool       whether the board of its run counts it
    outcome           string     solved, failed, faulted, void, infra, missing, waiting or open
    fault             string     the fault's code
    fault_class       string     the class of a fault that is charged to the model
    score_share       double     share of full marks, of what was graded
    verdict           string     how its grade ended
    assurance         string     how hard its grade is to forge: A, B or C
    grader            string     the grader's version
    step              int64      the step that it is judged by, from 0
    started_at        timestamp  when it began
    ended_at          timestamp  when it ended
    wall_s            double     seconds, harness and engine together, without grading
    ttft_s            double     seconds to the first answer
    exchanges         int64      requests to the engine
    prompt_tokens     int64      tokens in
    cached_tokens     int64      of them from the engine's cache
    completion_tokens int64      tokens out
    reasoning_tokens  int64      of them thinking
    decode_tokens     int64      tokens that the client's decode rate is of
    decode_s          double     seconds that it is of
    server_decode_tokens int64   the same by the engine's own clock
    server_decode_s   double     the same by the engine's own clock
    """
)

CELLS = HEAD + _columns(
    """
    task              string     id of the task
    language          string     the language that the task asks for
    difficulty        string     how hard the task is meant to be
    scored            int64      attempts in the denominator of a rate
    solved            int64      of them solved
    failed            int64      of them failed
    faulted           int64      of them with a fault of the model
    void              int64      of them void
    infra             int64      attempts that are nobody's score
    missing           int64      planned attempts that were not made
    waiting           int64      attempts that wait for a grade
    score_share       double     mean share of full marks over the scored ones
    """
)

ROWS = HEAD + _columns(
    """
    run               string     the run that the board is of; null: all runs
    newest_at         timestamp  when the newest attempt of the board ended
    complete          bool       whether enough of it is scored to be in an order with others
    doubts            string     why nothing of it may be read as a result; null: nothing stands against it
    tasks             int64      tasks of the board
    level             double     confidence level of the intervals
    solved_share      double     share solved, the mean over tasks
    solved_lo_share   double     lower end of its interval over tasks
    solved_hi_share   double     upper end
    score_share       double     mean share of full marks
    score_lo_share    double     lower end of its interval over tasks
    score_hi_share    double     upper end
    scored            int64      attempts in the denominator
    solved            int64      solved attempts
    planned           int64      planned attempts
    infra             int64      attempts that are nobody's score
    missing           int64      planned attempts that were not made
    rank_best         int64      best place that it may have among the complete models
    rank_worst        int64      worst place
    rank_letters      string     who shares a letter is not told apart
    wall_p50_s        double     median seconds of a scored attempt
    wall_p90_s        double     the ninth decile
    ttft_p50_s        double     median seconds to the first answer
    decode_tokens_per_s double   decode rate at the client, median
    server_decode_tokens_per_s double  the same by the engine's own clock
    prompt_tokens     int64      tokens in, of all attempts that count
    completion_tokens int64      tokens out, of all attempts that count
    quantization      string     how the weights are quantized
    bits_per_weight   double     bits for each weight
    size_bytes        int64      size of the model file
    engine            string     the engine and its version
    harness           string     what drove the model
    thinking          string     whether the model reasons before it answers
    machine           string     where the engine ran
    """
)

TABLES = {"attempts": ATTEMPTS, "cells": CELLS, "rows": ROWS}
"""Table -> its columns; a file each."""
