// How the module is written: its exports and their types, by the compiler; what it says twice, how, and how much, by the
// syntax tree of what the compiler leaves when types and comments are gone. Nothing that was handed in is run.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const acorn = require("internal/deps/acorn/acorn/dist/acorn");

const FILE = "requests.ts";
const TSC = "/opt/typescript/lib/tsc";
const TYPES = "/opt/typescript/node_modules/@types";
const LEAST_NODES = 18; // smaller subtrees are alike without being the same
const MOST_BYTES = 200_000;

const work = process.env.PRONY_WORK ?? process.cwd();
const tests = process.env.PRONY_TESTS ?? "/tests";
const report = (record) => fs.writeSync(Number(process.env.PRONY_CHANNEL), `${JSON.stringify(record)}\n`);
const metric = (name, value) => report({ metric: name, value });
const label = (name, value) => report({ label: name, value });
const test = (name, holds, msg) => report({ test: name, status: holds ? "pass" : "fail", msg: holds ? "" : msg });

/** Run the compiler in a folder; what it says, or null where it does not come to an end. */
function compile(folder, ...words) {
  const ended = spawnSync(TSC, ["--ignoreConfig", "--pretty", "false", "--target", "es2023", ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, GOGC: "off", GOMEMLIMIT: "600MiB" },
    maxBuffer: 4 << 20,
    timeout: 8_000,
  });
  return ended.error || ended.signal ? null : ended.stdout;
}

/** The exports that are lost, and how many types are wrong in the module itself. */
function types(folder) {
  const probe = fs.readFileSync(path.join(tests, "surface.ts.txt"), "utf8").replace("MODULE", "./requests");
  fs.writeFileSync(path.join(folder, "surface.ts"), probe);
  const lines = probe.split("\n");
  const named = lines.map((line) => / \/\/ export (\w+)$/.exec(line)?.[1]);
  const said = compile(
    folder, "--noEmit", "--strict", "--skipLibCheck", "--lib", "esnext", "--module", "preserve",
    "--typeRoots", TYPES, "--types", "node", "surface.ts",
  );
  if (said === null) return null;
  const lost = new Set();
  let errors = 0;
  for (const [, file, line, code] of said.matchAll(/^(\S+)\((\d+),\d+\): error TS(\d+)/gm)) {
    if (code < 2000 && code.length === 4) return null; // it is no TypeScript: then the compiler looks at no types
    if (file !== "surface.ts") errors += 1;
    else if (named[line - 1]) lost.add(named[line - 1]);
    else return null; // the module cannot be imported, or takes the probe's own names from it
  }
  return { lost, errors };
}

/** The children of a node, in their order. */
function children(node) {
  return Object.values(node).flat().filter((value) => value && typeof value.type === "string");
}

/** All nodes below a root, with their parents. */
function walk(root, visit) {
  const open = [[root, null]];
  while (open.length > 0) {
    const [node, parent] = open.pop();
    visit(node, parent);
    for (const child of children(node).reverse()) open.push([child, node]);
  }
}

/** How many nodes are there a second time: the same structure, whatever the names and values in it are. */
function duplicates(root) {
  const groups = new Map();
  const measure = (node) => {
    const below = children(node).map(measure);
    const size = below.reduce((sum, child) => sum + child.size, 1);
    const shape = `${node.type}${node.operator ?? ""}(${below.map((child) => child.id).join()})`;
    const found = groups.get(shape) ?? { id: groups.size, size, nodes: [] };
    groups.set(shape, found);
    found.nodes.push(node);
    return found;
  };
  measure(root);
  const counted = [];
  const within = (node) => counted.some((other) => other.start <= node.start && node.end <= other.end);
  let total = 0;
  for (const { size, nodes } of [...groups.values()].sort((a, b) => b.size - a.size)) {
    if (size < LEAST_NODES || nodes.length < 2) continue;
    const [, ...again] = nodes.filter((node) => !within(node));
    total += again.length * size;
    counted.push(...again);
  }
  return total;
}

const isText = (node) => node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");
const mentions = (node, name) => {
  let found = false;
  if (node) walk(node, (one) => (found ||= one.type === "MemberExpression" && one.property.name === name));
  return found;
};

