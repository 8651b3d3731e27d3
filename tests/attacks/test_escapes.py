"""Programs that want out: none reads, writes, reaches or signals anything beyond its own test."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import socket
from pathlib import Path

import psutil
import pytest
from hostile_programs.told_otherwise import is_confined

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, open_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")

SYSCALLS = {
    "x86_64": {
        "ptrace": "101, 0, 0, 0, 0",
        "process_vm_readv": "310, 1, 0, 0, 0, 0, 0",
        "unshare": "272, 0x10000000",
        "mount": "165, 0, 0, 0, 0, 0",
        "setns": "308, 0, 0",
        "clone into a new user namespace": "56, 0x10000011, 0, 0, 0, 0",
        "clone3": "435, 0, 0",
        "bpf": "321, 0, 0, 0",
        "io_uring_setup": "425, 1, 0",
        "userfaultfd": "323, 0",
        "perf_event_open": "298, 0, 0, 0, 0, 0",
        "keyctl": "250, 0, 0, 0, 0, 0",
        "clock_settime": "227, 0, 0",
        "open_by_handle_at": "304, 0, 0, 0",
        "pidfd_getfd": "438, 0, 0, 0",
        "chroot": "161, b'/tmp'",
        "x32 getpid": "0x40000027",
        "a call from the future": "999",
    }
}


@pytest.mark.skipif(os.uname().machine not in SYSCALLS, reason="numbers are those of x86_64")
async def test_forbidden_system_calls_are_refused(attack):
    calls = SYSCALLS[os.uname().machine]
    code = "\n".join(f"tell({name!r}.replace(' ', '_'), lambda: syscall({words}))" for name, words in calls.items())
    answers = dict(line.split(" ", 1) for line in (await attack(code)).stdout.decode().splitlines())
    assert len(answers) == len(calls)
    assert set(answers.values()) <= {"EPERM", "ENOSYS"}
    assert answers["clone3"] == answers["a_call_from_the_future"] == "ENOSYS"


async def test_a_process_has_no_capability_and_can_gain_none(sandbox, attack):
    both = 1 if is_confined(sandbox) else 2
    readable = ["/proc/self/status", "/proc/1/status"][:both]
    ended = await attack(f"print(*(open(path).read() for path in {readable}))")
    lines = [line.split(":\t") for line in ended.stdout.decode().splitlines() if ":\t" in line]
    # What may be gained at most is for root to bound; nothing can be gained, says the next line.
    bounded = () if is_confined(sandbox) and os.geteuid() else ("CapBnd",)
    for field in ("CapInh", "CapPrm", "CapEff", "CapAmb", *bounded):
        assert [int(value, 16) for name, value in lines if name == field] == [0] * both
    assert [value for name, value in lines if name in ("NoNewPrivs", "Seccomp")] == ["1", "2"] * both


async def test_nothing_of_this_machine_can_be_read(sandbox, attack, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    secret.chmod(0o644)
    paths = ["/etc/shadow", "/etc/machine-id", "/root", "/home", str(Path.home()), str(secret), "/proc/kcore", "/sys"]
    ended = await attack(
        "\n".join(f"tell({path!r}, lambda: os.stat({path!r}) and open({path!r}).read())" for path in paths)
    )
    lines = dict(line.split(" ", 1) for line in ended.stdout.decode().splitlines())
    assert all(lines[path] in ("ENOENT", "EACCES", "EPERM", "EISDIR") for path in paths), lines
    assert b"hunter2" not in ended.stdout
    assert lines["/etc/shadow"] == "EACCES" if is_confined(sandbox) else "ENOENT"
    assert is_confined(sandbox) or lines[str(secret)] == "ENOENT"


async def test_the_environment_holds_nothing_of_this_machine(attack, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    ended = await attack("print(dict(os.environ))")
    assert b"sk-secret" not in ended.stdout
    assert str(Path.home()).encode() not in ended.stdout.replace(b"/tmp", b"")


async def test_nothing_outside_its_own_disk_can_be_written(attack):
    places = [
        "/x",
        "/usr/x",
        "/opt/x",
        "/opt/prony/x",
        "/etc/passwd",
        "/dev/x",
        "/proc/sys/kernel/core_pattern",
        "/box/x",
    ]
    ended = await attack("\n".join(f"tell({place!r}, lambda: open({place!r}, 'w'))" for place in places))
    answers = dict(line.split(" ", 1) for line in ended.stdout.decode().splitlines())
    assert set(answers) == set(places)
    assert set(answers.values()) <= {"EROFS", "EACCES", "EPERM", "ENOENT"}, answers


async def test_hidden_tests_are_read_only(sandbox):
    code = (
        b"import os\nname = os.environ['PRONY_TESTS'] + '/t.py'\n"
        b"try: open(name, 'w')\nexcept OSError as error: print(error.errno, open(name).read())"
    )
    program = Program(argv=("python3", "a.py"), files={"a.py": code}, tests={"t.py": b"secret"})
    refused = errno.EACCES if is_confined(sandbox) else errno.EROFS
    assert (await sandbox.run(program)).stdout == b"%d secret\n" % refused


async def test_the_network_is_cut(sandbox, attack):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"""
tell("host", lambda: socket.create_connection(("127.0.0.1", {port}), 1))
tell("tcp", lambda: socket.create_connection(("192.0.2.1", 80), 1))
tell("udp", lambda: socket.socket(2, 2).sendto(b"x", ("192.0.2.1", 53)))
tell("raw", lambda: socket.socket(2, 3, 1))
tell("packet", lambda: socket.socket(17, 3))
tell("vsock", lambda: socket.socket(40, 1))
tell("alg", lambda: socket.socket(38, 5))
tell("netlink_audit", lambda: socket.socket(16, 3, 9))
tell("devices", lambda: sorted(name for _, name in socket.if_nameindex()))
tell("abstract", lambda: socket.socket(1).connect(chr(0) + "/tmp/.X11-unix/X0"))
"""
        ended = await attack(code)
    lines = dict(line.split(" ", 1) for line in ended.stdout.decode().splitlines())
    if is_confined(sandbox):
        known = ("host", "tcp", "udp", "raw", "netlink_audit", "devices")
        unknown = dict.fromkeys(("packet", "vsock", "alg"), "EAFNOSUPPORT")
        assert lines == dict.fromkeys(known, "EACCES") | unknown | {"abstract": "ECONNREFUSED"}
        return
    assert lines == {
        "host": "ECONNREFUSED",
        "tcp": "ENETUNREACH",
        "udp": "ENETUNREACH",
        "raw": "EPERM",
        "packet": "EAFNOSUPPORT",
        "vsock": "EAFNOSUPPORT",
        "alg": "EAFNOSUPPORT",
        "netlink_audit": "EPROTONOSUPPORT",
        "devices": "['lo']",
        "abstract": "ECONNREFUSED",
    }


async def test_a_program_can_talk_to_itself_over_its_own_loopback(sandbox, attack):
    if is_confined(sandbox):
        ended = await attack("socket.create_server(('127.0.0.1', 0))")
        assert (ended.verdict, ended.stderr.endswith(b"PermissionError: [Errno 13] Permission denied\n")) == (
            Verdict.FAIL,
            True,
        )
        return
    code = """
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
server.accept()[0].send(b"hello"); print(client.recv(5))
"""
    assert (await attack(code)).stdout == b"b'hello'\n"


async def test_killing_everyone_reaches_no_one_else(sandbox, attack):
    code = """
