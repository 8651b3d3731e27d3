"""The claim that nothing leaves in a bundle that is nobody's business: by looking at every byte of it, unpacked."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import msgspec
import pytest
import synthetic
import zstandard
from bundle_tools import contents, laid

from prony.bench.plan import read_plan
from prony.bundles.pack import gather, texts_of
from prony.bundles.scrub import MachineNames, Scrubber, kernel
from prony.errors import BundleError
from prony.journal import Ended, ExchangeSeen, Graded, JournalWriter, Noted, Rehearsed, Started, read_events
from prony.nouns import (
    Attempt,
    AttemptEnd,
    EngineIdentity,
    Fault,
    FaultCode,
    HarnessIdentity,
    Machine,
    Mode,
    Party,
    Submission,
    TestResult,
    TestStatus,
    Verdict,
)
from prony.suites import load_suite

SECRETS = (
    "acme",
    "refund",
    "secretprompt",
    "secretreply",
    "secretfile",
    "secrettest",
    "secretmessage",
    "secretnote",
    "secretcriterion",
    "secretpath",
)
"""What stands somewhere in the private run, each a word of its own."""
MACHINE = (
    "jane",
    "janes-laptop",
    "gpubox",
    "192.168.7.9",
    "10.9.8.7",
    "/srv/weights",
    "fe80::9",
    "jane@",
    "OPENAI_SECRET",
)


def everything(path: Path) -> bytes:
    """Every byte of a bundle, blobs unpacked beside them."""
    data = path.read_bytes()
    with tarfile.open(path) as tar:
        for one in tar:
            if one.name.endswith(".zst"):
                data += b"\n" + zstandard.ZstdDecompressor().decompressobj().decompress(tar.extractfile(one).read())
    return data


@pytest.fixture
def private(build_run):
    """A run of a suite of somebody's own, with a secret in every place that a record has."""
    spec = {
        "model": "/srv/weights/jane/m.gguf",
        "gguf": "/home/jane/weights/m.gguf",
        "base_url": "http://gpubox:8080/v1",
        "api_key_env": "OPENAI_SECRET",
        "harness": "/home/jane/agents/tool.toml",
        "engine_options": {"lora": "/srv/weights/lora-jane.bin", "host": "192.168.7.9"},
        "recites": {"acme-pay/refund": "secretnote"},
        "suite": "acme-pay",
    }
    run = build_run(
        "private", suite="acme-pay", tasks={"refund": "python"}, contestants=("all-correct (acme-pay)",),
        specs={"all-correct (acme-pay)": spec},
    )  # fmt: skip
    label = "all-correct (acme-pay)"
    run.identify(
        label,
        file="/srv/weights/jane/m.gguf",
        fingerprint={
            "machine": Machine(cpu="Some CPU", cores=2, kernel="6.1.0-janes-laptop", os="Debian on janes-laptop"),
            "engine": EngineIdentity(kind="llama-server", settings={"model_path": "/srv/weights/jane/m.gguf"}),
            "harness": HarnessIdentity(
                name="tool", version="1", config_sha256="c" * 64, settings={"cwd": "/home/jane/x"}
            ),
            "model_id": "/srv/weights/jane/m.gguf",
        },
    )
    run.put(Noted(level="warning", text="acme-pay/refund: secretnote of jane@janes-laptop at fe80::9"))
    attempt = run.start(label, "refund")
    run.exchange(attempt, reply="secretreply for refund")
    blobs = run.journal.blobs
    submission = Submission(
        mode=Mode.ANSWER,
        reply=blobs.put(b"secretreply"),
        files={"secretpath.py": blobs.put(b"secretfile = 1")},
        removed=("secretpath2.py",),
        notes=("secretpath.py: secretnote",),
    )
    fault = Fault(code=FaultCode.TRUNCATED, party=Party.MODEL, detail="secretreply ends here")
    run.put(
        Ended(
            end=AttemptEnd(
                attempt=attempt, ended_at="2026-01-01T00:00:03.000Z", wall_s=2.0, submission=submission, fault=fault,
                transcript=blobs.put(b"secretprompt transcript"), labels=("truncated", "Secretnote acme"),
            )
        )
    )  # fmt: skip
    grade = synthetic.grade(attempt, False)
    test = TestResult(id="secrettest[refund]", status=TestStatus.FAIL, verdict=Verdict.FAIL, message="secretmessage")
    criteria = tuple(
        msgspec.structs.replace(
            one, id="secretcriterion", title="secretcriterion of acme", failed=("secrettest[refund]",)
        )
        for one in grade.criteria
    )
    run.put(
        Graded(
            grade=msgspec.structs.replace(
                grade, tests=(test,), criteria=criteria, notes=("secretnote",), labels={"secretnote": "secretnote"},
                metrics={"secretnote": 1.0}, repairs=("secretcriterion",),
            )
        )
    )  # fmt: skip
    seen = synthetic.exchange(
        attempt, request=blobs.put(b"secretprompt refund"), reply=blobs.put(b"secretreply 2"), number=1
    )
    odd = msgspec.structs.replace(
        seen,
        parameters={"stop": ["secretprompt"], "temperature": 0.5},
        fault=Fault(code=FaultCode.ENGINE_ERROR, party=Party.ENGINE, detail="no /srv/weights/jane/m.gguf, 10.9.8.7:80"),
        model_answered="/srv/weights/jane/m.gguf",
    )
    run.put(ExchangeSeen(exchange=odd))
    run.put(Rehearsed(label=label, exchanges=(odd,)))
    run.finish()
    return run


