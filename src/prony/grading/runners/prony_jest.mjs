// Run tests in the style of Jest: describe, test, hooks, tables. Of our own writing; files run one after the other, and
// so do their tests. Who reports is handed in, so that nothing here can be asked to report something else.

import { format, inspect } from "node:util";
import { begin, end, expect } from "./prony_expect.mjs";
import { jest } from "./prony_mocks.mjs";

export { expect, jest, jest as vi };

const { setTimeout: after, clearTimeout: drop, Promise: Later } = globalThis;
const { race } = Later;
const raced = race.bind(Later);

function group(name, parent, mode = "run") {
  return { name, parent, mode, children: [], hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } };
}

let place = null; // the group that is being described
let current = null; // fails the test that runs

function inPlace() {
  if (place === null) throw new Error("tests are described while their file is loaded");
  return place;
}

function adding(mode, inverted = false) {
  return (name, run, limit) => {
    if (typeof run === "object" && run !== null) [run, limit] = [limit, run.timeout];
    inPlace().children.push({ name: named(name), run, limit, mode: run === undefined && mode === "run" ? "todo" : mode, inverted });
  };
}

function describing(mode) {
  return (name, describe) => {
    const outer = inPlace();
    const inner = group(named(name), outer, mode);
    outer.children.push(inner);
    place = inner;
    try {
      const result = describe?.();
      if (typeof result?.then === "function") throw new Error("describe cannot wait");
    } finally {
      place = outer;
    }
  };
}

const named = (name) => (typeof name === "function" ? name.name : `${name}`);

// --- tables -------------------------------------------------------------------------------------------------------

function each(add) {
  return (table, ...values) => {
    const rows = table?.raw ? fromTemplate(table, values) : [...table];
    return (name, run, limit) => {
      rows.forEach((row, index) => {
        const given = Array.isArray(row) ? row : [row];
        const call = run.length > given.length ? (done) => run(...given, done) : () => run(...given);
        add(title(`${name}`, row, given, index), call, limit);
      });
    };
  };
}

function fromTemplate(table, values) {
  const names = table[0].trim().split("|").map((name) => name.trim());
  const rows = [];
  for (let at = 0; at + names.length <= values.length; at += names.length) {
    rows.push(Object.fromEntries(names.map((name, index) => [name, values[at + index]])));
  }
  return rows;
}

