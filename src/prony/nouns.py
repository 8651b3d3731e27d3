"""The nouns: what every room passes to every other, as frozen structs. No behaviour beyond identity.

Times are seconds unless the name says otherwise, sizes are bytes, and `None` always means *not captured*:
nothing is guessed. Instants are RFC 3339 strings in UTC. Digests are lowercase hexadecimal sha256.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from prony.options import option


class Noun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of all nouns: frozen, keyword-only, defaults left out when written."""


def canonical(value: Any) -> bytes:
    """`value` (structs, dicts, lists, scalars) as JSON with sorted keys: the form that digests are taken of."""
    return msgspec.json.encode(msgspec.to_builtins(value, str_keys=True), order="deterministic")


def digest_of(value: Any) -> str:
    """sha256 of `canonical(value)`."""
    return hashlib.sha256(canonical(value)).hexdigest()


# --- tasks -----------------------------------------------------------------------------------------------------------


class Mode(StrEnum):
    """How a contestant hands in: fenced blocks, an edit, a workspace, or prose."""

    ANSWER = "answer"
    EDIT = "edit"
    AGENT = "agent"
    TEXT = "text"


class Assurance(StrEnum):
    """How hard a test result is to forge. A: compared outside the candidate's process; B: in its process,
    with expected ids and negative controls; C: an exit code or a pattern."""

    A = "A"
    B = "B"
    C = "C"


class Limits(Noun, frozen=True, kw_only=True):
    """What one execution may use. Of a task, the least that it may use on any machine (`GradeLimits`)."""

    cpu_s: float = 5.0
    wall_s: float = 10.0
    memory_mb: int = 512
    processes: int = 64
    output_bytes: int = 1 << 20
    disk_mb: int = 64
    alone: bool = False
    """Whether it has the machine to itself: nothing else of Prony's runs meanwhile."""


class AttemptLimits(Noun, frozen=True, kw_only=True):
    """The limits of one attempt. `None`: not said here; of contestant, task and harness, the first that says it holds.

    A field is a key of prony.toml and of task.toml, and an option of the command line; see `option`.
    """

    wall_s: Annotated[float, option("Seconds of an attempt.", flag="--attempt-seconds", gt=0, le=1e6)] | None = None
    requests: Annotated[int, option("Model requests of an attempt.", flag="--attempt-requests", ge=1)] | None = None
    tokens: (
        Annotated[int, option("Tokens of an attempt, prompts and replies.", flag="--attempt-tokens", ge=1)] | None
    ) = None
    max_tokens: Annotated[int, option("Tokens of one reply, thinking and all.", ge=1)] | None = None
    """Where nobody says it: what the task asks for, and `thinking_tokens` beside it."""
    thinking_tokens: (
        Annotated[int, option("Tokens of one reply beyond what its task asks for, where the model may think.", ge=0)]
        | None
    ) = None
    first_s: (
        Annotated[float, option("Seconds until a reply begins.", flag="--first-token-seconds", gt=0, le=1e6)] | None
    ) = None
    stall_s: (
        Annotated[float, option("Seconds of silence within a reply.", flag="--stall-seconds", gt=0, le=1e6)] | None
    ) = None
    command_s: (
        Annotated[float, option("Seconds of an agent's command.", flag="--command-seconds", gt=0, le=1e6)] | None
    ) = None
    command_output_bytes: (
        Annotated[int, option("Bytes kept of the output of an agent's command.", ge=1, le=1 << 30)] | None
    ) = None
    memory_mb: (
        Annotated[int, option("Memory of an agent's command.", flag="--workspace-memory-mb", ge=32, le=1 << 20)] | None
    ) = None
    disk_mb: (
        Annotated[int, option("Disk of an agent's workspace.", flag="--workspace-disk-mb", ge=1, le=1 << 20)] | None
    ) = None