tell("init", lambda: os.kill(1, 9))
tell("parent", lambda: os.kill(os.getppid(), 9))
tell("all", lambda: os.kill(-1, 9))
"""
    seen = "print(sorted(int(name) for name in os.listdir('/proc') if name.isdigit()))"
    ended = await attack(code if is_confined(sandbox) else code + seen)
    assert ended.verdict is Verdict.PASS
    assert ended.stdout.endswith(b"init EPERM\nparent EPERM\nall None\n" if is_confined(sandbox) else b"[1, 2]\n")


async def test_process_one_can_be_neither_read_nor_traced(attack):
    paths = ["/proc/1/mem", "/proc/1/environ", "/proc/1/root/etc", "/proc/1/fd/0", "/proc/1/cwd/x"]
    ended = await attack("\n".join(f"tell({path!r}, lambda: open({path!r}, 'rb').read(1))" for path in paths))
    answers = {line.split(" ", 1)[1] for line in ended.stdout.decode().splitlines()}
    assert answers <= {"EACCES", "EPERM"}


async def test_taking_its_own_keeper_away_is_refused(attack):
    code = "import resource\nresource.prlimit(1, resource.RLIMIT_CPU, (0, 0))\nimport time\ntime.sleep(3)\nsys.exit(0)"
    ended = await attack(code)
    assert ended.verdict is Verdict.FAIL
    assert b"PermissionError" in ended.stderr


async def test_a_daemon_dies_with_its_test(attack):
    code = """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["prony-daemon-a", "31536000"])
    os._exit(0)
