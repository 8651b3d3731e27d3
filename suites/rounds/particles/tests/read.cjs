// How the page is written: its size, what it draws with, where it keeps its particles; and, where it was handed in before,
// whether more than literals was changed. Nothing that was handed in is run.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const acorn = require("internal/deps/acorn/acorn/dist/acorn");

const FILE = "simulation.html";
const MOST_BYTES = 400_000;
const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi;
const LITERALS = new Set(["num", "string", "template", "regexp", "true", "false"]);

const work = process.env.PRONY_WORK ?? process.cwd();
const tests = process.env.PRONY_TESTS ?? "/tests";
const report = (record) => fs.writeSync(Number(process.env.PRONY_CHANNEL), `${JSON.stringify(record)}\n`);
const metric = (name, value) => report({ metric: name, value });
const label = (name, value) => report({ label: name, value });

/** The text of a file, empty where it is not there or too long to be read. */
function text(file) {
  try {
    const { size } = fs.statSync(file);
    return size > MOST_BYTES ? "" : fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** The tokens of all scripts of a page, and what stands around them; null where a script is none. */
function taken(page) {
  const tokens = [];
  try {
    for (const [, script] of page.matchAll(SCRIPT)) {
      const options = { ecmaVersion: "latest", sourceType: "module", allowHashBang: true, locations: true };
      for (const token of acorn.tokenizer(script, options)) tokens.push(token);
    }
  } catch {
    return null;
  }
  return { tokens, around: page.replace(SCRIPT, "<script></script>").replace(/<!--[\s\S]*?-->/g, "") };
}

/** What a token is, whatever literal it holds. */
function shape(token) {
  const kind = token.type.label;
  return LITERALS.has(kind) ? kind : `${kind} ${token.value ?? ""}`;
}

/** The lines that hold more than blanks. */
function lines(page) {
  return page.split("\n").filter((line) => line.trim()).length;
}

/** How far a page goes beyond another: its literals alone, or more. */
function change(before, after) {
  if (before.around.replace(/\d+(\.\d+)?/g, "0") !== after.around.replace(/\d+(\.\d+)?/g, "0")) return "structural";
  if (before.tokens.length !== after.tokens.length) return "structural";
  if (before.tokens.some((token, at) => shape(token) !== shape(after.tokens[at]))) return "structural";
  const other = before.tokens.filter((token, at) => String(token.value) !== String(after.tokens[at].value)).length;
  metric("literals_changed", other);
  return other || before.around !== after.around ? "tweak" : "none";
}

const page = text(path.join(work, FILE));
const now = taken(page);
metric("lines", lines(page));
metric("bytes", Buffer.byteLength(page));
if (now === null) {
  label("drawn_by", "unreadable");
} else {
  const names = new Set(now.tokens.filter((token) => token.type.label === "name").map((token) => token.value));
  const kinds = [
    ["circles", ["arc", "ellipse"]],
    ["images", ["drawImage"]],
    ["pixels", ["putImageData"]],
    ["WebGL", ["drawArrays", "drawElements"]],
  ];
  const used = kinds.filter(([, calls]) => calls.some((call) => names.has(call))).map(([kind]) => kind);
  label("drawn_by", used.join(", ") || (names.has("fillRect") || names.has("rect") ? "squares" : "nothing"));
  label("kept_in", ["Float32Array", "Float64Array"].some((name) => names.has(name)) ? "typed arrays" : "objects");
  label("paced_by", names.has("requestAnimationFrame") ? "frames" : "timers");
}
const words = (file) => text(path.join(work, file)).split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
report({ test: "notes/written", status: words("DEV_NOTES.md") >= 20 ? "pass" : "fail", msg: "DEV_NOTES.md says next to nothing" });

/** Costly operations: how the source and the notes speak of them. */
const CAUSES = [
  [["shadowBlur", "shadowColor"], /shadow|blur|glow/i],
  [["createRadialGradient", "createLinearGradient"], /gradient/i],
];

const earlier = text(path.join(tests, "before", FILE));
const before = earlier ? taken(earlier) : null;
const named = (tokens) => new Set(tokens.filter((token) => token.type.label === "name").map((token) => token.value));
if (earlier) {
  const kind = before === null || now === null ? "unreadable" : change(before, now);
  label("change", kind);
  metric("lines_added", lines(page) - lines(earlier));
}
if (fs.existsSync(path.join(tests, "before"))) {
  const whole = ["count", "gravity", "friction", "size", "reset", "fps"].every((id) => page.includes(id));
  const drawing = whole && now !== null && named(now.tokens).has("getContext");
  const changed = drawing && page !== earlier;
  report({ test: "changed/page", status: changed ? "pass" : "fail", msg: "the page is what it was, or draws nothing" });
  const notes = text(path.join(work, "FIX_NOTES.md"));
  const [had, has] = [before, now].map((one) => named(one?.tokens ?? []));
  const causes = CAUSES.filter(([names]) => names.some((name) => had.has(name)));
  const gone = causes.filter(([names]) => !names.some((name) => has.has(name)));
  const fits = gone.length === 0 || gone.some(([, words]) => words.test(notes));
  const says = words("FIX_NOTES.md") >= 20;
  report({ test: "fix-notes/names", status: drawing && says && fits ? "pass" : "fail", msg: says ? "no operation is named" : "too short" });
  metric("causes_before", causes.length);
  metric("causes_gone", gone.length);
}