class Criterion(Noun, frozen=True, kw_only=True):
    """One gradable thing about a submission, worth points.

    tests: patterns (`*` matches within an id) of the test ids that must all pass; for kind `metric`, `metric` is
    worth `points` at `full` and nothing at `zero`, linear or logarithmic between. bonus: its points are added, but the
    total never passes the points of the other criteria; it is never required. alone: its tests have the machine to
    themselves.
    """

    id: str
    points: float
    kind: str = "tests"
    tests: tuple[str, ...] = ()
    required: bool = True
    bonus: bool = False
    gate: bool = False
    cap: float | None = None
    assurance: Assurance | None = None
    metric: str | None = None
    full: float | None = None
    zero: float | None = None
    scale: str = "linear"
    title: str = ""
    alone: bool = False
    step: int = 0
    """The first step of the task that it counts in, from 0."""
    again: bool = True
    """Whether it counts in later steps as well."""


class Cap(Noun, frozen=True, kw_only=True):
    """A rule that limits the total: `when` is a comparison over metrics, labels or criteria."""

    when: str
    total: float
    why: str = ""
    step: int = 0
    """The first step of the task that it holds in."""


class Flaw(Noun, frozen=True, kw_only=True):
    """A wrong solution that ships with its task, and what the grader must say of it."""

    id: str
    fails: tuple[str, ...]
    score: tuple[float, float]
    verdict: str | None = None
    equivalent: bool = False
    why: str = ""
    step: int = 0
    """The step of the task at which it is handed in."""
    after: str = ""
    """The flaw that was handed in at the step before; where none is named, what the step is proven after."""


class AskedWhen(StrEnum):
    """When a step is asked: always, or where the step before left the task unsolved."""

    ALWAYS = "always"
    UNSOLVED = "unsolved"


class StepBrief(Noun, frozen=True, kw_only=True):
    """One brief of a step, with placeholders for what the grade before says."""

    text: str
    when: str = ""
    """The rule over the grade before by which it is given; empty: where no brief before it is."""


class TaskStep(Noun, frozen=True, kw_only=True):
    """A step of a task after its first: what is asked when the submission before it is graded."""

    briefs: tuple[StepBrief, ...]
    """The first one whose rule holds is given; the last has none."""
    ask: AskedWhen = AskedWhen.ALWAYS
    shows: tuple[str, ...] = ()
    """Patterns of the tests whose results its briefs may show; none: of those whose case is shown."""
    answer: tuple[str, ...] = ()
    """Files that are handed in from this step on, beside those of the steps before."""
    editable: tuple[str, ...] = ()
    """Likewise, patterns of what may be changed."""
    max_tokens: int | None = None
    """None: as the step before."""
    after: str = ""
    """The flaw of the step before after which the reference of this one is proven."""


