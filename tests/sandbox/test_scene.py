"""A scene: residents stay up, programs run beside them in one private network and on one disk, and all end together."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator

import psutil
import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Line, NotReadyError, Port, Program, Sandbox, Scene, Succeeds, open_sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")

SERVE = b"""
import http.server, sys
print("serving", flush=True)
http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind="127.0.0.1")
"""
GET = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/{}').read().decode())"


def server(port: int = 8080) -> Program:
    return Program(argv=("python3", "server.py", str(port)), files={"server.py": SERVE})


def python(code: str, **fields: object) -> Program:
    return Program(argv=("python3", "-c", code), **fields)  # type: ignore[arg-type]


@pytest_asyncio.fixture(loop_scope="module")
async def scene(sandbox: Sandbox) -> AsyncIterator[Scene]:
    async with sandbox.scene() as opened:
        yield opened


async def said(scene: Scene, code: str) -> str:
    ended = await scene.run(python(code))
    assert ended.verdict is Verdict.PASS, ended
    return ended.stdout.decode().strip()


async def test_a_server_is_ready_when_its_port_answers_and_programs_beside_it_reach_it(scene: Scene) -> None:
    resident = await scene.start(server(), ready=Port(8080))
    await said(scene, "open('/work/page', 'w').write('from the shared disk')")
    for _ in range(3):
        assert await said(scene, GET.format("page")) == "from the shared disk"
    assert resident.alive


async def test_a_line_says_that_a_resident_is_ready(scene: Scene) -> None:
    code = "import time; time.sleep(0.3); print('x' * 100_000); print('listening on 7', flush=True); time.sleep(60)"
    began = time.monotonic()
    await scene.start(python(code), ready=Line(r"^listening on \d"))
    assert time.monotonic() - began > 0.29


async def test_a_program_that_succeeds_says_that_a_resident_is_ready(scene: Scene) -> None:
    code = "import time; time.sleep(0.3); open('/tmp/up', 'w'); time.sleep(60)"
    await scene.start(python(code), ready=Succeeds(python("open('/tmp/up')")))
    assert await said(scene, "import os; print(os.path.exists('/tmp/up'))") == "True"


async def test_one_that_is_never_ready_is_ended_and_what_it_printed_is_said(scene: Scene) -> None:
    code = "import sys, time; print('still loading', file=sys.stderr, flush=True); time.sleep(60)"
    with pytest.raises(NotReadyError) as late:
        await scene.start(python(code), ready=Port(8080), within_s=0.5)
    assert "0.5 s" in str(late.value)
    assert "still loading" in str(late.value)
    assert late.value.execution.verdict is Verdict.TIMEOUT_WALL


async def test_one_that_ends_before_it_is_ready_is_known_at_once(scene: Scene) -> None:
    began = time.monotonic()
    with pytest.raises(NotReadyError) as ended:
        await scene.start(python("raise SystemExit('no such table')"), ready=Port(8080), within_s=60)
    assert time.monotonic() - began < 30
    assert "no such table" in str(ended.value)
    assert (ended.value.code, ended.value.execution.exit_code) == ("E435", 1)


async def test_the_death_of_a_resident_is_seen_and_its_end_told(scene: Scene) -> None:
    resident = await scene.start(server(), ready=Port(8080))
    crash = "import os, time; time.sleep(0.2); print('last words', flush=True); os.abort()"
    other = await scene.start(python(crash))
    ended = await asyncio.wait_for(other.ended(), 20)
    assert (ended.verdict, ended.signal, ended.stdout) == (Verdict.CRASH, 6, b"last words\n")
    assert not other.alive
    assert resident.alive


async def test_a_resident_that_is_stopped_was_still_there(scene: Scene) -> None:
    resident = await scene.start(server(), ready=Line("serving"))
    ended = await resident.stop()
    assert (ended.verdict, ended.stdout.startswith(b"serving\n")) == (Verdict.PASS, True)
    assert not await scene.connects(8080)


async def test_the_host_itself_speaks_with_a_resident(scene: Scene) -> None:
    await scene.start(server(), ready=Port(8080))
    connection = await scene.connect(8080)
    reader, writer = await asyncio.open_connection(sock=connection)
    writer.write(b"GET / HTTP/1.0\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.0 200 OK")
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await scene.connect(9)


async def test_the_private_network_has_no_way_out(scene: Scene) -> None:
    code = """
