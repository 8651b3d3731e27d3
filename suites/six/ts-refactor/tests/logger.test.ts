// The logger does what it did: levels, lines, what it counts.

import assert from "node:assert/strict";
import test from "node:test";

import * as library from "./requests";

// Not imported by name, so that an export which is left out fails its own tests and no others.
const { createLogger, logDebug, logError, logInfo, logWarn, shouldLog } = library as any;

const LEVELS = ["debug", "info", "warn", "error"];

function logger(level: string) {
  const lines: string[] = [];
  let now = 40;
  const made = createLogger(level, (line: string) => lines.push(line), () => (now += 2));
  return { made, lines };
}

test("levels: each lets itself and what is more urgent pass", () => {
  const passed = LEVELS.map((current) => LEVELS.map((wanted) => shouldLog(current, wanted)));
  assert.deepEqual(passed, [
    [true, true, true, true],
    [false, true, true, true],
    [false, false, true, true],
    [false, false, false, true],
  ]);
});

test("a new logger has written nothing", () => {
  const sink = () => {};
  const clock = () => 1;
  const made = createLogger("warn", sink, clock);
  assert.deepEqual({ ...made }, { level: "warn", sink, clock, written: 0, lastError: null });
  assert.equal(made.sink, sink);
  assert.equal(made.clock, clock);
});

test("a logger that is given no clock has that of the machine", () => {
  assert.equal(createLogger("info", () => {}).clock, Date.now);
  assert.equal(createLogger("info", () => {}, undefined).clock, Date.now);
});

test("lines: time, level, message", () => {
  const { made, lines } = logger("debug");
  logDebug(made, "a");
  logInfo(made, "b c");
  logWarn(made, "");
  logError(made, "d");
  assert.deepEqual(lines, ["[42] DEBUG a", "[44] INFO b c", "[46] WARN ", "[48] ERROR d"]);
  assert.equal(made.written, 4);
});

test("what is below the level is not written, not counted, and asks no clock", () => {
  const { made, lines } = logger("error");
  logDebug(made, "a");
  logInfo(made, "b");
  logWarn(made, "c", { n: 1 });
  assert.equal(made.written, 0);
  logError(made, "d");
  assert.deepEqual(lines, ["[42] ERROR d"]);
  assert.equal(made.written, 1);
});

test("the level that counts is that of the moment", () => {
  const { made, lines } = logger("error");
  logInfo(made, "a");
  made.level = "info";
  logInfo(made, "b");
  logDebug(made, "c");
  assert.deepEqual(lines, ["[42] INFO b"]);
});

test("the sink and the clock are those of the moment", () => {
  const { made } = logger("debug");
  const other: string[] = [];
  made.sink = (line: string) => other.push(line);
  made.clock = () => 7;
  logWarn(made, "a");
  assert.deepEqual(other, ["[7] WARN a"]);
});

test("context: names and values in their order", () => {
  const { made, lines } = logger("debug");
  for (const log of [logDebug, logInfo, logWarn, logError]) log(made, "m", { z: 1, a: "two words", list: [1, 2], yes: true });
  assert.deepEqual(
    lines.map((line) => line.slice(5)),
    ["DEBUG", "INFO", "WARN", "ERROR"].map((level) => `${level} m z=1 a=two words list=1,2 yes=true`),
  );
});

test("context: what is undefined is left out; null, 0, false and empty texts are not", () => {
  const { made, lines } = logger("debug");
  for (const log of [logDebug, logInfo, logWarn, logError]) log(made, "m", { a: undefined, b: null, c: 0, d: false, e: "" });
  assert.deepEqual(
    lines.map((line) => line.slice(5)),
    ["DEBUG", "INFO", "WARN", "ERROR"].map((level) => `${level} m b=null c=0 d=false e=`),
  );
});

test("context: none, null or an empty one", () => {
  const { made, lines } = logger("debug");
  for (const context of [undefined, null, {}]) logInfo(made, "m", context);
  logError(made, "m", null);
  assert.deepEqual(lines, ["[42] INFO m", "[44] INFO m", "[46] INFO m", "[48] ERROR m"]);
});

test("the last error is remembered, and nothing else is", () => {
  const { made } = logger("debug");
  logWarn(made, "careful");
  assert.equal(made.lastError, null);
  logError(made, "first", { a: 1 });
  logError(made, "second");
  logWarn(made, "third");
  logInfo(made, "fourth");
  logDebug(made, "fifth");
  assert.equal(made.lastError, "second");
  assert.equal(made.written, 6);
});

test("a line that the sink refuses is not counted, and is no last error", () => {
  const { made } = logger("debug");
  made.sink = () => {
    throw new Error("full");
  };
  assert.throws(() => logError(made, "lost"), /full/);
  assert.throws(() => logInfo(made, "lost"), /full/);
  assert.equal(made.written, 0);
  assert.equal(made.lastError, null);
});

test("log functions give nothing back", () => {
  const { made } = logger("info");
  for (const log of [logDebug, logInfo, logWarn, logError]) assert.equal(log(made, "m"), undefined);
});