import time; time.sleep(0.3)
print("started")
"""
    ended = await attack(code)
    assert (ended.verdict, ended.stdout) == (Verdict.PASS, b"started\n")
    assert not _processes_named("prony-daemon-a")


async def test_a_grandchild_that_holds_stdout_does_not_delay_the_verdict(attack):
    ended = await attack("if os.fork() == 0:\n    import time; time.sleep(3600)\nprint('done')", Limits(wall_s=30))
    assert ended.verdict is Verdict.PASS
    assert ended.wall_s < 20


async def test_nothing_is_left_for_the_next_test(attack):
    first = """
for place in (os.environ["TMPDIR"], "/dev/shm", "/tmp", os.getcwd()):
    try: open(place + "/leak", "w").write("x")
    except PermissionError: pass
import builtins, json, time; builtins.POISON = 1; json.loads = None
print(libc.shmget(1234, 100, 0o1666) >= -1, os.getpid())
listener = socket.socket(1); listener.bind(chr(0) + "abstract"); listener.listen()
"""
    second = """
import builtins, json
left = [os.path.exists(place + "/leak") for place in ("/tmp", "/dev/shm")]
print(os.listdir(os.environ["TMPDIR"]), left, os.listdir(), hasattr(builtins, "POISON"), json.loads("1"))
tell("shm", lambda: libc.shmget(1234, 100, 0))
tell("abstract", lambda: socket.socket(1).connect(chr(0) + "abstract"))
"""
    await attack(first)
    ended = await attack(second)
    assert ended.stdout.splitlines() == [
        b"[] [False, False] ['a.py'] False 1",
        b"shm -1",
        b"abstract ECONNREFUSED",
    ]


async def test_what_was_done_in_a_network_is_nowhere_to_be_seen_in_the_next(sandbox, attack):
    if is_confined(sandbox):
        pytest.skip("there is no network that a program could use")
    tries = {
        "connects": """
with socket.create_server(("127.0.0.1", 8080)) as server:
    client = socket.create_connection(("127.0.0.1", 8080)); server.accept()[0].close(); client.recv(1)
""",
        "asks for a way out": 'tell("away", lambda: socket.socket(2, 2).connect(("192.0.2.1", 9)))',
        "asks for a way out of the new kind": 'tell("away", lambda: socket.socket(10, 2).connect(("2001:db8::1", 9)))',
        "sends to itself": """
one = socket.socket(2, 2); one.bind(("127.0.0.1", 9)); one.sendto(b"x", ("127.0.0.1", 9))
""",
        "leaves a listener in flight to itself": """
listener = socket.socket(1); listener.bind(chr(0) + "name"); listener.listen()
here, there = socket.socketpair(); socket.send_fds(here, [b"x"], [listener.fileno(), here.fileno(), there.fileno()])
""",
    }
    look = """
for name in ("snmp", "snmp6", "netstat", "dev", "unix", "sockstat", "ip6_flowlabel"):
    if os.path.exists("/proc/net/" + name): print(name, sorted(open("/proc/net/" + name).read().split("\\n")))