function title(name, row, given, index) {
  const shown = (value) => inspect(value, { depth: 4, breakLength: Infinity }).replace(/\s+/g, " ");
  let text = name.replace(/%#/g, `${index}`).replace(/%\$/g, `${index + 1}`).replace(/%p/g, "%o");
  if (!Array.isArray(row) && typeof row === "object" && row !== null) {
    text = text.replace(/\$([A-Za-z_$][\w$]*(?:\.\w+)*)/g, (whole, path) => {
      const value = path.split(".").reduce((at, step) => at?.[step], row);
      return value === undefined && !(path.split(".")[0] in row) ? whole : typeof value === "string" ? value : shown(value);
    });
  }
  const holes = (text.match(/%[sdifjoOc]/g) ?? []).length;
  const values = given.slice(0, holes).map((value) => (typeof value === "object" ? shown(value) : value));
  return (holes ? format(text.replace(/%[oOj]/g, "%s"), ...values) : text.replace(/%%/g, "%")).replace(/\s+/g, " ").trim();
}

// --- what tests call ----------------------------------------------------------------------------------------------

function withModes(run, skip, only, extra = {}) {
  return Object.assign(run, {
    skip: Object.assign(skip, { each: each(skip) }),
    only: Object.assign(only, { each: each(only) }),
    each: each(run),
    skipIf: (holds) => (holds ? skip : run),
    runIf: (holds) => (holds ? run : skip),
    ...extra,
  });
}

const failing = adding("run", true);
export const test = withModes(adding("run"), adding("skip"), adding("only"), {
  todo: adding("todo"),
  failing: Object.assign(failing, { each: each(failing) }),
});
test.concurrent = withModes(adding("run"), adding("skip"), adding("only"));
export const it = test;
export const xtest = test.skip;
export const xit = test.skip;
export const fit = test.only;
export const describe = withModes(describing("run"), describing("skip"), describing("only"));
export const xdescribe = describe.skip;
export const fdescribe = describe.only;
const hook = (name) => (run) => void inPlace().hooks[name].push(run);
export const beforeAll = hook("beforeAll");
export const beforeEach = hook("beforeEach");
export const afterEach = hook("afterEach");
export const afterAll = hook("afterAll");
for (const made of [test, test.skip, test.only, test.todo, test.failing, test.concurrent, describe]) Object.freeze(made);

// --- running ------------------------------------------------------------------------------------------------------

const hasOnly = ({ mode, children = [] }) => mode === "only" || children.some(hasOnly);

// Run what `load` describes, and report each test by its names and what became of it.
export async function runFile(load, limitMs, report) {
  const root = group("", null);
  place = root;
  try {
    await load();
  } finally {
    place = null;
  }
  await runGroup(root, [], { only: hasOnly(root), skip: false }, limitMs, report);
}

async function runGroup(described, names, { only, skip }, limitMs, report) {
  const skipped = skip || described.mode === "skip";
  // Within a group that alone shall run, all tests do, unless one in it says the same of itself.
  const narrowed = only && !(described.mode === "only" && !described.children.some(hasOnly));
  const tell = async (child, run) => {
    if (child.children) return runGroup(child, [...names, child.name], { only: narrowed, skip: skipped }, limitMs, report);
    const left = skipped || child.mode === "skip" || child.mode === "todo" || (narrowed && child.mode !== "only");
    report([...names, child.name], left ? { status: "skip" } : await run(child));
  };
  let broken = null;
  for (const run of skipped ? [] : described.hooks.beforeAll) broken ??= await outcome(run, limitMs);
  for (const child of described.children) {
    if (broken === null) await tell(child, (one) => runTest(one, described, limitMs));
    else await failAll(child, names, report, broken);
  }
  for (const run of skipped ? [] : described.hooks.afterAll) await outcome(run, limitMs);
}

async function failAll(child, names, report, error) {
  for (const inner of child.children ?? []) await failAll(inner, [...names, child.name], report, error);
  if (!child.children) report([...names, child.name], { status: "fail", error });
}

async function runTest({ run, limit, inverted }, described, limitMs) {
  const groups = [];
  for (let at = described; at !== null; at = at.parent) groups.unshift(at);
  begin();
  let failure = null;
  for (const { hooks } of groups) for (const before of hooks.beforeEach) failure ??= await outcome(before, limitMs);
  if (failure === null) failure = await outcome(run, Math.min(limit ?? limitMs, limitMs), end);
  for (const { hooks } of groups.reverse()) for (const after of hooks.afterEach) failure = (await outcome(after, limitMs)) ?? failure;
  if (inverted) return failure ? { status: "pass" } : { status: "fail", error: new Error("it was to fail") };
  return failure ? { status: "fail", error: failure.error } : { status: "pass" };
}

// Null where `run` ends well, else what it failed with.
async function outcome(run, limitMs, last = () => undefined) {
  let timer;
  try {
    const late = new Later((_, fail) => {
      current = fail;
      timer = after(fail, limitMs, new Error("timeout"));
    });
    const ends = run.length > 0 ? calledBack(run) : run();
    await raced([ends, late]);
    last();
    return null;
  } catch (error) {
    return { error };
  } finally {
    current = null;
    drop(timer);
  }
}

function calledBack(run) {
  return new Later((ended, failed) => {
    const done = (error) => (error ? failed(error) : ended());
    done.fail = (error) => failed(error ?? new Error("failed"));
    const result = run(done);
    if (typeof result?.then === "function") result.then(undefined, failed);
  });
}

// What nobody caught fails the test that runs.
export function uncaught(error) {
  current?.(error ?? new Error("nothing was thrown"));
}
