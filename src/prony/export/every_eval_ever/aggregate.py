"""One model's results on one suite as a document of the format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from prony.boards.board import Board, Rate, Row
from prony.boards.doubt import Doubt
from prony.export.every_eval_ever.places import SCHEMA_VERSION
from prony.export.target import ExportOrder
from prony.nouns import ContestantSpec, Fingerprint, RunSettings, Thinking

Document = dict[str, Any]
GLOBAL_ARGS = ("temperature", "top_p", "top_k")
"""Sampling that the format has fields of its own for; all else are details."""


class Evaluation(NamedTuple):
    """What a document is made of."""

    board: Board
    row: Row
    fingerprint: Fingerprint | None
    spec: ContestantSpec | None
    settings: RunSettings
    versions: tuple[str, ...]
    """Of Prony, that made the runs."""
    doubts: Sequence[Doubt]
    model_id: str
    local: bool | None
    """Whether the engine ran on this machine, or was started by Prony; None where that is not known."""

    @property
    def id(self) -> str:
        """The evaluation's own id: it changes with what was measured, never with when it was exported."""
        where = self.board.run or "all-runs"
        digest = self.board.suite_digest[:12]
        return f"prony-{self.board.suite}@{digest}/{self.model_id}/{self.row.contestant}/{where}/{self.row.last_at}"


class EvalMetric(NamedTuple):
    """One metric of an evaluation."""

    key: str
    rate: Rate
    name: str
    kind: str
    description: str

    def result_id(self, evaluation: Evaluation) -> str:
        """What its samples point at."""
        return f"{evaluation.id}#{self.key}"


def metrics_of(row: Row) -> list[EvalMetric]:
    """The share solved, and the mean score where there is partial credit."""
    solved = EvalMetric(
        "pass_at_1",
        row.solved,
        "pass@1",
        "pass_rate",
        "The share of attempts that pass all hidden tests, averaged over repeats within a task, then over tasks.",
    )
    if row.score.value is None or row.score.value == row.solved.value:
        return [solved]
    partial = "The mean share of full marks, with partial credit, averaged as pass@1 is."
    return [solved, EvalMetric("mean_score", row.score, "mean score", "partial_credit", partial)]


def aggregate(evaluation: Evaluation, order: ExportOrder, epoch: int) -> Document:
    """The document, without its reference to samples. epoch: the second of the export."""
    board, row = evaluation.board, evaluation.row
    return {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": evaluation.id,
        **_known(evaluation_timestamp=row.last_at),
        "retrieved_timestamp": str(epoch),
        "source_metadata": {
            "source_name": "Prony, self-hosted",
            "source_type": "evaluation_run",
            "source_organization_name": order.organization or "not stated",
            "evaluator_relationship": order.relationship,
            "additional_details": _words(
                {"run": board.run or "all runs", "runs": list(board.basis.runs), "machine": row.machine}
            ),
        },
        "eval_library": {
            "name": "prony",
            "version": ", ".join(evaluation.versions) or "unknown",
            "additional_details": _words({"graders": list(row.graders), "assurance": row.assurance}),
        },
        "model_info": _model(evaluation),
        "evaluation_results": [_result(evaluation, metric) for metric in metrics_of(row)],
    }


def _model(evaluation: Evaluation) -> Document:
    """Which weights, in which engine: identity as far as it was captured."""
    known = evaluation.fingerprint
    details: dict[str, Any] = {
        "deployment_type": {True: "self_deployed", None: "unknown", False: "unknown"}[evaluation.local],
        "model_availability": "open_weights" if evaluation.spec and evaluation.spec.catalog else "unknown",
        "contestant": evaluation.row.contestant,
    }
    if known is not None:
        artifact = known.artifact
        details |= {
            "quantization": artifact.quantization,
            "bits_per_weight": artifact.bits_per_weight,
            "weights_sha256": artifact.sha256,
            "size_bytes": artifact.size_bytes,
            "architecture": artifact.architecture,
            "parameters": artifact.parameters,
            "licence": artifact.licence,
            "served_as": known.model_id or None,
            "served_context_tokens": known.engine.served_context,
            "machine": evaluation.row.machine,
        }
    return {
        "name": evaluation.row.label,
        "id": evaluation.model_id,
        **(
            {"developer": evaluation.model_id.partition("/")[0]}
            if not evaluation.model_id.startswith("unknown/")
            else {}
        ),
        **({"inference_engine": _known(name=known.engine.kind, version=known.engine.version)} if known else {}),
        "additional_details": _words(details),
    }


