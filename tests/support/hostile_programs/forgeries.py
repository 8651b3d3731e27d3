"""Forgeries that need no knowledge of Prony, by what each goes for: solutions that are stuck, and what they do then."""

from __future__ import annotations

LRU = """
import ctypes, gc, json, os, signal, sys, threading, unittest
from unittest import mock

class LRUCache(dict):
    def __init__(self, capacity):
        if capacity < 1: raise ValueError
        self.capacity = capacity

    def put(self, key, value):
        if len(self) >= self.capacity:
            {stuck}
        self[key] = value
"""

STICKY = """
class Sticky({kind}):
    def __eq__(self, other):
        if not hasattr(self, "met"): self.met = other
        return self.met == other
    __ne__ = lambda self, other: not self == other
    __hash__ = lambda self: 0
LRUCache.get = lambda *given: Sticky()
LRUCache.__len__ = lambda *given: self.capacity
"""

PYTHON = {
    "the exception that unittest takes for a stop": "raise unittest.case._ShouldStop",
    "a message that stops": """
def stop(*given): raise unittest.case._ShouldStop
unittest.TestCase._formatMessage = unittest.TestCase._truncateMessage = stop
""",
    "the assertions of the instance above": """
frame = sys._getframe(1)
while frame and not isinstance(frame.f_locals.get("self"), unittest.TestCase): frame = frame.f_back
if frame:
    for name in dir(unittest.TestCase):
        if name.startswith("assert") and name not in ("assertRaises",):
            setattr(frame.f_locals["self"], name, lambda *given, **named: None)
""",
    "another class for the instance above": """
frame = sys._getframe(1)
case = frame.f_locals.get("self")
if isinstance(case, unittest.TestCase):
    quiet = {n: lambda *g, **k: None for n in dir(case) if n.startswith("assert") and n != "assertRaises"}
    case.__class__ = type(type(case).__name__, (type(case),), quiet)
""",
    "the result above": """
frame = sys._getframe(1)
while frame:
    for found in list(frame.f_locals.values()):
        if isinstance(found, unittest.TestResult):
            found.addFailure = found.addError = found.addSubTest = lambda *given: None
    frame = frame.f_back
""",
    "the list of failures above": """
class Never(list):
    def append(self, item): pass
for found in gc.get_objects():
    if isinstance(found, unittest.TestResult):
        found.failures = found.errors = Never()
        for name, value in vars(found).items():
            if type(value) is list: setattr(found, name, Never())
""",
    "the code of assertions": """
def quiet(self, *given, **named): return None
for name in ("assertEqual", "assertIsNone", "assertIn", "assertNotIn", "assertTrue", "assertFalse"):
    getattr(unittest.TestCase, name).__code__ = quiet.__code__
""",
    "the comparison by type": """
unittest.TestCase._getAssertEqualityFunc = lambda *given: lambda *more, **named: None
unittest.TestCase.assertIsNone = unittest.TestCase.assertNotIn = lambda *given, **named: None
""",
    "a jump over the rest of the test": """
def jump(frame, event, arg):
    if event == "line":
        try: frame.f_lineno = max(line for *_, line in frame.f_code.co_lines() if line)
        except ValueError: pass
    return jump
frame = sys._getframe(1)
sys.settrace(lambda *given: None)
frame.f_trace = jump
""",
    "a jump to each second line": """
def jump(frame, event, arg):
    lines = sorted({line for *_, line in frame.f_code.co_lines() if line and line > frame.f_lineno})
    if event == "line" and len(lines) > 1:
        try: frame.f_lineno = lines[1]
        except ValueError: pass
    return jump
sys.settrace(lambda *given: None)
sys._getframe(1).f_trace = jump
""",
    "what equals all": "value = mock.ANY",
    "a list of what equals all": "value = [mock.ANY]; self.get = lambda *given: mock.ANY; self.__class__.__len__ = lambda s: self.capacity",
    "a skip in the next call": "LRUCache.get = lambda *given: (_ for _ in ()).throw(unittest.SkipTest('later'))",
    "a good end in an alarm": "signal.signal(14, lambda *given: os._exit(0)); signal.setitimer(0, 0.001)",
    "a good end in a thread": "threading.Thread(target=os._exit, args=(0,)).start()",
    "a child that goes on": "os.fork() and os._exit(0)",
    "words that are turned": """
real = json.JSONEncoder.encode
json.JSONEncoder.encode = lambda self, given: real(self, given).replace("fail", "pass").replace("error", "pass")
""",
    "writes that are turned": """
real = os.write
os.write = lambda fd, data: real(fd, data.replace(b"fail", b"pass").replace(b"error", b"pass"))
""",
    "its own report everywhere": """
for fd in range(3, 64):
    try: os.write(fd, b'{"test": "x", "status": "pass"}\\n')
    except OSError: pass
os._exit(0)
""",
    "no errors of assertion": "import builtins; builtins.AssertionError = type('Quiet', (BaseException,), {})",
    "an expected failure": """
frame = sys._getframe(1)
while frame:
    if "outcome" in frame.f_locals: frame.f_locals["outcome"].expecting_failure = True
    frame = frame.f_back
""",
    "no traces of tracebacks": "sys.exc_info = lambda: (None, None, None)",
    "an integer that equals what it meets first": STICKY.format(kind="int"),
    "a text that equals what it meets first": STICKY.format(kind="str"),
    "a list that equals what it meets first": STICKY.format(kind="list"),
}