KNOWN = MachineNames(
    hosts=frozenset({"janes-laptop"}), users=frozenset({"jane"}), folders=frozenset({"/home/jane"}),
    addresses=frozenset({"192.168.7.9"}),
)  # fmt: skip


def test_of_a_suite_that_was_not_named_no_text_leaves(private, make):
    data = everything(make(private.dir, known=KNOWN).path).lower()
    assert [secret for secret in SECRETS if secret.encode() in data] == []
    assert [name for name in MACHINE if name.lower().encode() in data] == []


def test_of_a_suite_that_was_named_texts_leave_and_no_name_of_the_machine(private, make):
    data = everything(make(private.dir, publish=("acme-pay",), known=KNOWN).path)
    assert [secret for secret in SECRETS if secret.encode() not in data] == []
    assert [name for name in MACHINE if name.encode() in data] == []


def test_outcomes_points_and_times_of_a_withheld_suite_are_those_of_the_record(private, make):
    path = make(private.dir, known=KNOWN).path
    home = path.parent / "out"
    [folder] = laid(path, home)

    def facts(run_dir):
        events = [(type(event).__name__, event) for event in read_events(run_dir)]
        grades = [
            (e.grade.solved, e.grade.score, e.grade.verdict, e.grade.wall_s) for name, e in events if name == "Graded"
        ]
        return [name for name, _ in events], grades, [e.end.wall_s for name, e in events if name == "Ended"]

    assert facts(folder) == facts(private.dir)


def test_a_suite_that_calls_itself_built_in_is_not_public(build_run):
    run = build_run("posing", suite="quick", digest="e" * 64)
    run.finish()
    assert set(texts_of(read_plan(run.dir), ())) == {"quick"}
    assert texts_of(read_plan(run.dir), ())["quick"].value == "withheld"


def test_a_built_in_suite_is_public(recorded):
    assert {one.value for one in texts_of(read_plan(recorded), ()).values()} == {"public"}


def test_of_a_public_suite_prompts_and_replies_leave_unchanged(recorded, make):
    made = make(recorded)
    assert made.manifest.runs[0].suites[0].texts.value == "public"
    kept = {member.name[6:70] for member in made.manifest.members if member.name.startswith("blobs/")}
    there = {path.stem for path in (recorded / "blobs").glob("??/*.zst")}
    assert kept == there


