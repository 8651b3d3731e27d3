import { readFileSync } from "node:fs";

const LENT = 23;
const DEEPEST = 12;

const entries = new Map(); // key -> { value, last line } or null
const levels = []; // { name, replaced: [key, entry][] }
const output = [];

function change(key, entry) {
  levels.at(-1)?.replaced.push([key, entries.get(key) ?? null]);
  entries.set(key, entry);
}

function isAlive(entry, line) {
  return entry != null && line <= entry.last;
}

function begin(name) {
  if (levels.length === DEEPEST) return false;
  levels.push({ name, replaced: [] });
  return true;
}

function end(keeps, name) {
  const at = name === undefined ? levels.length - 1 : levels.findLastIndex((level) => level.name === name);
  if (at < 0) return false;
  const replaced = levels.splice(at).flatMap((level) => level.replaced);
  if (keeps) {
    levels.at(-1)?.replaced.push(...replaced);
    return true;
  }
  for (const [key, entry] of replaced.reverse()) entries.set(key, entry);
  if (name !== undefined) begin(name);
  return true;
}

const lines = readFileSync(0, "utf8").split("\n");
lines.forEach((text, index) => {
  const line = index + 1;
  const [command, first, second] = text.split(" ");
  let fine = true;
  switch (command) {
    case "":
      break;
    case "put":
      change(first, { value: second, last: Infinity });
      break;
    case "lend":
      change(first, { value: second, last: line + LENT });
      break;
    case "cut":
      change(first, null);
      break;
    case "get": {
      const entry = entries.get(first);
      output.push(isAlive(entry, line) ? entry.value : "none");
      break;
    }
    case "tally":
      output.push([...entries.values()].filter((entry) => isAlive(entry, line) && entry.value === first).length);
      break;
    case "begin":
    case "mark":
      fine = begin(first);
      break;
    default:
      fine = end(command === "keep", first);
  }
  if (!fine) output.push("refused");
});
process.stdout.write(output.map((line) => `${line}\n`).join(""));