/** Whether a declaration is what the compiler makes of an enum or a namespace, which say no `var`. */
function isMade(node, parent) {
  const name = node.declarations[0].id.name;
  const siblings = parent?.body?.[Symbol.iterator] ? parent.body : [];
  const at = siblings.indexOf(node);
  const made = siblings[at + 1]?.expression;
  return !node.declarations[0].init && made?.type === "CallExpression" && made.callee.params?.[0]?.name === name;
}

/** What is written the old way. */
function oldWays(root, source) {
  const found = { vars: 0, index_loops: 0, joined_texts: 0, loose_comparisons: 0 };
  const inner = new Set();
  const enums = new Set([...source.matchAll(/\b(?:enum|namespace|module)\s+([A-Za-z_$][\w$]*)/g)].map((match) => match[1]));
  walk(root, (node, parent) => {
    const { type, operator } = node;
    if (type === "VariableDeclaration" && node.kind === "var") {
      const made = enums.has(node.declarations[0].id.name) && (parent?.type === "ExportNamedDeclaration" || isMade(node, parent));
      if (!made) found.vars += 1;
    }
    if (type === "ForStatement" && (mentions(node.test, "length") || mentions(node.init, "length"))) found.index_loops += 1;
    if (type === "WhileStatement" && mentions(node.test, "length") && node.test.operator?.startsWith("<")) found.index_loops += 1;
    if (operator === "+" && type === "BinaryExpression") {
      const parts = [node.left, node.right];
      const texts = parts.some(isText);
      if (texts && !inner.has(node)) found.joined_texts += 1;
      for (const part of parts) if (texts || inner.has(node)) inner.add(part);
    }
    if ((operator === "==" || operator === "!=") && ![node.left, node.right].some((side) => side.raw === "null")) {
      found.loose_comparisons += 1;
    }
  });
  return found;
}

/** How often arrays and texts are handled in the new way: for boards, no points depend on it. */
function newWays(root) {
  const methods = new Set(
    ["map", "filter", "some", "every", "find", "findIndex", "flatMap", "reduce", "reduceRight", "forEach", "join", "indexOf", "includes"],
  );
  const found = { templates: 0, array_methods: 0, loops_of: 0 };
  walk(root, (node) => {
    if (node.type === "TemplateLiteral" && node.expressions.length > 0) found.templates += 1;
    if (node.type === "ForOfStatement") found.loops_of += 1;
    if (node.type === "CallExpression" && methods.has(node.callee.property?.name)) found.array_methods += 1;
  });
  return found;
}

const contains = (node, holds) => {
  let found = false;
  if (node) walk(node, (one) => (found ||= Boolean(holds(one))));
  return found;
};

/** Code that is made of texts when the module runs. */
const madeOfText = (root) =>
  contains(root, (node) => node.type === "Identifier" && (node.name === "eval" || node.name === "Function")) ||
  contains(root, (node) => node.type === "ImportExpression") ||
  contains(root, (node) => node.type === "MemberExpression" && [node.property.name, node.property.value].includes("constructor"));

/** The declarations of a module by their names. */
function declared(root) {
  const found = new Map();
  for (const statement of root.body) {
    const inner = statement.declaration ?? statement;
    if (inner.id?.name) found.set(inner.id.name, inner);
    for (const { id, init } of inner.declarations ?? []) {
      if (id.name) found.set(id.name, init);
      for (const { name, value } of [...(id.elements ?? []), ...(id.properties ?? [])].filter(Boolean)) found.set(name ?? value?.name, init);
    }
  }
  return found;
}

/** How the store remembers. */
function storeKind(made) {
  const node = made.get("LruStore");
  if (contains(node, (one) => one.type === "Identifier" && /^(?:prev|previous|next|older|newer)$/.test(one.name))) return "linked list";
  if (contains(node, (one) => one.type === "NewExpression" && one.callee.name === "Map")) return "map";
  if (contains(node, (one) => one.type === "ArrayExpression")) return "lists";
  return "other";
}

