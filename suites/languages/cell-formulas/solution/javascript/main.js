import { readFileSync } from "node:fs";

const LARGEST = 750000000;

// What is thrown while a formula is read, and while one is worked out.
class Unclear extends Error {}
class Fault extends Error {}

function checked(number) {
  if (Math.abs(number) > LARGEST) throw new Fault("huge");
  return number;
}

function divide(a, b) {
  if (b === 0) throw new Fault("divided");
  return Math.trunc(a / b);
}

const operations = {
  "+": (a, b) => checked(a + b),
  "-": (a, b) => checked(a - b),
  "*": (a, b) => checked(a * b),
  "/": divide,
  "=": (a, b) => Number(a === b),
  "<>": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
};

const functions = new Map([
  ["TOTAL", (numbers) => checked(numbers.reduce((sum, number) => sum + number, 0))],
  ["LEAST", (numbers) => (numbers.length ? Math.min(...numbers) : 0)],
  ["GREATEST", (numbers) => (numbers.length ? Math.max(...numbers) : 0)],
  ["TALLY", (numbers) => numbers.length],
]);

const isCell = (word) => /^[A-Z][1-9][0-9]?$/.test(word);
const column = (cell) => cell.charCodeAt(0);
const row = (cell) => Number(cell.slice(1));

// Returns the formula as a function without arguments; `uses` gets the cells that it uses.
function parse(text, uses) {
  const parts = text.match(/<>|<=|>=|[-+*/=<>(),:]|[A-Za-z0-9]+|[^ ]/g) ?? [];
  let at = 0;

  function expect(part) {
    if (parts[at++] !== part) throw new Unclear();
  }

  function chain(operand, signs, most = Infinity) {
    let left = operand();
    for (let count = 0; count < most && signs.includes(parts[at]); count++) {
      const operation = operations[parts[at++]];
      const first = left;
      const second = operand();
      left = () => operation(first(), second());
    }
    return left;
  }

  const value = () => chain(sum, ["=", "<>", "<", "<=", ">", ">="], 1);
  const sum = () => chain(product, ["+", "-"]);
  const product = () => chain(factor, ["*", "/"]);

  function factor() {
    const part = parts[at++] ?? "";
    if (part === "PICK") {
      const [condition, yes, no, ...more] = list(value);
      if (!no || more.length) throw new Unclear();
      return () => (condition() ? yes() : no());
    }
    if (functions.has(part)) {
      const items = list(argument);
      return () => functions.get(part)(items.flatMap((item) => item()));
    }
    if (isCell(part)) {
      uses.add(part);
      return () => numberOf(part);
    }
    if (/^[0-9]{1,9}$/.test(part)) return () => Number(part);
    if (part === "-") {
      const inner = factor();
      return () => -inner();
    }
    if (part !== "(") throw new Unclear();
    const inner = value();
    expect(")");
    return inner;
  }

  function list(element) {
    expect("(");
    const elements = [element()];
    while (parts[at] === ",") {
      at++;
      elements.push(element());
    }
    expect(")");
    return elements;
  }

  function argument() {
    if (parts[at + 1] !== ":") {
      const single = value();
      return () => [single()];
    }
    const [first, , last] = parts.slice(at, at + 3);
    if (!isCell(first) || !isCell(last ?? "")) throw new Unclear();
    at += 3;
    const cells = rectangle(first, last);
    cells.forEach((cell) => uses.add(cell));
    return () => cells.map(valueOf).filter((content) => typeof content === "number");
  }

  const result = value();
  if (at < parts.length) throw new Unclear();
  return result;
}

function rectangle(first, last) {
  const [left, right] = [column(first), column(last)].sort((a, b) => a - b);
  const [top, bottom] = [row(first), row(last)].sort((a, b) => a - b);
  return [...contents.keys()]
    .filter((cell) => left <= column(cell) && column(cell) <= right && top <= row(cell) && row(cell) <= bottom)
    .sort((a, b) => row(a) - row(b) || column(a) - column(b));
}

function isCyclic(cell) {
  const seen = new Set();
  const ahead = [cell];
  while (ahead.length) {
    for (const used of formulas.get(ahead.pop())?.uses ?? []) {
      if (!seen.has(used)) {
        seen.add(used);
        ahead.push(used);
      }
    }
  }
  return seen.has(cell);
}

function valueOf(cell) {
  if (!values.has(cell)) {
    try {
      values.set(cell, formulas.get(cell).workOut());
    } catch (fault) {
      values.set(cell, fault);
    }
  }
  const value = values.get(cell);
  if (value instanceof Fault) throw value;
  return value;
}

function numberOf(cell) {
  const value = contents.has(cell) ? valueOf(cell) : 0;
  if (typeof value === "string") throw new Fault("wordy");
  return value;
}

const contents = new Map();
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const space = line.indexOf(" ");
  contents.set(line.slice(0, space), line.slice(space + 1));
}

const values = new Map();
const formulas = new Map();
for (const [cell, content] of contents) {
  if (content.startsWith("=")) {
    const uses = new Set();
    try {
      formulas.set(cell, { workOut: parse(content.slice(1), uses), uses });
    } catch {
      values.set(cell, new Fault("unclear"));
    }
  } else {
    values.set(cell, /^-?[0-9]{1,9}$/.test(content) ? Number(content) : content);
  }
}
for (const cell of formulas.keys()) {
  if (isCyclic(cell)) values.set(cell, new Fault("cyclic"));
}

const output = [];
let errors = 0;
for (const cell of [...contents.keys()].sort((a, b) => column(a) - column(b) || row(a) - row(b))) {
  try {
    output.push(`${cell} ${valueOf(cell)}`);
  } catch (fault) {
    output.push(`${cell} #${fault.message}`);
    errors++;
  }
}
output.push(`cells ${contents.size} errors ${errors}`);
console.log(output.join("\n"));