def test_a_run_in_which_nothing_had_to_change_is_bundled_byte_for_byte(recorded, make, tmp_path):
    first = make(recorded, name="first.tar")
    [folder] = laid(first.path, tmp_path / "home")
    again = make(folder, name="again.tar")
    assert again.manifest.runs[0].changed == 0
    (events,) = [data for name, data in contents(again.path).items() if name.endswith("events.jsonl")]
    assert events == (folder / "events.jsonl").read_bytes()
    assert not [name for name in contents(again.path) if name.endswith("commitments.txt")]


def test_the_same_runs_key_and_time_give_the_same_bytes(private, make):
    assert make(private.dir, name="a.tar").path.read_bytes() == make(private.dir, name="b.tar").path.read_bytes()


def test_what_was_left_out_is_in_the_manifest(private, make):
    told = {one.what: one.count for one in make(private.dir, known=KNOWN).manifest.left_out}
    assert told["addresses of engines"] == 2
    assert told["names of variables that held keys"] == 1
    assert any("prompts, replies and files" in what for what in told)
    assert not any("acme" in what for what in told)


def test_two_runs_of_a_private_suite_meet_on_one_board_under_one_name(build_run, make):
    for name in ("one", "two"):
        run = build_run(name, suite="mine", tasks={"a": "python"}, digest="e" * 64)
        run.identify("m")
        run.attempt("m", "a", solved=True)
        run.finish()
    made = make(run.dir.parent / "one", run.dir.parent / "two")
    first, second = (run.suites for run in made.manifest.runs)
    assert first == second
    assert first[0].id == "private-eeeeeeee"


def test_a_file_that_names_the_machine_is_left_out_and_never_changed(build_run, make):
    run = build_run("file")
    run.identify("m")
    attempt = run.start("m", "one")
    run.end(attempt, files={"solution.py": b"open('/home/jane/secret')\n", "other.py": b"x = 1\n"})
    run.grade(attempt, True)
    run.finish()
    made = make(run.dir, publish=("quick",), known=KNOWN)
    assert b"/home/jane" not in everything(made.path)
    assert b"x = 1" in everything(made.path)
    assert {one.what for one in made.manifest.left_out} >= {"files handed in that name this machine"}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("cannot open /home/bob/m.gguf: no such file", "cannot open [path] no such file"),
        ("http://gpubox:8080/v1 refused", "[address] refused"),
        ("gpubox.lan:80 and 10.1.2.3:80 and [fe80::1%eth0]:80", "[address] and [address] and [address]"),
        ("404 /v1/chat/completions and/or 12:30:45", "404 /v1/chat/completions and/or 12:30:45"),
        ("jane@janes-laptop said", "[address] said"),
        ("on janes-laptop by jane", "on [host] by [user]"),
        ("C:\\Users\\bob\\m.gguf", "[path]"),
        ("qwen2.5-coder:0.5b q4_k_m", "qwen2.5-coder:0.5b q4_k_m"),
        ("version 2026.10.11549 b1.2.3.4", "version 2026.10.11549 b1.2.3.4"),
        ("file:///srv/x \\\\nas\\share", "[address] [path]"),
        ("00:1a:2b:3c:4d:5e", "[address]"),
        ("~/models/x.gguf", "[path]"),
    ],
)
def test_a_text_of_the_record_loses_paths_addresses_hosts_and_users(told, shown):
    assert Scrubber(KNOWN).text(told) == shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (b'{"model":"\\/home\\/jane\\/m.gguf"}', b'{"model":"[path]"}'),
        (b"/home/jane/work/a.py and /home/bob/a.py", b"[path] and ~/a.py"),
        (b"http://localhost:8080 192.168.1.1", b"http://localhost:8080 192.168.1.1"),
        (b"at 192.168.7.9 on JANES-LAPTOP", b"at [address] on [host]"),
        (b"C:\\\\Users\\\\bob\\\\x", b"~\\\\x"),
        (b"janet and rejane", b"janet and rejane"),
        (b"\xff\xfe\x00 binary", b"\xff\xfe\x00 binary"),
    ],
)
def test_a_body_loses_what_is_known_of_the_machine_and_homes(told, shown):
    assert Scrubber(KNOWN).body(told) == shown