import errno, socket
def met(attempt):
    try: return attempt()
    except OSError as error: return errno.errorcode[error.errno]
print(met(lambda: socket.create_connection(("192.0.2.1", 80), 1)), [name for _, name in socket.if_nameindex()])
"""
    assert await said(scene, code) == "ENETUNREACH ['lo']"


async def test_two_scenes_with_the_same_port_and_paths_never_meet(sandbox: Sandbox) -> None:
    async def one(number: int) -> str:
        async with sandbox.scene() as own:
            await own.start(server(), ready=Port(8080))
            await said(own, f"open('/work/page', 'w').write('{number}')")
            return await said(own, GET.format("page"))

    assert await asyncio.gather(*(one(number) for number in range(2))) == ["0", "1"]


async def test_programs_see_neither_each_others_processes_nor_each_others_tests(scene: Scene) -> None:
    code = "import time; open('/tests/hidden').read(); print('up', flush=True); time.sleep(60)"
    await scene.start(python(code, tests={"hidden": b"42"}), ready=Line("up"))
    code = "import os; print(os.listdir('/tests'), sorted(int(n) for n in os.listdir('/proc') if n.isdigit()))"
    assert await said(scene, code) == "[] [1, 2]"


async def test_programs_run_side_by_side(scene: Scene) -> None:
    code = """
