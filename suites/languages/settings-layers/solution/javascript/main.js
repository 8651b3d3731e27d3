import { readFileSync } from "node:fs";

const LONGEST = 53;
const HEAD = /^ *\[ *([\w.]+) *(?:: *([\w.]+) *)?\]/;
const SETTING = /^ *([\w.]+) *(\+?=) *(.*)$/;

const parents = new Map();
const sections = new Map();

function valueOf(line, sign) {
  // What follows the sign, with the spaces: they tell whether a # begins a comment.
  const text = line.slice(line.indexOf(sign) + sign.length);
  const quoted = /^ *"([^"]*)"/.exec(text);
  return quoted ? quoted[1] : text.replace(/ #.*$/, "").trim();
}

const lines = readFileSync(0, "utf8").split("\n");
const border = lines.indexOf("%%");
let current = null;
for (const line of lines.slice(0, border)) {
  if (/^ *(#|$)/.test(line)) continue;
  const head = HEAD.exec(line);
  if (head) {
    const [, name, parent] = head;
    if (!sections.has(name)) sections.set(name, new Map());
    current = sections.get(name);
    if (parent) parents.set(name, parent);
  } else {
    const [, key, sign] = SETTING.exec(line);
    if (!current.has(key)) current.set(key, []);
    current.get(key).push({ appends: sign === "+=", text: valueOf(line, sign) });
  }
}

function raw(section, key) {
  if (!sections.has(section)) return null;
  let value = raw(parents.get(section), key);
  for (const { appends, text } of sections.get(section).get(key) ?? []) {
    value = appends && value !== null ? `${value},${text}` : text;
  }
  return value;
}

class LoopError extends Error {}

function resolve(section, key, path) {
  if (path.includes(key)) throw new LoopError();
  const value = raw(section, key);
  if (value === null) return null;
  return value.replace(/\$\{([a-z0-9_.]+)\}/g, (whole, name) => resolve(section, name, [...path, key]) ?? whole);
}

function answer(section, key) {
  try {
    const value = resolve(section, key, []);
    if (value === null) return "missing";
    const left = value.length - LONGEST;
    return left > 0 ? `<${value.slice(0, LONGEST)}>+${left}` : `<${value}>`;
  } catch (error) {
    if (error instanceof LoopError) return "loop";
    throw error;
  }
}

const answers = lines
  .slice(border + 1)
  .filter(Boolean)
  .map((line) => answer(...line.split(" ")));
process.stdout.write(answers.map((line) => line + "\n").join(""));