def test_an_ordinary_word_that_is_somebodys_name_stays_in_code_and_goes_beside_an_address():
    scrub = Scrubber(MachineNames(hosts=frozenset({"vm"}), users=frozenset({"max"})))
    told = b"max(1, 2) on vm; ssh max@build; http://vm:80/; vm.local"
    assert scrub.body(told) == b"max(1, 2) on vm; ssh [host]@build; http://[host]:80/; [host].local"
    assert scrub.text("max on vm: max@vm") == "[user] on vm: [address]"


@pytest.fixture
def mixed(build_run, tmp_path):
    """The folder of a run of a built-in suite and of somebody's own."""
    built_in = load_suite("quick").digest
    first = synthetic.planned(
        "mixed", suite="quick", tasks={"py-area": "python"}, labels=("m acme-pay",), digest=built_in
    )
    second = synthetic.planned("mixed", suite="acme-pay", tasks={"refund": "python"}, labels=())
    plan = msgspec.structs.replace(first.plan, suites=(*first.plan.suites, *second.plan.suites))
    with JournalWriter(tmp_path / "runs" / "mixed") as journal:
        journal.append(msgspec.structs.replace(first, plan=plan, tasks=(*first.tasks, *second.tasks)))
        journal.append(Noted(level="info", text="acme-pay/refund: secretnote"))
        for number, (task, word) in enumerate((("quick/py-area", b"public"), ("acme-pay/refund", b"secret"))):
            attempt = f"a{number}"
            started = Attempt(id=attempt, run="mixed", contestant="", label="m acme-pay", task=task)
            bodies = {"request": journal.blobs.put(word + b"prompt"), "reply": journal.blobs.put(word + b"reply")}
            files = {word.decode() + "path.py": journal.blobs.put(word + b"file")}
            journal.append(Started(attempt=started))
            journal.append(ExchangeSeen(exchange=synthetic.exchange(attempt, **bodies)))
            journal.append(Ended(end=synthetic.ended(attempt, reply=bodies["reply"], files=files)))
            journal.append(Graded(grade=synthetic.grade(attempt, True)))
    return tmp_path / "runs" / "mixed"


def test_of_a_run_of_both_kinds_only_the_public_texts_leave(mixed, make):
    made = make(mixed)
    data = everything(made.path)
    for word in (b"publicprompt", b"publicreply", b"publicfile", b"publicpath"):
        assert word in data
    for word in (*SECRETS, "acme-pay"):
        assert word.encode() not in data
    texts = {suite.id: suite.texts.value for suite in made.manifest.runs[0].suites}
    assert texts == {"quick": "public", "private-dddddddd": "withheld"}


def test_an_attempt_that_nobody_planned_keeps_its_texts_at_home(mixed, make, tmp_path):
    with JournalWriter(mixed) as journal:
        reply = journal.blobs.put(b"secretreply of nobody's attempt")
        journal.append(ExchangeSeen(exchange=synthetic.exchange("nobody", request=reply, reply=reply)))
    assert b"secretreply" not in everything(make(mixed).path)


@pytest.mark.parametrize(
    ("release", "shown"),
    [
        ("6.8.0-45-generic", "6.8.0-45-generic"),
        ("5.14.0-427.el9.x86_64", "5.14.0-427.el9.x86_64"),
        ("6.1.0-13-amd64", "6.1.0-13-amd64"),
        ("5.15.0-janes-laptop", "5.15.0"),
        ("secret", None),
        (None, None),
    ],
)
def test_a_kernel_that_may_bear_a_name_loses_it(release, shown):
    assert kernel(release) == shown


def test_a_run_without_a_plan_is_not_bundled(tmp_path, key):
    with JournalWriter(tmp_path / "runs" / "odd") as journal:
        journal.append(Noted(level="info", text="x"))
    with pytest.raises(BundleError, match="cannot be bundled"):
        gather([tmp_path / "runs" / "odd"], (), bytes(32), MachineNames(), io.BytesIO())