import os, time
open("/tmp/{mine}", "w")
while not os.path.exists("/tmp/{other}"): time.sleep(0.01)
"""
    ended = await asyncio.gather(*(scene.run(python(code.format(mine=m, other=1 - m))) for m in range(2)))
    assert [execution.verdict for execution in ended] == [Verdict.PASS] * 2


async def test_each_program_keeps_its_own_limits_and_the_residents_stay(scene: Scene) -> None:
    resident = await scene.start(server(), ready=Port(8080))
    for code, limits, verdict in (
        ("import time; time.sleep(60)", Limits(wall_s=0.3), Verdict.TIMEOUT_WALL),
        ("while True: pass", Limits(cpu_s=1, wall_s=30), Verdict.TIMEOUT_CPU),
        ("while True: print('x' * 10_000)", Limits(output_bytes=10_000, wall_s=30), Verdict.OUTPUT_LIMIT),
        ("import os; os.kill(1, 9); os.abort()", Limits(), Verdict.CRASH),
    ):
        assert (await scene.run(python(code, limits=limits))).verdict is verdict
    assert resident.alive
    assert await said(scene, GET.format("")) != ""


async def test_a_program_that_is_called_off_ends_and_the_scene_goes_on(scene: Scene) -> None:
    resident = await scene.start(server(), ready=Port(8080))
    running = asyncio.create_task(scene.run(python("import time; time.sleep(3600)", limits=Limits(wall_s=3600))))
    await asyncio.sleep(0.3)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await said(scene, "print(1)") == "1"
    assert resident.alive


async def test_a_residents_log_is_kept_at_its_head_and_its_tail(scene: Scene) -> None:
    code = "import time\nfor n in range(20_000): print('line', n)\nprint('end', flush=True); time.sleep(60)"
    resident = await scene.start(python(code, limits=Limits(output_bytes=10_000)), ready=Line("^end$"))
    ended = await resident.stop()
    assert ended.stdout.startswith(b"line 0\n")
    assert ended.stdout.endswith(b"end\n")
    assert len(ended.stdout) < 11_000


async def test_files_are_laid_over_whatever_was_left_in_their_place(scene: Scene) -> None:
    await said(scene, "import os; os.symlink('/usr', 'd'); os.makedirs('x/y'); os.symlink('/tmp/away', 'f')")
    files = {"d/a": b"1", "x": b"2", "f": b"3"}
    code = "import os; print(open('d/a').read(), open('x').read(), open('f').read(), os.path.exists('/tmp/away'))"
    for _ in range(2):
        assert (await scene.run(python(code, files=files))).stdout == b"1 2 3 False\n"


async def test_a_disk_without_room_for_a_programs_files_is_no_fault_of_the_sandbox(sandbox: Sandbox) -> None:
    async with sandbox.scene(disk_mb=8) as small:
        await small.run(python("open('/tmp/big', 'wb').write(bytes(16 << 20))", limits=Limits(disk_mb=64)))
        ended = await small.run(python("pass", files={"a": bytes(1 << 20)}))
    assert (ended.verdict, "cannot be laid" in ended.detail) == (Verdict.LOAD_ERROR, True)


async def test_without_a_network_in_common_each_has_its_own_and_the_disk_stays(sandbox: Sandbox) -> None:
    async with sandbox.scene(network=False) as apart:
        await apart.start(server(), ready=Line("serving"))
        await said(apart, "open('/work/page', 'w')")
        ended = await apart.run(python(GET.format("page")))
        assert b"refused" in ended.stderr
        assert await said(apart, "import os; print(os.path.exists('/work/page'))") == "True"


async def test_nothing_of_a_scene_outlives_it(sandbox: Sandbox) -> None:
    before = set(psutil.Process().children(recursive=True))
    async with sandbox.scene() as own:
        daemon = "import os\nif os.fork() == 0: os.setsid()\nimport time; time.sleep(3600)"
        await own.start(python(daemon))
        await own.start(server(), ready=Port(8080))
        inside = [child for child in psutil.Process().children(recursive=True) if child not in before]
    assert len(inside) >= 6
    assert not psutil.wait_procs(inside, timeout=5)[1]


async def test_a_scene_is_bounded_as_a_whole(sandbox: Sandbox) -> None:
    async with sandbox.scene(memory_mb=256, processes=24) as small:
        resident = await small.start(server(), ready=Port(8080))
        forks = "import os\nfor _ in range(100):\n    if os.fork() == 0:\n        import time; time.sleep(60)"
        ended = await small.run(python(forks, limits=Limits(processes=200, wall_s=20)))
        assert ended.verdict in (Verdict.LIMIT, Verdict.FAIL)
        hog = "kept = []\nwhile True: kept.append(bytearray(b'x' * (1 << 20)))"
        ended = await small.run(python(hog, limits=Limits(memory_mb=4096, wall_s=20)))
        assert ended.verdict is Verdict.OOM
        assert resident.alive


async def test_a_scene_without_isolation_has_its_folder_and_leaves_nothing() -> None:
    try:
        async with open_sandbox("bare", slots=1, accept_untrusted=True) as bare, bare.scene() as own:
            resident = await own.start(python("import time; print('up', flush=True); time.sleep(60)"), ready=Line("up"))
            for _ in range(2):
                ended = await own.run(python("print(open('a').read())", files={"a": b"1"}))
                assert ended.stdout == b"1\n"
            assert resident.alive
    except Exception as error:
        if getattr(error, "code", "") != "E409":
            raise
        pytest.skip(str(error))


async def test_a_signal_reaches_the_process_that_was_started(scene: Scene) -> None:
    code = """
import os, signal, sys, time
if os.fork() == 0:
    signal.signal(signal.SIGTERM, lambda *a: print("not me", flush=True)); time.sleep(60)
signal.signal(signal.SIGTERM, lambda *a: (print("asked to end", flush=True), os._exit(7)))
os.write(1, b"up\\n"); time.sleep(60)  # not by print, which a signal must not interrupt with another
"""
    resident = await scene.start(python(code), ready=Line("^up$"))
    resident.signal(signal.SIGTERM)
    ended = await asyncio.wait_for(resident.ended(), 20)
    assert (ended.exit_code, ended.stdout) == (7, b"up\nasked to end\n")
    resident.signal(signal.SIGTERM)  # nobody is there any more
    assert await said(scene, "print(1)") == "1"
