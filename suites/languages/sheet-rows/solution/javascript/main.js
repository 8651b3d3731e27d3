import { readFileSync } from "node:fs";

const MOST_LINES = 7;

const input = readFileSync(0, "utf8");
const text = input.slice(input.indexOf("\n") + 1);
const [separator, ...wanted] = input.slice(0, input.indexOf("\n")).split(" ");
const plain = new RegExp(`[^${separator}\\n]*`, "y");
const quoted = / *"((?:[^"]|"")*)"(?!") */y;
const quote = / *"/y;

const nextLine = (at) => text.indexOf("\n", at) + 1;

function matchAt(pattern, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

// { value, isQuoted, end }, or { damage, next }
function readField(at) {
  if (!matchAt(quote, at)) {
    const [value] = matchAt(plain, at);
    return { value: value.trim(), isQuoted: false, end: at + value.length };
  }
  const found = matchAt(quoted, at);
  if (!found || found[1].split("\n").length > MOST_LINES) return { damage: "endless", next: nextLine(at) };
  const end = at + found[0].length;
  if (text[end] !== separator && text[end] !== "\n") return { damage: "spoilt", next: nextLine(end) };
  return { value: found[1].replaceAll('""', '"'), isQuoted: true, end };
}

// { fields, next }, or { damage, next }
function readRow(at) {
  const fields = [];
  for (;;) {
    const field = readField(at);
    if (field.damage) return field;
    fields.push(field);
    at = field.end + 1;
    if (text[field.end] === "\n") return { fields, next: at };
  }
}

function shown(field) {
  if (!field?.value) return field?.isQuoted ? '""' : "?";
  return field.value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

const output = [];
let heading = null;
let good = 0;
let bad = 0;
let number = 2;
for (let at = 0, next; at < text.length; number += text.slice(at, next).split("\n").length - 1, at = next) {
  next = nextLine(at);
  if (!text.slice(at, next).trim()) continue;
  const row = readRow(at);
  next = row.next;
  if (!heading) {
    heading = row.fields.map((field) => field.value);
    continue;
  }
  const damage = row.damage ?? (row.fields.length === heading.length ? null : "uneven");
  if (damage) {
    output.push(`${damage} ${number}`);
    bad++;
  } else {
    output.push(wanted.map((name) => shown(row.fields[heading.indexOf(name)])).join(" | "));
    good++;
  }
}
output.push(`good ${good} bad ${bad}`);
console.log(output.join("\n"));
