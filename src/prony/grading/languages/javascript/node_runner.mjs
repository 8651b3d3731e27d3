// Run one file of tests and the canaries beside it in this process, and report on the private channel: tests of node:test,
// or in the style of Jest, which use `expect`.
// Everything that reports is taken from Node before a test file, and so a submission, is loaded.
import fs from "node:fs";
import module from "node:module";
import path from "node:path";
import process from "node:process";
import { run } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { getCallSites } from "node:util";

const job = JSON.parse(fs.readFileSync(0, "utf8"));
const channel = Number(process.env.PRONY_CHANNEL);
delete process.env.PRONY_CHANNEL;
const { PRONY_TESTS: tests, PRONY_WORK: work } = process.env;
const { writeSync } = fs;
const { stringify } = JSON;
const { relative, resolve } = path;
const leave = process.exit.bind(process);
const write = (record) => writeSync(channel, stringify(record) + "\n");

// Where tests are compiled, what was made of them lies in a folder of its own, and is called as its source is.
const root = resolve(tests, job.binaries ?? ".");
const MADE = { ".ts": ".js", ".mts": ".mjs", ".cts": ".cjs", ".tsx": ".js" };
const made = (file) => (job.binaries ? file.replace(/\.(?:[mc]?ts|tsx)$/, (suffix) => MADE[suffix]) : file);

// A test names the submission as if it lay beside it: ./solution.mjs is looked for in tests/, then in the work folder.
const [inTests, inWork] = [root, work].map((folder) => pathToFileURL(folder).href + "/");
const jest = new URL("./prony_jest.mjs", import.meta.url).href;
module.registerHooks({
  resolve(specifier, context, next) {
    const fromTests = context.parentURL?.startsWith(inTests);
    if (fromTests && /^(?:@jest\/globals|vitest)$/.test(specifier)) return { url: jest, format: "module", shortCircuit: true };
    if (!/^\.\.?(?:\/|$)/.test(specifier) || !context.parentURL?.startsWith("file:")) return next(specifier, context);
    try {
      return nearest(specifier, context, next);
    } catch (error) {
      const url = new URL(specifier, context.parentURL);
      if (!fromTests || fs.existsSync(url) || !url.href.startsWith(inTests)) throw error;
      const inItsPlace = inWork + url.href.slice(inTests.length);
      return nearest(context.conditions.includes("require") ? fileURLToPath(inItsPlace) : inItsPlace, context, next);
    }
  },
});

// Tools that bundle let a name's ending out: ./solution is solution.js, too.
function nearest(specifier, context, next) {
  try {
    return next(specifier, context);
  } catch (error) {
    for (const ending of [".js", ".mjs", ".cjs", ".json", "/index.js"]) {
      try {
        return next(specifier + ending, context);
      } catch {
        // the next one, or the first error
      }
    }
    throw error;
  }
}

const STATUS = { "test:pass": "pass", "test:fail": "fail" };
const sources = new Map(job.files.map((file) => [resolve(root, made(file)), file]));
const files = [...sources.keys()];
const told = new Set(job.told);
const awaited = new Set(job.tests ?? ["the end of the stream"]);
const names = [];
let open = 0; // top-level tests that are known and not over

function heard(type, data) {
  if (type === "test:enqueue") open += data.nesting === 0;
  if (type === "test:start") {
    names.length = data.nesting;
    names[data.nesting] = data.name;
  }
  const status = STATUS[type];
  if (status === undefined) return false;
  report(status, data);
  // What did not run in a test, or in a group, by its end never will.
  if (data.nesting === 0 && data.file !== undefined) forget(nameOf(data) + " > ");
  open -= data.nesting === 0;
  return open === 0 && awaited.size === 0;
}

function forget(start) {
  for (const id of awaited) if (id.startsWith(start)) awaited.delete(id);
}

function nameOf(data) {
  return [sources.get(data.file) ?? relative(root, data.file), ...names.slice(0, data.nesting), data.name].join(" > ");
}

function report(status, data) {
  if (data.details?.type === "suite" || !files.includes(data.file)) return;
  const skipped = data.skip !== undefined || data.todo !== undefined;
  const id = nameOf(data);
  awaited.delete(id);
  const error = data.details?.error;
  const kind = String(error?.cause?.code ?? error?.cause?.name ?? error?.code ?? "");
  write({ test: id, status: skipped ? "skip" : status, msg: status === "fail" ? said(id, kind, error?.cause ?? error) : "" });
}

// The kind of an error; its words only where they may be told, since they may quote a hidden input.
function said(id, kind, error) {
  if (!told.has(id)) return kind.slice(0, 100);
  try {
    return `${kind.slice(0, 100)}: ${String(error?.message ?? error).slice(0, 1500)}`;
  } catch {
    return kind.slice(0, 100);
  }
}

// A file that asks for node:test is of that; one that expects, without it, is in the style of Jest.
const NODE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](?:node:)?test["']/;
const JEST = /["'](?:@jest\/globals|vitest)["']|\bexpect\s*[(.]/;
const texts = files.filter((file) => fs.existsSync(file)).map((file) => fs.readFileSync(file, "utf8"));
if (texts.some((text) => JEST.test(text)) && !texts.some((text) => NODE.test(text))) {
  const { runFile, uncaught, ...framework } = await import(jest);
  // Who is no file of tests finds none of it.
  const isOfTests = ({ scriptName }) => scriptName.startsWith(inTests) || scriptName.startsWith(root + "/");
  for (const [name, value] of Object.entries(framework)) {
    Object.defineProperty(globalThis, name, { get: () => (isOfTests(getCallSites(2)[1]) ? value : undefined) });
  }
  process.on("uncaughtException", uncaught).on("unhandledRejection", uncaught);
  for (const file of files) {
    const tell = (path, { status, error }) => {
      const id = [sources.get(file), ...path].join(" > ");
      write({ test: id, status, msg: status === "fail" ? said(id, String(error?.code ?? error?.name ?? ""), error) : "" });
    };
    try {
      await runFile(() => import(pathToFileURL(file)), job.wall_s * 1000, tell);
    } catch (error) {
      console.error(error);
    }
  }
  write({ done: job.nonce });
  leave(0);
}

for await (const { type, data } of run({ files, isolation: "none", concurrency: 1, timeout: job.wall_s * 1000 })) {
  // The stream ends only when the process has nothing left to do, and a submission may have left a timer running.
  if (heard(type, data)) break;
}
write({ done: job.nonce });
leave(0);