def _result(evaluation: Evaluation, metric: EvalMetric) -> Document:
    board = evaluation.board
    return {
        "evaluation_result_id": metric.result_id(evaluation),
        "evaluation_name": f"prony.{board.suite}",
        "source_data": {
            "dataset_name": board.suite,
            "source_type": "other",
            "additional_details": _words(
                {"version": board.suite_version, "digest_sha256": board.suite_digest, "tasks": board.tasks}
            ),
        },
        **_known(evaluation_timestamp=evaluation.row.last_at),
        "metric_config": {
            "evaluation_description": metric.description,
            "metric_id": "pass_at_k" if metric.key == "pass_at_1" else "prony.mean_score",
            "metric_name": metric.name,
            "metric_kind": metric.kind,
            "metric_unit": "proportion",
            **({"metric_parameters": {"k": 1}} if metric.key == "pass_at_1" else {}),
            "lower_is_better": False,
            "score_type": "continuous",
            "min_score": 0.0,
            "max_score": 1.0,
        },
        "score_details": _score(evaluation, metric.rate),
        "generation_config": _generation(evaluation),
    }


def _score(evaluation: Evaluation, rate: Rate) -> Document:
    """The value with its interval over tasks; what stands against it among the details."""
    outcomes = evaluation.row.outcomes
    uncertainty: Document = {"num_samples": rate.tasks}
    if rate.lo is not None and rate.hi is not None:
        uncertainty["confidence_interval"] = {
            "lower": rate.lo,
            "upper": rate.hi,
            "confidence_level": evaluation.board.level,
            "method": f"{rate.method}, over tasks",
        }
    counts = {name: getattr(outcomes, name) for name in ("planned", "solved", "failed", "faulted", "void")}
    return {
        "score": rate.value,
        "details": _words(
            {
                "tasks_in_suite": evaluation.board.tasks,
                "tasks_scored": rate.tasks,
                "attempts_scored": rate.attempts,
                **counts,
                "infra_not_scored": outcomes.infra,
                "missing_not_scored": outcomes.missing,
                "complete": evaluation.row.complete,
                "doubts": [doubt.sentence for doubt in evaluation.doubts] or None,
                "notes": list(evaluation.row.notes) or None,
            }
        ),
        "uncertainty": uncertainty,
    }


def _generation(evaluation: Evaluation) -> Document:
    """What was in effect where it is known; nothing is filled in."""
    known, settings = evaluation.fingerprint, evaluation.settings
    if known is None:
        return {"additional_details": _words({"repeats": settings.repeats})}
    pinned = {
        name: value for name in known.sampling.__struct_fields__ if (value := getattr(known.sampling, name)) is not None
    }
    # What was sent in each request was in effect; else what the engine told of itself.
    sampling: dict[str, Any] = {**known.effective_sampling, **pinned}
    args = {name: sampling[name] for name in GLOBAL_ARGS if isinstance(sampling.get(name), int | float)}
    if known.thinking is not None:
        args["reasoning"] = known.thinking is Thinking.ON
    args["sandbox"] = {"type": settings.sandbox}
    return {
        "generation_args": args,
        "additional_details": _words(
            {
                "repeats": settings.repeats,
                "harness": known.harness.name,
                "harness_version": known.harness.version,
                "harness_config_sha256": known.harness.config_sha256,
                "harness_settings": dict(known.harness.settings) or None,
                "template": dict(known.template) or None,
                "limits": dict(known.limits) or None,
                "shims": list(known.shims) or None,
                "pinned_sampling": pinned or None,
                **{name: value for name, value in sampling.items() if name not in GLOBAL_ARGS},
            }
        ),
    }


def _words(details: Mapping[str, Any]) -> dict[str, str]:
    """Details as the format has them: words alone; what is not known is left out."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
        for name, value in details.items()
        if value is not None
    }


def _known(**fields: Any) -> Document:
    return {name: value for name, value in fields.items() if value is not None}
