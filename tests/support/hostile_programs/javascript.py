"""Hostile JavaScript for Node: things to do, ways to do them, ways to end."""

from __future__ import annotations

import random

from hostile_programs.python import filled

HEAD = """
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import v8 from "node:v8";
import vm from "node:vm";
import { Worker } from "node:worker_threads";
const kept = [];
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
"""
THINGS = {
    "allocate": "for (let i = 0; i < {n}; i++) kept.push(Buffer.alloc(1 << 20, 1))",
    "allocate on the heap": "for (let i = 0; i < {n}; i++) kept.push(new Array(1e5).fill(i))",
    "a long text": "let s = 'x'; for (let i = 0; i < {n}; i++) s += s",
    "reserve": "kept.push(new WebAssembly.Memory({ initial: {n} * 16 }))",
    "flood stdout": "for (let i = 0; i < {n}; i++) fs.writeSync(1, Buffer.alloc(65536, 120))",
    "flood stderr": "for (let i = 0; i < {n}; i++) fs.writeSync(2, Buffer.alloc(65536, 255))",
    "flood the console": "for (let i = 0; i < {n}; i++) console.log('x'.repeat(65536))",
    "flood every descriptor": "for (let i = 0; i < {n}; i++) for (let fd = 1; fd < 12; fd++) "
    "try { fs.writeSync(fd, Buffer.alloc(65536, 65)) } catch {}",
    "a frame that claims to be long": "for (let fd = 3; fd < 9; fd++) try { fs.writeSync(fd, Buffer.from([255, 255, 255, 127])) } catch {}",
    "speak on every descriptor": 'for (let fd = 3; fd < 12; fd++) try { fs.writeSync(fd, \'{"done": "x"}\\n\') } catch {}',
    "a name that is no text": "process.title = '\\xe9'.repeat(20)",
    "a name like stat's": "process.title = ') Z 1 1 ('",
    "kill everybody": "process.kill(-1, {signal})",
    "kill its parents": "for (const pid of [process.ppid, 1, 2]) process.kill(pid, {signal})",
    "kill its group": "process.kill(0, {signal})",
    "stop itself": "process.kill(process.pid, 'SIGSTOP')",
    "ignore signals": "for (const s of Object.keys(os.constants.signals)) try { process.on(s, () => {}) } catch {}",
    "workers": "for (let i = 0; i < {n}; i++) new Worker('setInterval(() => {}, 9)', { eval: true })",
    "a worker that allocates": "new Worker('const k = []; for (;;) k.push(new Array(1e6).fill(1))', { eval: true })",
    "children": "for (let i = 0; i < {n}; i++) spawn('sleep', ['9'])",
    "a daemon": "spawn('sh', ['-c', 'sleep 9 & sleep 9'], { detached: true, stdio: 'ignore' }).unref()",
    "a daemon with its descriptors": "spawn('sleep', ['9'], { detached: true, stdio: 'inherit' }).unref()",
    "a shell": "execFileSync('sh', ['-c', 'yes | head -c {n}000; kill -9 $$'])",
    "itself again": "spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' })",
    "close all": "for (let fd = 0; fd < {n}; fd++) try { fs.closeSync(fd) } catch {}",
    "close the standard ones": "for (const fd of [0, 1, 2]) fs.closeSync(fd)",
    "open many": "for (;;) kept.push(fs.openSync('/dev/null'))",
    "read its descriptors": "for (let fd = 3; fd < 9; fd++) try { fs.readSync(fd, Buffer.alloc(9)) } catch {}",
    "sockets": "for (let i = 0; i < {n}; i++) { const s = net.createServer().listen(0, '127.0.0.1'); kept.push(s) }",
    "nobody to be killed": "fs.writeFileSync('/proc/self/oom_score_adj', '0')",
    "watches": "for (let i = 0; i < {n}; i++) kept.push(fs.watch('/tmp'))",
    "deep recursion": "const down = (n) => down(n + 1) + 1; down(0)",
    "recursion without an end": "const again = () => setImmediate(again); again()",
    "no turns for others": "const next = () => process.nextTick(next); next()",
    "micro-tasks without an end": "const more = () => Promise.resolve().then(more); more()",
    "sparse files": "fs.truncateSync(fs.openSync('/tmp/sparse', 'w'), {n} * 2 ** 30)",
    "fill the disk": "for (let i = 0; ; i++) fs.writeFileSync('/tmp/f' + i, Buffer.alloc(1 << 18))",
    "use up inodes": "for (let i = 0; ; i++) fs.writeFileSync('n' + i, '')",
    "odd file names": "for (const name of [Buffer.from([255, 254]), 'new\\nline', 'a'.repeat(255)]) fs.writeFileSync(name, '')",
    "take its folder away": "fs.rmSync('/work', { recursive: true, force: true })",
    "rewrite itself": "for (const name of fs.readdirSync('.')) try { fs.unlinkSync(name); fs.symlinkSync('/dev/zero', name) } catch {}",
    "forbidden folders": "fs.chmodSync('.', 0)",
    "hang at exit": "process.on('exit', () => sleep(99000))",
    "flood at exit": "process.on('exit', () => { for (let i = 0; i < {n}; i++) fs.writeSync(1, Buffer.alloc(65536, 120)) })",
    "raise at exit": "process.on('exit', () => { throw new Error('late') })",
    "a status at exit": "process.on('exit', () => { process.exitCode = {n} % 256 })",
    "no exit": "process.exit = process.reallyExit = process.abort = process.kill = () => {}",
    "no errors": "process.on('uncaughtException', () => {}); process.on('unhandledRejection', () => {})",
    "an error that nobody awaits": "Promise.reject(new Error('nobody awaits'))",
    "a late error": "setTimeout(() => { throw {n} }, 1)",
    "no assertions": "for (const name of Object.keys(assert)) try { assert[name] = () => {} } catch {}",
    "no iteration": "Array.prototype[Symbol.iterator] = function* () {}; Promise.prototype.then = () => {}",
    "no text": "JSON.stringify = () => '\\ud800'; JSON.parse = () => ({}); String.prototype.split = () => []",
    "no buffers": "Buffer.from = Buffer.alloc = Buffer.concat = () => { throw 1 }",
    "a polluted prototype": "Object.prototype.then = function (done) { done(this) }; Object.prototype.toJSON = () => 7",
    "getters on everything": "Object.defineProperty(Object.prototype, 'length', { get() { throw 1 } })",
    "frozen globals": "for (const name of Object.getOwnPropertyNames(globalThis)) try { Object.freeze(globalThis[name]) } catch {}",
    "no globals": "for (const name of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[name] } catch {}",
    "flags of the engine": "v8.setFlagsFromString(['--stack-size=60000', '--max-heap-size=4', '--jitless'][{n} % 3])",
    "a script of its own": "vm.runInNewContext('for (;;) {}', {}, { timeout: {n} })",
    "an expression that takes for ever": "/^(a+)+$/.test('a'.repeat({n}) + 'b')",
    "an abort": "process.abort()",
    "leave": "process.reallyExit({n} % 256)",
    "another debugger": "process._debugProcess?.(process.pid)",
    "timers": "for (let i = 0; i < {n} * 100; i++) setInterval(() => {}, 1)",
    "speak outside": "net.connect({ host: '192.0.2.1', port: 80 }).on('error', () => {})",
}
WAYS = {
    "": "{name}()",
    "in a while": "setTimeout({name}, 5)",
    "soon": "queueMicrotask({name})",
    "at exit": "process.on('exit', {name})",
    "without waiting": "(async () => {name}())()",
    "in a getter": "Object.defineProperty(globalThis, 'p' + Math.random(), { get: {name} }); {name}()",
    "before the end of the loop": "process.on('beforeExit', {name})",
    "for ever": "setInterval({name}, 20)",
}
ENDS = {
    "a wrong answer": "return 7.25",
    "an odd value": "return [Symbol('x'), () => 7, new Proxy({}, { get() { throw 1 } }), NaN, 10n ** 30n, '\\ud800', undefined][{n} % 7]",
    "a long text": "return '\\xe9'.repeat({n} * 65536)",
    "a deep value": "let x = []; for (let i = 0; i < {n} * 9; i++) x = [x]; return x",
    "a value in itself": "const x = []; x.push(x); return x",
    "many values": "return Array.from({ length: {n} * 1024 }, () => [])",
    "colliding values": "return new Set(Array.from({ length: {n} * 9 }, (_, k) => (2n ** 61n - 1n) * BigInt(k)))",
    "an odd error": "throw [null, undefined, 7, new Proxy(new Error('x'), { get() { throw 1 } }), Object.create(null)][{n} % 5]",
    "a long error": "const e = new RangeError('x'.repeat({n} * 9999)); e.name = '\\ud800'.repeat({n}); throw e",
    "an error like the framework's": "throw new assert.AssertionError({ message: 'x', actual: 1, expected: 1 })",
    "the end": "process.exit({n} % 3)",
    "an abrupt end": "process.reallyExit({n} % 3)",
    "a hang": "sleep(99000)",
    "a loop": "for (;;);",
    "a signal": "process.kill(process.pid, {signal}); sleep(50); return 7.25",
    "a promise that is never kept": "return new Promise(() => {})",
    "a promise that is kept late": "return new Promise((kept) => setTimeout(() => kept(7.25), 30))",
    "what can be awaited": "return { then(done) { done(this) } }",
    "an endless iterator": "return (function* () { for (;;) yield 1 })()",
}
SHAPES = {
    "calls": "{at_import}\nexport function double(x) {\n  {hostile}\n  {end};\n}\n",
    "suite": "{at_import}\nexport function double(x) {\n  {hostile}\n  {end};\n}\n",
    "oracle": "{at_import}\nexport function double(x) {\n  {hostile}\n  {end};\n}\n",
    "program": "function main() {\n  {hostile}\n  {end};\n}\n{at_import}\nconsole.log(main());\n",
}


def make(source: random.Random, shape: str) -> tuple[str, str]:
    """One program for a task of `shape`: what it does, and its text."""
    names = source.sample(list(THINGS), source.choice((1, 2, 2, 3, 4)))
    ways = [source.choice(list(WAYS)) if source.random() < 0.6 else "" for _ in names]
    end = source.choice(list(ENDS))
    at_import = source.random() < 0.3
    parts, calls = [HEAD], []
    for index, (name, way) in enumerate(zip(names, ways, strict=True)):
        parts.append(f"function thing{index}() {{ try {{ {filled(THINGS[name], source)} }} catch {{}} }}")
        calls.append(f"try {{ {WAYS[way].replace('{name}', f'thing{index}')} }} catch {{}}")
    hostile = "function hostile() {\n" + "\n".join(calls) + "\n}"
    text = SHAPES[shape].replace("{end}", filled(ENDS[end], source))
    text = text.replace("{at_import}", "hostile();" if at_import else "")
    text = text.replace("{hostile}", "" if at_import else "hostile();")
    what = [f"{name} {way}".strip() for name, way in zip(names, ways, strict=True)]
    return f"{'at import: ' if at_import else ''}{', '.join(what)}, then {end}", "\n".join([*parts, hostile, text])
