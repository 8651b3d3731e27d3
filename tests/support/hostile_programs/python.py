"""Hostile Python: things to do, ways to do them, ways to end."""

from __future__ import annotations

import random
import textwrap

HEAD = """
import array, atexit, ctypes, fcntl, gc, mmap, os, resource, select, signal, socket, struct, subprocess, sys, tempfile
import threading, time, weakref
libc = ctypes.CDLL(None, use_errno=True)
kept = []
"""
THINGS = {
    "allocate": "for _ in range({n}): kept.append(bytearray(b'x' * (1 << 20)))",
    "reserve": "kept.append(mmap.mmap(-1, {n} << 20))",
    "share": "m = mmap.mmap(-1, {n} << 20)\nfor at in range(0, len(m), 4096): m[at] = 1\nkept.append(m)",
    "flood stdout": "for _ in range({n}): os.write(1, b'x' * 65536)",
    "flood stderr": "for _ in range({n}): os.write(2, b'\\xff\\x00' * 32768)",
    "flood every descriptor": "for _ in range({n}):\n    for fd in range(1, 12):\n        try: os.write(fd, b'A' * 65536)\n"
    "        except OSError: pass",
    "speak on every descriptor": 'for fd in range(3, 12):\n    try: os.write(fd, b\'{"test": "x", "status": "pass"}\\n\')\n'
    "    except OSError: pass",
    "a frame that claims to be long": "for fd in range(3, 9):\n    try: os.write(fd, b'\\xff\\xff\\xff\\x7f' + b'[' * {n})\n"
    "    except OSError: pass",
    "a name that is no text": "libc.prctl(15, b'\\xff\\xfe\\x80', 0, 0, 0)",
    "a name like stat's": "libc.prctl(15, b') Z 1 1 1 (', 0, 0, 0)",
    "names of threads": "def name():\n    libc.prctl(15, b'\\n\\xff) R', 0, 0, 0); time.sleep(9)\n"
    "for _ in range(5): threading.Thread(target=name, daemon=True).start()",
    "kill everybody": "signal.signal(15, signal.SIG_IGN); os.kill(-1, {signal})",
    "kill its parents": "for pid in (os.getppid(), 1, 2, 3): os.kill(pid, {signal})",
    "kill its group": "signal.signal(15, signal.SIG_IGN); os.killpg(0, {signal})",
    "stop itself": "os.kill(os.getpid(), 19)",
    "stop its parent": "os.kill(os.getppid(), 19)",
    "ignore signals": "for s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass",
    "block signals": "signal.pthread_sigmask(0, set(range(1, 65)))",
    "an alarm": "signal.setitimer(0, 0.01, 0.001)",
    "fork often": "for _ in range({n}):\n    if os.fork() == 0: time.sleep(9); os._exit(0)",
    "fork without end": "while True:\n    try: os.fork()\n    except OSError: time.sleep(0.01)",
    "threads": "for _ in range({n}): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "threads that stay": "for _ in range(4): threading.Thread(target=time.sleep, args=(9,)).start()",
    "execute": "os.execv('/bin/sh', ['sh', '-c', 'exec sleep 9'])",
    "execute itself": "os.execve('/proc/self/exe', ['x'] * {n}, {'A': 'x' * {n}})",
    "a shell": "subprocess.run(['sh', '-c', 'yes | head -c {n}000; kill -9 $$'])",
    "bound others": "for pid in (0, 1, os.getppid(), 2, 3):\n    for kind in range(16):\n"
    "        try: resource.prlimit(pid, kind, (0, 0))\n        except (OSError, ValueError): pass",
    "bound its files": "resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))",
    "bound its time": "resource.setrlimit(resource.RLIMIT_CPU, (0, 1))",
    "bound its memory": "resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))",
    "bound its writing": "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))",
    "close all": "os.closerange(0, {n})",
    "close the standard ones": "os.closerange(0, 3)",
    "exchange descriptors": "for fd in range(9): os.dup2((fd + 1) % 9 if {n} % 2 else 0, fd)",
    "open many": "while True: kept.append(open('/dev/null'))",
    "read its descriptors": "for fd in range(3, 9):\n    try: os.read(fd, 1 << 16)\n    except OSError: pass",
    "descriptors that do not block": "for fd in range(9):\n    try: os.set_blocking(fd, False)\n    except OSError: pass",
    "shut its sockets": "for fd in range(3, 9):\n    try: socket.socket(fileno=os.dup(fd)).shutdown(2)\n    except OSError: pass",
    "buffers of sockets": "while True:\n    a, b = socket.socketpair(); kept.append((a, b)); a.setblocking(False)\n"
    "    try:\n        while True: a.send(bytes(65536))\n    except BlockingIOError: pass",
    "buffers of pipes": "while True:\n    r, w = os.pipe(); os.set_blocking(w, False); kept.append((r, w))\n"
    "    try:\n        while True: os.write(w, bytes(65536))\n    except BlockingIOError: pass",
    "memory files": "fd = libc.memfd_create(b'x', 0); os.write(fd, bytes({n} << 20))",
    "memory of System V": "print(libc.shmget(0, {n} << 20, 0o1600), file=sys.stderr)",
    "nobody to be killed": "open('/proc/self/oom_score_adj', 'w').write('0')",
    "nobody to be killed, then sockets": "open('/proc/self/oom_score_adj', 'w').write('0')\nfor _ in range(100):\n"
    "    a, b = socket.socketpair(); kept.append((a, b)); a.setblocking(False)\n    os.set_inheritable(a.fileno(), True)\n"
    "    try:\n        while True: a.send(bytes(65536))\n    except BlockingIOError: pass\nos.execv('/bin/sleep', ['sleep', '9'])",
    "watches": "fds = [libc.inotify_init1(0) for _ in range(200)]\n"
    "for fd in fds: libc.inotify_add_watch(fd, b'/tmp', 0xfff)",
    "keys": "[libc.syscall(248, b'user', str(i).encode(), b'x' * 1000, 1000, -3) for i in range({n})]",
    "locks": "with open('/tmp/lock', 'w') as file:\n    for at in range({n}): fcntl.lockf(file, fcntl.LOCK_EX, 1, 2 * at)",
    "locks of the system": "for path in ('/usr/bin/env', '/opt/python/bin/python3', '/bin/sh', '/work', '/'):\n"
    "    try: fd = os.open(path, 0); fcntl.flock(fd, 2); kept.append(fd)\n    except OSError: pass",
    "deep recursion": "sys.setrecursionlimit(10**9)\ndef down(n): return down(n + 1)\ndown(0)",
    "deep recursion in C": "x = []\nfor _ in range({n}000): x = [x]\nrepr(x) if {n} % 2 else kept.append(x)",
    "sparse files": "with open('/tmp/sparse', 'wb') as file: file.truncate({n} << 30)",
    "fill the disk": "n = 0\nwhile True:\n    n += 1\n    with open(f'/tmp/f{n}', 'wb') as file: file.write(bytes(1 << 18))",
    "use up inodes": "n = 0\nwhile True: n += 1; open(f'n{n}', 'w').close()",
    "deep folders": "for _ in range({n}): os.mkdir('d' * 200); os.chdir('d' * 200)",
    "odd file names": "for name in (b'\\xff\\xfe', b'new\\nline', b'-rf', b'a' * 255): open(name, 'wb').close()",
    "take its folder away": "os.system('rm -rf /work /tmp/* 2>/dev/null'); os.chdir('/')",
    "rewrite itself": "for path in os.listdir('.'):\n    try: os.unlink(path); os.symlink('/dev/zero', path)\n    except OSError: pass",
    "pipes in place of files": "for path in os.listdir('.'):\n    try: os.unlink(path); os.mkfifo(path)\n    except OSError: pass",
    "forbidden folders": "os.chmod('.', 0)",
    "hang at exit": "atexit.register(time.sleep, 99)",
    "flood at exit": "atexit.register(lambda: [os.write(1, b'x' * 65536) for _ in range({n})])",
    "raise at exit": "atexit.register(lambda: 1 / 0)",
    "hang when deleted": "class Heavy:\n    def __del__(self): time.sleep(99)\nkept.append(Heavy())",
    "no hooks": "sys.excepthook = sys.unraisablehook = sys.settrace = None; sys.stdout = sys.stderr = None",
    "no modules": "sys.modules.clear()",
    "no builtins": "import builtins; builtins.__dict__.clear()",
    "no switching": "sys.setswitchinterval(1e9)",
    "no collector": "gc.disable(); gc.set_threshold(0)",
    "a segmentation fault": "ctypes.string_at({n})",
    "an abort": "os.abort()",
    "a trap": "signal.raise_signal({signal})",
    "leave": "os._exit({n} % 256)",
    "a broken stack": "libc.setrlimit(3, struct.pack('QQ', 4096, 4096)); os.execv('/bin/true', ['true'])",
    "trace": "libc.ptrace(0, 0, 0, 0)",
    "nobody may look": "libc.prctl(4, 0, 0, 0, 0)",
    "adopt orphans": "libc.prctl(36, 1, 0, 0, 0)",
    "another session": "os.setsid()",
    "the lowest turns": "os.nice(19); os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))",
    "a server": "s = socket.create_server(('127.0.0.1', 0), backlog=200); kept.append(s)\n"
    "for _ in range(100): kept.append(socket.create_connection(s.getsockname()))",
    "speak outside": "for a in ('192.0.2.1', '10.0.0.1', '169.254.169.254'):\n"
    "    s = socket.socket(type=socket.SOCK_DGRAM); s.connect_ex((a, 53))",
    "compile much": "compile('(' * 90 + '1' + ')' * 90, 'x', 'eval'); eval('+'.join(['1'] * {n}))",
    "a huge number": "kept.append(str(7 ** ({n} * 500))) if {n} % 2 else kept.append(1 << ({n} << 16))",
    "collide": "kept.append({((1 << 61) - 1) * k for k in range({n})})",
}
WAYS = {
    "": "{call}",
    "in a thread": "threading.Thread(target={name}, daemon=True).start(); time.sleep(0.02)",
    "in a child": "os.fork() or ({call}, time.sleep(9), os._exit(0))",
    "in a child that is waited for": "(lambda pid: os.waitpid(pid, 0) if pid else ({call}, os._exit(0)))(os.fork())",
    "in a daemon": "os.fork() or (os.setsid(), os.fork() and os._exit(0), {call}, time.sleep(9), os._exit(0))",
    "at exit": "atexit.register({name})",
    "at a signal": "signal.signal(10, lambda *a: {call}); os.kill(os.getpid(), 10)",
    "when deleted": "kept.append(weakref.finalize(sys, {name}))",
}
ENDS = {
    "a wrong answer": "return 7.25",
    "an odd value": "return [object(), {1}, b'\\xff', float('nan'), 1 << 70, '\\ud800', ...][{n} % 7]",
    "a long text": "return '\\xe9' * ({n} << 16)",
    "a deep value": "x = []\n    for _ in range({n} * 3): x = [x]\n    return x",
    "a value in itself": "x = []\n    x.append(x)\n    return x",
    "many values": "return [[]] * ({n} << 10)",
    "colliding values": "return {((1 << 61) - 1) * k for k in range({n} * 9)}",
    "what equals all": "return type('A', (int,), {'__eq__': lambda *a: True, '__hash__': lambda s: 0})(7)",
    "an odd error": "raise type('\\ud800' if {n} % 2 else 'E' * {n}, (Exception,), {'__str__': lambda s: 1 / 0})('x' * {n})",
    "an error of the system": "raise OSError({n} % 140, 'x')",
    "the end": "sys.exit({n} % 3)",
    "an abrupt end": "os._exit({n} % 3)",
    "a hang": "time.sleep(99)",
    "a loop": "\n    while True: pass",
    "a signal": "os.kill(os.getpid(), {signal})",
    "a coroutine": "\n    async def later(): return 7\n    return later()",
    "an endless iterator": "import itertools; return itertools.count()",
}
SHAPES = {
    "calls": "{hostile_at_import}\ndef double(x):\n    {hostile}\n    {end}\n",
    "suite": "{hostile_at_import}\ndef double(x):\n    {hostile}\n    {end}\n",
    "oracle": "{hostile_at_import}\ndef double(x):\n    {hostile}\n    {end}\n",
    "program": "def main():\n    {hostile}\n    {end}\n{hostile_at_import}\nprint(main())\n",
}