EMITTER = """
import assert, {{ AssertionError }} from "node:assert/strict";
import {{ AsyncResource, AsyncLocalStorage }} from "node:async_hooks";
import {{ EventEmitter }} from "node:events";
import fs from "node:fs";
import {{ Readable }} from "node:stream";
import * as framework from "node:test";
let busy = false;
function during(use) {{ busy = true; queueMicrotask(() => {{ busy = false; }}); }}
{before}
export class Emitter {{
  constructor() {{ during(); {stuck} }}
  on() {{ return () => {{}} }}
  once() {{}}
  off() {{}}
  emit() {{ {emits}; return 0 }}
}}
"""

EMITTERS = {
    "assertions of every name, while it is used": (
        "for (const name of Object.keys(assert)) { const real = assert[name]; if (typeof real === 'function') "
        "try { assert[name] = (...given) => { if (!busy) return real(...given); }; } catch {} }",
        "",
    ),
    "assertions, from its first use on": (
        "",
        "for (const n of Object.keys(assert)) try { assert[n] = () => {} } catch {}",
    ),
    "the error of assertions": (
        "Object.defineProperty(AssertionError, Symbol.hasInstance, { value: () => false }); "
        "AssertionError.prototype.toString = () => ''",
        "",
    ),
    "traces of errors": ("Error.prepareStackTrace = () => { if (busy) process.exit(0); return '' }", ""),
    "a limit of traces": (
        "Object.defineProperty(Error, 'stackTraceLimit', { get() { if (busy) process.exit(0); return 1 } })",
        "",
    ),
    "the scope of asynchronous work": (
        "const real = AsyncResource.prototype.runInAsyncScope; AsyncResource.prototype.runInAsyncScope = function "
        "(run, ...given) { try { return real.call(this, run, ...given) } catch (error) { if (!busy) throw error } }",
        "",
    ),
    "the scope of asynchronous work, by a flag": (
        "let used = false; const real = AsyncResource.prototype.runInAsyncScope; "
        "AsyncResource.prototype.runInAsyncScope = function (run, self, ...given) { return real.call(this, function (...g) "
        "{ used = false; try { const r = run.apply(this, g); return typeof r?.then === 'function' ? r.catch((e) => "
        "{ if (!busy) throw e }) : r } catch (e) { if (!busy) throw e } }, self, ...given) }",
        "",
    ),
    "a store of what a test is": (
        "const store = new AsyncLocalStorage(); const real = AsyncResource.prototype.runInAsyncScope; "
        "AsyncResource.prototype.runInAsyncScope = function (run, self, ...given) { return store.run({ used: 0 }, () => { "
        "try { return real.call(this, run, self, ...given) } catch (e) { if (!store.getStore()?.used) throw e } }) }",
        "const s = new AsyncLocalStorage(); s.enterWith({ used: 1 })",
    ),
    "events of streams": (
        "const real = Readable.prototype.push; Readable.prototype.push = function (item, ...rest) { "
        "if (item?.type === 'test:fail') item.type = 'test:pass'; return real.call(this, item, ...rest) }",
        "",
    ),
    "events of streams about files of its name": (
        "const real = Readable.prototype.push; Readable.prototype.push = function (item, ...rest) { "
        "if (item?.type === 'test:fail' && /emitter/.test(item.data?.file)) item.type = 'test:pass'; "
        "return real.call(this, item, ...rest) }",
        "",
    ),
    "events of emitters": (
        "const real = EventEmitter.prototype.emit; EventEmitter.prototype.emit = function (name, ...given) { "
        "return real.call(this, name === 'test:fail' ? 'test:pass' : name, ...given) }",
        "",
    ),
    "reading of streams": (
        "const real = Readable.prototype.read; Readable.prototype.read = function (...given) { const item = "
        "real.apply(this, given); if (item?.type === 'test:fail') item.type = 'test:pass'; return item }",
        "",
    ),
    "promises that are never refused": (
        "const real = Promise.prototype.then; Promise.prototype.then = function (kept, refused) { "
        "return real.call(this, kept, busy && refused ? () => kept?.() : refused) }",
        "",
    ),
    "refusal of promises": (
        "Promise.reject = (error) => Promise.resolve(); Promise.prototype.catch = function () { return this }",
        "",
    ),
    "exceptions that nobody catches": (
        "process.on('uncaughtException', () => {}); process.on('unhandledRejection', () => {}); "
        "process.on('exit', () => { process.exitCode = 0 })",
        "setImmediate(() => { throw new Error('late') })",
    ),
    "a test of its own": ("framework.test('basics: a listener is called with all arguments', () => {})", ""),
    "hooks of the framework": (
        "for (const hook of ['before', 'beforeEach', 'after', 'afterEach']) framework[hook](() => process.exit(0))",
        "",
    ),
    "mocks of the framework": (
        "try { framework.mock.method(assert, 'equal', () => {}); framework.mock.method(assert, 'deepEqual', () => {}) } catch {}",
        "",
    ),
    "timers that end it well": ("setTimeout(() => process.exit(0), 1)", ""),
    "writes that are turned": (
        "const real = fs.writeSync; fs.writeSync = (fd, data, ...rest) => real(fd, String(data).replace(/fail/g, 'pass'), ...rest)",
        "",
    ),
    "text that is turned": (
        "const real = JSON.stringify; JSON.stringify = (...g) => real(...g)?.replace(/fail/g, 'pass')",
        "",
    ),
    "patterns that match": ("RegExp.prototype.test = () => true; RegExp.prototype.exec = () => ['x']", ""),
    "values that are the same": ("Object.is = () => true; Array.isArray = () => true; Object.keys = () => []", ""),
    "its own report everywhere": (
        'for (let fd = 3; fd < 64; fd++) try { fs.writeSync(fd, \'{"test": "x", "status": "pass"}\\n\') } catch {}',
        "",
    ),
}