class Task(Noun, frozen=True, kw_only=True):
    """One task folder, loaded and validated. `id` is SUITE/TASK; `path` its folder; `digest` covers all its files.

    A problem that is set in several languages or dialects is as many tasks, which share a folder and a `problem`.
    """

    id: str
    suite: str
    name: str
    title: str
    path: str
    digest: str
    mode: Mode
    instruction: str
    problem: str = ""
    """What tasks of one suite have in common that are one problem for several members; else the task's own name."""
    member: str = ""
    """The member of the suite that it is set for, such as `rust`; empty where the suite has none."""
    has_reference: bool = True
    """Whether a solution lies in its folder. Only a member's may lack one: other members' stand for it."""
    toolchain: tuple[str, ...] = ()
    language: str = ""
    difficulty: str = "medium"
    axes: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    editable: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    check: str = ""
    """A command of its workspace that shows how far the work is, such as its visible tests; empty where none does."""
    defines: tuple[str, ...] = ()
    """Names that the answer must define, as the brief asks: how an answer is told from an example of its use."""
    grader: tuple[str, ...] = ()
    """Names of the graders that this task's tests need, in the order they run (`prony.grading` registers them)."""
    options: dict[str, Any] = {}
    """What the graders of this task are told: `[prony.grader]` less `kind`."""
    criteria: tuple[Criterion, ...] = ()
    caps: tuple[Cap, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    repairs: tuple[str, ...] = ()
    """Criteria whose planted bug stops the build, and that have a repair for it."""
    scale: float = 20.0
    assurance: Assurance = Assurance.A
    limits: Limits = Limits()
    attempt: AttemptLimits = AttemptLimits()
    """Limits of an attempt at it, where it needs others than its harness has."""
    max_tokens: int | None = None
    """Tokens that its answer needs, thinking apart."""
    steps: tuple[TaskStep, ...] = ()
    """What is asked after its first submission, step by step."""
    released: str | None = None
    retired: str | None = None
    canary: str | None = None


class Suite(Noun, frozen=True, kw_only=True):
    """A folder of tasks. `order` of `tasks` is the suite's own; `digest` covers suite.toml and every task."""

    id: str
    title: str
    version: str
    licence: str
    path: str
    digest: str
    tasks: tuple[Task, ...]
    released: str | None = None
    canary: str | None = None
    variant_of: str | None = None
    """The suite that this one is a variant of: the same problems, with other words, numbers and inputs."""
    variant: int = 0
    """The seed of a variant; 0 for a suite as it was written."""
    mixed: dict[str, dict[str, str]] = {}
    """Contestants of known score beside the usual references: name -> task -> the flaw that it hands in there."""


# --- contestants -----------------------------------------------------------------------------------------------------


class Artifact(Noun, frozen=True, kw_only=True):
    """The model file that was measured, as its own header and bytes say."""

    sha256: str | None = None
    header_sha256: str | None = None
    file: str | None = None
    size_bytes: int | None = None
    architecture: str | None = None
    name: str | None = None
    parameters: int | None = None
    quantization: str | None = None
    bits_per_weight: float | None = None
    context_length: int | None = None
    chat_template_sha256: str | None = None
    tokenizer_sha256: str | None = None
    licence: str | None = None


class EngineIdentity(Noun, frozen=True, kw_only=True):
    """The server that answered: its kind, build, and what it serves this model with."""

    kind: str
    version: str | None = None
    build: str | None = None
    served_context: int | None = None
    slots: int | None = None
    threads: int | None = None
    gpu_layers: int | None = None
    settings: dict[str, Any] = {}
    program_sha256: str | None = None
    """Of its program, where that can be read."""


class Sampling(Noun, frozen=True, kw_only=True):
    """Sampling in effect. `None` leaves the engine's or the model file's own setting, which `effective` then tells.

    A field is a key of prony.toml and an option of the command line (see `option`), and is sent under its name in each
    request.
    """

    temperature: (
        Annotated[float, option("Pin the temperature; left out, the engine's own.", metavar="T", ge=0, le=100)] | None
    ) = None
    top_p: Annotated[float, option("Pin top-p.", metavar="P", ge=0, le=1)] | None = None
    top_k: Annotated[int, option("Pin top-k.")] | None = None
    min_p: Annotated[float, option("Pin min-p.", metavar="P", ge=0, le=1)] | None = None
    repeat_penalty: Annotated[float, option("Pin the repeat penalty.", metavar="R", ge=0, le=100)] | None = None
    seed: Annotated[int, option("Pin the sampler's seed.", flag="--sample-seed")] | None = None


class CommandManner(StrEnum):
    """How an agent's commands travel: as tool calls, or as fenced blocks in its text."""

    CALLS = "calls"
    FENCED = "fenced"


class ContestantOptions(Noun, frozen=True, kw_only=True):
    """The choices for a contestant beside its model and harness. What is left out, somebody else says."""

    sampling: Sampling = Sampling()
    template: dict[str, Any] = {}
    """What the model's chat template is told (`enable_thinking` ...)."""
    attempt: AttemptLimits = AttemptLimits()
    threads: int | None = None
    context: int | None = None
    tools: CommandManner | None = None
    """How commands of our own agent travel; None: as calls, where the template has a place for them."""
    shares_cpu: bool | None = None
    """Whether the engine computes on this machine's cores, so that grading must wait; None = find out."""


class HarnessIdentity(Noun, frozen=True, kw_only=True):
    """What stood between task and model, and the digest of how it was configured (prompts included).

    settings: what a reader wants to know of it by name, such as how tools were offered and what a workspace held.
    """

    name: str
    version: str
    config_sha256: str
    settings: dict[str, str] = {}


class Machine(Noun, frozen=True, kw_only=True):
    """Where the engine ran: the inference host, which may not be this one."""

    cpu: str | None = None
    cores: int | None = None
    memory_bytes: int | None = None
    accelerators: tuple[str, ...] = ()
    os: str | None = None
    kernel: str | None = None
    driver: str | None = None
    """Of the accelerators, as a probe of that machine told it."""
    power_limits_w: tuple[float, ...] = ()
    """Likewise, what each accelerator may draw, in their order; empty where one did not tell."""


class Thinking(StrEnum):
    """Whether the model reasons before it answers, as the template offers and the replies show."""

    NONE = "none"
    OFF = "off"
    ON = "on"


class TemplateCheck(Noun, frozen=True, kw_only=True):
    """What was found by looking at prompts that the engine's own chat template and tokenizer make.

    held: the checks of `prony.engines.preflight` that found nothing wrong. broken: those that did -> why, a line each.
    """

    held: tuple[str, ...] = ()
    broken: dict[str, str] = {}


class Fingerprint(Noun, frozen=True, kw_only=True):
    """A contestant's identity. Two contestants that differ in one field are two contestants."""

    artifact: Artifact
    engine: EngineIdentity
    sampling: Sampling
    effective_sampling: dict[str, Any] = {}
    thinking: Thinking | None = None
    harness: HarnessIdentity
    machine: Machine
    model_id: str = ""
    template: dict[str, Any] = {}
    limits: dict[str, int | float] = {}
    """Limits of an attempt that were chosen for this contestant, by the names of `AttemptLimits`."""
    shims: tuple[str, ...] = ()
    """Changes that its engine demands of every request, by the names of `prony.gateway.shims`, in their order."""
    template_check: TemplateCheck | None = None
    """None: the engine does not show what its template makes."""

    def digest(self) -> str:
        """sha256 over every field; but where the file's own digest is known, its names are no part of what it is.

        Nor is a look at the template that found nothing: who was looked at is who was not. Of one that did, the names
        of the faults count, and not the words.
        """
        broken = self.template_check.broken if self.template_check else {}
        known = TemplateCheck(broken=dict.fromkeys(broken, "")) if broken else None
        alone = msgspec.structs.replace(self, template_check=known)
        if self.artifact.sha256 is None:
            return digest_of(alone)
        nameless = msgspec.structs.replace(self.artifact, file=None)
        return digest_of(msgspec.structs.replace(alone, artifact=nameless, model_id=""))


class Contestant(Noun, frozen=True, kw_only=True):
    """Exactly what is measured. `id` is the first 12 digits of the fingerprint's digest."""

    id: str
    label: str
    fingerprint: Fingerprint
    reference: bool = False


class KnowledgeCutoff(Noun, frozen=True, kw_only=True):
    """The day after which a model's training data holds nothing, as somebody states it: `2024-10-31`, or a month."""

    day: str
    source: str
    """Who states it, and where."""

    @property
    def last_day(self) -> str:
        """The last day that it allows, as a date; of a month, a day that sorts after all of its days."""
        return self.day if len(self.day) > len("2024-10") else f"{self.day}-31"


class ContestantSpec(ContestantOptions, frozen=True, kw_only=True):
    """A contestant as it was asked for, before an engine has told what it really is."""

    label: str
    engine: str
    """The kind of the server at `base_url`, or of the one that Prony starts."""
    model: str = ""
    """The name the server knows it by."""
    gguf: str | None = None
    """A model file on disk, for an engine that Prony starts."""
    base_url: str | None = None
    artifact_sha256: str | None = None
    harness: str = "chat"
    reference: bool = False
    suite: str | None = None
    """The only suite that this contestant is for (a tape model knows one); None = all."""
    recites: dict[str, str] = {}
    """Task -> the flaw that a reference recites there; a reference without any recites solutions, or nothing."""
    named: bool = False
    """Whether the user named it, so that its failure fails the run."""
    api_key_env: str | None = None
    """Name of the environment variable that holds the key; never the key."""
    catalog: str | None = None
    """Name in the catalog of weights, where the file comes from there."""
    engine_options: dict[str, Any] = {}
    """What the engine is started with beyond its model, context and threads."""
    cutoff: KnowledgeCutoff | None = None
    """None where nobody stated it."""
    machine: Machine | None = None
    """Where its server computes, as a probe there told; None: what can be seen from here."""
    spared: tuple[str, ...] = ()
    """Tasks that it is not given: a reference has nothing to recite where a task has no solution in its language."""

    @property
    def started(self) -> bool:
        """Whether Prony starts its engine, rather than asking one that runs at `base_url`."""
        return self.base_url is None


# --- runs ------------------------------------------------------------------------------------------------------------


class SuiteSample(Noun, frozen=True, kw_only=True):
    """How the problems of a plan were drawn: the first `problems` of an order that `seed` gives, of those that
    `patterns` and `languages` leave; empty ones leave all. `of`: how many these are."""

    problems: int
    of: int
    seed: int = 0
    patterns: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class SuitePin(Noun, frozen=True, kw_only=True):
    """A suite as a plan froze it."""

    id: str
    version: str
    digest: str
    path: str
    tasks: tuple[str, ...]
    sample: SuiteSample | None = None
    """Where not all of its problems were asked for, but some that were drawn."""
    variant_of: str | None = None
    variant: int = 0


class TaskPin(Noun, frozen=True, kw_only=True):
    """What a run's record keeps of a task, so that a board can be read without the suite."""

    id: str
    digest: str
    title: str = ""
    mode: Mode = Mode.ANSWER
    language: str = ""
    difficulty: str = "medium"
    axes: tuple[str, ...] = ()
    scale: float = 20.0
    assurance: Assurance = Assurance.A
    problem: str = ""
    member: str = ""
    released: str | None = None
    retired: str | None = None


class RunSettings(Noun, frozen=True, kw_only=True):
    """What shapes a run beyond contestants and tasks."""

    repeats: int = 1
    seed: int = 0
    max_minutes: float | None = None
    max_total_tokens: int | None = None
    parallel: int = 1
    slots: int = 2
    sandbox: str = "bubblewrap"
    patience_s: float = 600.0
    """Seconds that an engine may be away, busy or loading, each time, before its contestant is given up."""
    grade: bool = True
    """False leaves grading to a later regrade."""
    toolchains: dict[str, str] = {}
    """Toolchain -> the program that the user wants instead of the pinned one."""


class RunPlan(Noun, frozen=True, kw_only=True):
    """The frozen plan of a run, as `run.toml` keeps it."""

    id: str
    created_at: str
    prony_version: str
    suites: tuple[SuitePin, ...]
    contestants: tuple[ContestantSpec, ...]
    settings: RunSettings


class Attempt(Noun, frozen=True, kw_only=True):
    """One contestant, one task, one repeat, one try (0 = first; later ones only after `infra`)."""

    id: str
    run: str
    contestant: str
    """Id of the contestant; the empty string where none could be identified."""
    label: str
    task: str
    repeat: int = 0
    try_no: int = 0


# --- exchanges and faults --------------------------------------------------------------------------------------------


class Party(StrEnum):
    """Who is charged with a fault."""

    MODEL = "model"
    ENGINE = "engine"
    SETUP = "setup"
    HARNESS = "harness"
    BENCH = "bench"


class FaultCode(StrEnum):
    """What can go wrong between a contestant and its submission. `prony.outcomes` says what becomes of each."""

    UNREACHABLE = "unreachable"
    NOT_AN_ENGINE = "not_an_engine"
    AUTH = "auth"
    BAD_REQUEST = "bad_request"
    REQUEST_REFUSED = "request_refused"
    LOAD_FAILED = "load_failed"
    LOAD_TIMEOUT = "load_timeout"
    ENGINE_OOM = "engine_oom"
    OVERLOADED = "overloaded"
    ENGINE_CRASH = "engine_crash"
    ENGINE_ERROR = "engine_error"
    STREAM_CUT = "stream_cut"
    BAD_CHUNK = "bad_chunk"
    WRONG_MODEL = "wrong_model"
    FORMAT_PARSE = "format_parse"
    MISPLACED_ANSWER = "misplaced_answer"
    TIMEOUT_FIRST = "timeout_first"
    TIMEOUT_STALL = "timeout_stall"
    TIMEOUT_TOTAL = "timeout_total"
    CONTEXT_EXCEEDED = "context_exceeded"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    EMPTY_BUDGET = "empty_budget"
    LOOP = "loop"
    NO_ANSWER = "no_answer"
    NO_CHAT_TEMPLATE = "no_chat_template"
    BROKEN_TEMPLATE = "broken_template"
    BUDGET = "budget"
    HARNESS_CRASH = "harness_crash"
    CLIENT_FAULT = "client_fault"
    RUN_BUDGET = "run_budget"
    NO_TOOLCHAIN = "no_toolchain"
    STOPPED = "stopped"
    NOT_RUN = "not_run"


class Fault(Noun, frozen=True, kw_only=True):
    """One fault, as a value: what it was, who is charged, and the evidence (untrusted text, at most 2 KiB)."""

    code: FaultCode
    party: Party
    detail: str = ""
    retry_after_s: float | None = None
    """Seconds that an engine which took nothing up asked to be left alone, where it said so."""


class ExchangeTimes(Noun, frozen=True, kw_only=True):
    """Seconds after the request's bytes were sent, on a monotonic clock."""

    headers_s: float | None = None
    first_event_s: float | None = None
    first_reasoning_s: float | None = None
    first_answer_s: float | None = None
    last_s: float | None = None
    finish_s: float | None = None
    """The finish reason came; None in older records."""
    end_s: float | None = None


class Tokens(Noun, frozen=True, kw_only=True):
    """Token counts as the engine told them (`source`: usage, timings); chunks are never counted as tokens."""

    prompt: int | None = None
    completion: int | None = None
    cached: int | None = None
    reasoning: int | None = None
    source: str | None = None
    cache_written: int | None = None
    """Of the prompt, those that were written into a cache, where that has a price of its own and the engine tells."""


class ServerTimings(Noun, frozen=True, kw_only=True):
    """The engine's own clock, raw: counts and milliseconds. Rates are computed from these, never stored.

    prompt_n: tokens that were read in prompt_ms; but where cache_n is None the engine does not tell how many of them
    it took from its cache, and prompt_n / prompt_ms is no rate. load_ms: before that, for making the model ready.
    """

    prompt_n: int | None = None
    prompt_ms: float | None = None
    predicted_n: int | None = None
    predicted_ms: float | None = None
    cache_n: int | None = None
    load_ms: float | None = None


class Purpose(StrEnum):
    """Whom a request served: the attempt itself, or a judge who grades it."""

    ATTEMPT = "attempt"
    JUDGE = "judge"


class Exchange(Noun, frozen=True, kw_only=True):
    """One request to a model and its reply, as the gateway saw it. Bodies are blobs, byte for byte."""

    id: str
    attempt: str
    number: int
    dialect: str
    started_at: str
    streamed: bool
    http_status: int | None = None
    request_blob: str | None = None
    reply_blob: str | None = None
    model_asked: str | None = None
    model_answered: str | None = None
    parameters: dict[str, Any] = {}
    times: ExchangeTimes = ExchangeTimes()
    tokens: Tokens = Tokens()
    timings: ServerTimings = ServerTimings()
    finish_reason: str | None = None
    chunks: int = 0
    content_chars: int = 0
    reasoning_chars: int = 0
    tool_calls: int = 0
    flags: tuple[str, ...] = ()
    fault: Fault | None = None
    purpose: Purpose = Purpose.ATTEMPT
    """What a judge asked is kept beside its attempt, and is no part of what the contestant used."""


# --- submissions, verdicts, grades -----------------------------------------------------------------------------------


class Submission(Noun, frozen=True, kw_only=True):
    """What an attempt handed in. `reply` and `files` (path -> blob) are blob ids; paths are relative, clean POSIX.

    mode: how it was handed in; `agent`: as a workspace, of which `files` are those that are new or changed, and
    `removed` those that are gone.
    """

    mode: Mode
    reply: str | None = None
    files: dict[str, str] = {}
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    step: int = 0
    """Its number among the submissions of an attempt that hands in several times, from 0."""


class EnergyReading(Noun, frozen=True, kw_only=True):
    """What one source of energy counted while an attempt was made, as it was read: nothing is subtracted from `joules`.

    Of attempts that were made side by side each has an equal share of the joules, and of the seconds, of the time that
    they had in common.
    """

    source: str
    """Who counted: `nvml GPU 0`, `rapl package-0`, `plug desk`."""
    covers: str
    """What of the machine it holds, in words."""
    counted: bool = False
    """Whether it is part of the attempt's energy; another one that holds the same is kept beside it."""
    joules: float | None = None
    seconds: float | None = None
    baseline_w: float | None = None
    """Mean power before the contestant's first attempt, its model loaded and nothing asked of it."""
    baseline_sd_w: float | None = None
    """Standard deviation of that power between equal parts of the time that it was read in."""
    baseline_s: float | None = None
    at_once: int = 1
    """The most attempts that were made at the same time."""
    why: str = ""
    """Why `joules` was not captured."""


class AttemptMoney(Noun, frozen=True, kw_only=True):
    """What an attempt cost by the prices that were known when it ended. amount: None where it is not known, and `why`
    says why."""

    amount: float | None = None
    currency: str = ""
    basis: str = ""
    """What it was reckoned with: a rate card with its date and source, prony.toml, or electricity of which joules."""
    card: str = ""
    """The rate card: its name and the beginning of its sha256."""
    parts: dict[str, float] = {}
    """What the amount is made of: `prompt`, `completion`, `electricity` ..."""
    why: str = ""


class AttemptEnd(Noun, frozen=True, kw_only=True):
    """How an attempt ended. `fault` is None when it handed in by its own word; a submission beside a fault is graded.
    `submission` is that of its last step; those of earlier steps are events of their own.
    """

    attempt: str
    ended_at: str
    wall_s: float
    submission: Submission | None = None
    fault: Fault | None = None
    exchanges: int = 0
    labels: tuple[str, ...] = ()
    """Facts that travel with the attempt (`truncated`, `gave_up`, `egress_attempted` ...)."""
    text_calls: int | None = None
    """Tool calls that came as text and were taken for calls; None where the harness looks for none."""
    transcript: str | None = None
    """Blob of what an outside agent wrote down itself."""
    energy: tuple[EnergyReading, ...] = ()
    """What each source counted; none where no source was looked at."""
    money: AttemptMoney | None = None


class Verdict(StrEnum):
    """What the sandbox says of one execution."""

    PASS = "pass"
    FAIL = "fail"
    COMPILE_ERROR = "compile_error"
    LOAD_ERROR = "load_error"
    CRASH = "crash"
    TIMEOUT_CPU = "timeout_cpu"
    TIMEOUT_WALL = "timeout_wall"
    STARVED = "starved"
    OOM = "oom"
    OUTPUT_LIMIT = "output_limit"
    LIMIT = "limit"
    TAMPERED = "tampered"
    GRADER_ERROR = "grader_error"


class TestStatus(StrEnum):
    """What a grader says of one test."""

    __test__ = False  # not a test class of pytest's

    PASS = "pass"
    FAIL = "fail"
    ERROR = "error"
    SKIP = "skip"
    TIMEOUT = "timeout"


class TestResult(Noun, frozen=True, kw_only=True):
    """One test of one submission. `message` is untrusted text, at most 2 KiB. `hidden` inputs never enter it."""

    __test__ = False  # not a test class of pytest's

    id: str
    status: TestStatus
    verdict: Verdict
    message: str = ""
    assurance: Assurance = Assurance.A
    cpu_s: float | None = None
    wall_s: float | None = None


class CriterionResult(Noun, frozen=True, kw_only=True):
    """What one criterion earned, and the first tests that cost it."""

    id: str
    points: float
    earned: float
    required: bool
    assurance: Assurance
    failed: tuple[str, ...] = ()
    bonus: bool = False
    title: str = ""


class GradeLimits(Noun, frozen=True, kw_only=True):
    """The time limits in force while something was graded: seconds of one execution.

    reference_cpu_s: what the slowest execution of the task's reference took where it was graded; None where nothing
    was measured, so that the task's own limits hold. measured_with: the language of that reference where it is not the
    task's own; its seconds are then those of this task's language, as the languages were compared there.
    """

    cpu_s: float
    wall_s: float
    reference_cpu_s: float | None = None
    measured_with: str = ""


class Grade(Noun, frozen=True, kw_only=True):
    """The grading of one submission by one grader version. A regrade adds a grade; it never replaces one.

    score: points earned after caps, scaled to `scale`. verdict: `pass` when solved, else the first verdict that cost
    a required criterion. assurance: the weakest among the required criteria. judged_by: toolchain -> version.
    repairs: criteria whose repair it took to build or load what was handed in; those are not earned, and none of it is
    solved. limits: the time limits in force; None in grades of versions that had only those of the task.
    """

    attempt: str
    graded_at: str
    grader: str
    task_digest: str
    solved: bool
    score: float
    scale: float
    verdict: Verdict
    assurance: Assurance
    criteria: tuple[CriterionResult, ...] = ()
    tests: tuple[TestResult, ...] = ()
    metrics: dict[str, float] = {}
    labels: dict[str, str] = {}
    judged_by: dict[str, str] = {}
    sandbox: str = ""
    wall_s: float = 0.0
    repairs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    step: int = 0
    """The step whose submission was graded. The newest grade of each step stands for it."""
    limits: GradeLimits | None = None
    pictures: dict[str, str] = {}
    """Name -> blob of a PNG: what was seen of a page. Empty where whoever graded kept none."""


class Outcome(StrEnum):
    """What becomes of an attempt; computed by `prony.outcomes.outcome_of`, never stored as a fact of its own."""

    SOLVED = "solved"
    FAILED = "failed"
    FAULTED = "faulted"
    VOID = "void"
    INFRA = "infra"
    MISSING = "missing"


class FaultClass(StrEnum):
    """The classes of `faulted`, in the order in which the first that fits is taken."""

    HARNESS_CRASH = "harness_crash"
    TIMEOUT = "timeout"
    BUDGET = "budget"
    EMPTY = "empty"
    LOOP = "loop"
    TRUNCATED = "truncated"
    MALFORMED = "malformed"