def make(source: random.Random, shape: str) -> tuple[str, str]:
    """One program for a task of `shape`: what it does, and its text."""
    names = source.sample(list(THINGS), source.choice((1, 2, 2, 3, 4)))
    ways = [source.choice(list(WAYS)) if source.random() < 0.6 else "" for _ in names]
    end = source.choice(list(ENDS))
    at_import = source.random() < 0.3
    parts, calls = [HEAD], []
    for index, (name, way) in enumerate(zip(names, ways, strict=True)):
        body = filled(THINGS[name], source)
        parts.append(f"def thing{index}():\n    try:\n{textwrap.indent(body, ' ' * 8)}\n    except Exception: pass\n")
        calls.append(WAYS[way].replace("{call}", f"thing{index}()").replace("{name}", f"thing{index}"))
    hostile = "def hostile():\n" + "".join(f"    try: {call}\n    except Exception: pass\n" for call in calls)
    text = SHAPES[shape].replace("{end}", filled(ENDS[end], source))
    text = text.replace("{hostile_at_import}", "hostile()" if at_import else "")
    text = text.replace("{hostile}", "" if at_import else "hostile()")
    what = [f"{name} {way}".strip() for name, way in zip(names, ways, strict=True)]
    return f"{'at import: ' if at_import else ''}{', '.join(what)}, then {end}", "\n".join([*parts, hostile, text])


def filled(text: str, source: random.Random) -> str:
    """A part with its numbers."""
    return text.replace("{n}", str(source.choice((1, 9, 40, 200, 1000)))).replace(
        "{signal}", str(source.choice((1, 2, 3, 6, 9, 10, 11, 13, 15, 19, 24, 25, 31, 34, 64)))
    )