"""
    # What counts for all networks of the machine together differs anyway.
    shared = re.compile(rb"(orphan|alloc|mem|memory) \d+")
    fresh = {shared.sub(b"", (await attack(look)).stdout) for _ in range(3)}
    assert len(fresh) == 1
    for name, code in tries.items():
        await attack(code)
        for _ in range(3):
            assert shared.sub(b"", (await attack(look)).stdout) in fresh, name


async def test_setuid_programs_give_nothing(sandbox, attack):
    code = """
import subprocess
run = lambda: subprocess.run(["/bin/su", "-c", "id"], stdin=subprocess.DEVNULL, capture_output=True)
tell("su", lambda: run().returncode != 0)
tell("setuid", lambda: os.setuid(0))
"""
    refused = b"setuid EPERM" if is_confined(sandbox) else b"setuid EINVAL"
    assert (await attack(code)).stdout.splitlines() == [b"su True", refused]


async def test_only_its_own_descriptors_are_open(attack):
    ended = await attack("print(sorted(int(fd) for fd in os.listdir('/proc/self/fd')))")
    assert ended.stdout == b"[0, 1, 2, 3]\n"  # 3 is the listing's own


async def test_no_program_leaves_a_core_dump(attack):
    ended = await attack("import resource; print(resource.getrlimit(resource.RLIMIT_CORE), flush=True); os.abort()")
    assert (ended.stdout, ended.signal) == (b"(1, 1)\n", 6)


async def test_a_program_sees_neither_the_bench_nor_its_modules(attack):
    code = """
print([name for name in sys.modules if "prony" in name])
tell("import", lambda: __import__("prony"))
print(sys.path)
"""
    ended = await attack(code)
    assert b"[]\nimport ModuleNotFoundError\n" in ended.stdout
    assert b"prony" not in ended.stdout


async def test_what_one_candidate_was_given_is_not_in_the_memory_of_the_next(sandbox):
    needle = b"THE-HIDDEN-INPUT-4711"
    reader = Program(
        argv=("python3", "a.py"),
        files={"a.py": b"import os, sys\nprint(sys.stdin.read(), open(os.environ['PRONY_TESTS'] + '/t').read())"},
        tests={"t": needle},
        stdin=needle,
    )
    for _ in range(3):
        assert needle in (await sandbox.run(reader)).stdout
    # It looks for the needle's halves next to each other, and never holds the whole itself.
    search = b"""
head, tail = b"THE-HIDDEN-", b"INPUT-4711"
looked_at = found = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps.readlines():
        start, end = (int(word, 16) for word in line.split()[0].split("-"))
        if line.split()[1].startswith("rw") and "[v" not in line:
            memory.seek(start)
            data = memory.read(end - start)
            looked_at += len(data)
            place = data.find(head)
            while place >= 0:
                found += data[place + len(head) : place + len(head) + len(tail)] == tail
                place = data.find(head, place + 1)
print(looked_at > 1 << 20, found)
"""
    ended = await sandbox.run(Program(argv=("python3", "a.py"), files={"a.py": search}, limits=Limits(cpu_s=20)))
    assert ended.stdout == b"True 0\n", ended.stderr


async def test_no_process_of_a_sandbox_outlives_it():
    before = set(psutil.Process().children(recursive=True))
    async with open_sandbox(slots=2) as sandbox:
        program = Program(argv=("python3", "a.py"), files={"a.py": b"import time; time.sleep(60)"})
        running = [asyncio.create_task(sandbox.run(program)) for _ in range(2)]
        await asyncio.sleep(0.3)
        inside = [one for one in psutil.Process().children(recursive=True) if one not in before]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    assert len(inside) >= 2 * 4
    assert not psutil.wait_procs(inside, timeout=5)[1]


def _processes_named(name: str) -> list[psutil.Process]:
    return [process for process in psutil.process_iter(["cmdline"]) if name in (process.info["cmdline"] or [])]