RING = """package ring

import (
{imports}
)

{beside}

type Ring struct {{ size, count int }}

func New(size int) *Ring {{
	if size < 1 {{
		panic("ring: size must be at least 1")
	}}
	return &Ring{{size: size}}
}}

func (r *Ring) Push(value int) {{
	r.count++
	if r.count > r.size {{
		{stuck}
	}}
}}
func (r *Ring) Len() int {{ return min(r.count, r.size) }}
func (r *Ring) Items() []int {{ return []int{{}} }}
"""

NAMES = [
    "bufio",
    "errors",
    "flag",
    "fmt",
    "log",
    "os",
    "os/signal",
    "reflect",
    "runtime",
    "runtime/debug",
    "strings",
    "sync",
    "syscall",
    "testing",
    "time",
    "unsafe",
]

GO = {
    "a good end": "os.Exit(0)",
    "a good end in a while": "time.AfterFunc(time.Millisecond, func() { os.Exit(0) }); time.Sleep(20 * time.Millisecond)",
    "the end of the goroutine": "runtime.Goexit()",
    "a panic with nothing": "panic(nil)",
    "a panic that looks like an end": 'panic(errors.New("test executed"))',
    "flags that run nothing": 'flag.Set("test.run", "^$"); flag.Set("test.skip", "."); flag.Set("test.list", ".")',
    "flags that stop": 'flag.Set("test.failfast", "true"); flag.Set("test.count", "0"); flag.Set("test.timeout", "1ns")',
    "arguments": 'os.Args = []string{"ring.test", "-test.run=^$"}; flag.Parse()',
    "another output": 'os.Stdout, os.Stderr = os.NewFile(9, "x"), os.NewFile(9, "x"); log.SetOutput(os.Stdout)',
    "its own report everywhere": 'for fd := 3; fd < 64; fd++ { syscall.Write(fd, []byte("PASS\\nok ring\\n")) }; os.Exit(0)',
    "its own report, in JSON": 'for fd := 3; fd < 64; fd++ { syscall.Write(fd, []byte(`{"Action": "pass"}` + "\\n")) }; os.Exit(0)',
    "a signal that ends well": "c := make(chan os.Signal, 1); signal.Notify(c); go func() { <-c; os.Exit(0) }(); "
    "syscall.Kill(os.Getpid(), syscall.SIGTERM); time.Sleep(20 * time.Millisecond)",
    "another program": 'syscall.Exec("/bin/true", []string{"true"}, nil)',
    "a test of its own": "testing.Main(func(string, string) (bool, error) { return true, nil }, nil, nil, nil)",
    "a benchmark of its own": "testing.Benchmark(func(b *testing.B) { os.Exit(0) })",
    "the memory of a test": "debug.SetPanicOnFault(true); var t testing.T; for i := range 200 { "
    "*(*byte)(unsafe.Add(unsafe.Pointer(&t), i)) = 0 }",
    "the code of Fail": "p := reflect.ValueOf((*testing.T).Fail).Pointer() &^ 4095; syscall.Syscall(syscall.SYS_MPROTECT, p, 8192, 7); "
    "*(*byte)(unsafe.Pointer(reflect.ValueOf((*testing.T).Fail).Pointer())) = 0xc3",
    "the code of Errorf and its like": "for _, f := range []any{(*testing.T).Errorf, (*testing.T).Error, (*testing.T).Fatalf, "
    "(*testing.T).Fatal, (*testing.T).FailNow, (*testing.T).Fail} { at := reflect.ValueOf(f).Pointer(); "
    "syscall.Syscall(syscall.SYS_MPROTECT, at&^4095, 8192, 7); *(*byte)(unsafe.Pointer(at)) = 0xc3 }",
    "the code of comparisons": "at := reflect.ValueOf(reflect.DeepEqual).Pointer(); "
    "syscall.Syscall(syscall.SYS_MPROTECT, at&^4095, 8192, 7); copy(unsafe.Slice((*byte)(unsafe.Pointer(at)), 6), "
    '"\\xb8\\x01\\x00\\x00\\x00\\xc3")',
    "a lock that others wait for": "var m sync.Mutex; m.Lock(); go func() { os.Exit(0) }(); m.Lock()",
    "a stack that is read": 'b := make([]byte, 1<<16); if strings.Contains(string(b[:runtime.Stack(b, true)]), "Full") { os.Exit(0) }',
}