/** How the four log functions come about. */
function logKind(made, nodes) {
  const four = ["logDebug", "logInfo", "logWarn", "logError"].map((name) => made.get(name));
  if (four.some((node) => !node)) return "other";
  if (new Set(four).size < 3) return "made together";
  const simple = four.filter((node) => nodes(node) < 40).length;
  if (simple < 3) return "apart";
  return four.filter((node) => node.type === "CallExpression").length >= 3 ? "factory" : "shared function";
}

/** How levels are compared. */
function levelKind(made) {
  const node = made.get("shouldLog");
  if (contains(node, (one) => one.type === "IfStatement" || one.type === "SwitchStatement")) return "conditions";
  return contains(node, (one) => /^(?:indexOf|findIndex|includes|slice)$/.test(one.property?.name ?? "")) ? "list" : "ranks";
}

function count(node) {
  let nodes = 0;
  walk(node, () => (nodes += 1));
  return nodes;
}

/** Lines of a source that are neither blank nor comments. */
function countLines(source) {
  let lines = 0;
  let inside = false;
  for (const line of source.split("\n").map((text) => text.trim())) {
    const opens = !inside && line.startsWith("/*");
    if (!inside && !opens && line && !line.startsWith("//")) lines += 1;
    if (inside || opens) inside = !line.includes("*/", opens ? 2 : 0);
  }
  return lines;
}

/** The syntax tree of what the compiler makes of a module; null where there is none. */
function tree(folder, name) {
  try {
    return acorn.parse(fs.readFileSync(path.join(folder, "out", name, "requests.js"), "utf8"), { ecmaVersion: "latest", sourceType: "module" });
  } catch {
    return null;
  }
}

function main() {
  const folder = fs.mkdtempSync(path.join(work, "read-"));
  let source = "";
  try {
    source = fs.readFileSync(path.join(work, FILE), "utf8");
  } catch {
    // nothing was handed in
  }
  const readable = source.length > 0 && source.length <= MOST_BYTES;
  for (const name of ["before", "after"]) fs.mkdirSync(path.join(folder, name));
  fs.writeFileSync(path.join(folder, "before", FILE), fs.readFileSync(path.join(tests, "before.ts.txt")));
  fs.writeFileSync(path.join(folder, "after", FILE), readable ? source : "");
  fs.writeFileSync(path.join(folder, FILE), readable ? source : "");
  compile(folder, "--noCheck", "--removeComments", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es5", "--types", "",
    "--rootDir", ".", "--outDir", "out", `before/${FILE}`, `after/${FILE}`);
  const [before, after] = ["before", "after"].map((name) => tree(folder, name));
  const checked = readable ? types(folder) : null;
  const silenced = (source.match(/\/[/*]\s*@ts-(?:nocheck|ignore|expect-error)\b/g) ?? []).length;
  const lost = checked ? [...checked.lost] : [];
  if (checked) {
    metric("exports_kept", 23 - lost.length);
    metric("type_errors", checked.errors + silenced);
    metric("exports_lost", lost.length + checked.errors + 5 * silenced);
  }
  test("written/compiles", checked !== null, "the compiler makes nothing of it");
  test("written/no-code-of-text", after === null || !madeOfText(after), "makes code of texts when it runs");
  const imports = after?.body.some((node) => node.source != null) ?? false;
  test("written/imports-nothing", !imports, "imports something");
  metric("lines", countLines(source));
  if (!after || after.body.length === 0) return;
  try {
    describe(before, after, source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // nested too deeply: not measured
  }
}

/** Report how much there is, how often it is there, and in which way it is written. */
function describe(before, after, source) {
  const percent = (measure) => (100 * measure(after)) / measure(before);
  metric("nodes", count(after));
  metric("size_percent", Math.round(10 * percent(count)) / 10);
  metric("duplicate_nodes", duplicates(after));
  metric("duplicate_percent", Math.round(10 * percent(duplicates)) / 10);
  const ways = oldWays(after, source);
  for (const [name, value] of Object.entries(ways)) metric(name, value);
  metric("old_ways", Object.values(ways).reduce((sum, value) => sum + value, 0));
  for (const [name, value] of Object.entries(newWays(after))) metric(name, value);
  const made = declared(after);
  label("store", storeKind(made));
  label("logs", logKind(made, count));
  label("levels", levelKind(made));
}

main();
