import { readFileSync } from "node:fs";

type Value = number | string;
type Row = Map<string, Value>;

const MOST = 7;

function parse(text: string): Value {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

function compare(a: Value, b: Value): number {
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

const HOLDS: Record<string, (order: number) => boolean> = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
};

function where(rows: Row[], [column, op, text]: string[]): Row[] {
  const wanted = parse(text);
  return rows.filter((row) => {
    const value = row.get(column);
    return value !== undefined && typeof value === typeof wanted && HOLDS[op](compare(value, wanted));
  });
}

function sort(rows: Row[], [column, direction]: string[]): Row[] {
  const sign = direction === "down" ? -1 : 1;
  const present = rows.filter((row) => row.has(column));
  present.sort((a, b) => sign * compare(a.get(column)!, b.get(column)!));
  return [...present, ...rows.filter((row) => !row.has(column))];
}

function group(rows: Row[], [column, summed]: string[]): Row[] {
  const groups = new Map<Value, Row[]>();
  for (const row of rows) {
    const value = row.get(column);
    if (value === undefined) continue;
    const members = groups.get(value);
    if (members) members.push(row);
    else groups.set(value, [row]);
  }
  return [...groups].map(([value, members]) => {
    const numbers = members.map((row) => row.get(summed)).filter((found) => typeof found === "number");
    const made: Row = new Map([[column, value]]);
    made.set("count", members.length);
    made.set("sum", numbers.reduce((total, found) => total + found, 0));
    if (numbers.length) made.set("peak", Math.max(...numbers));
    return made;
  });
}

function top(rows: Row[], [column, count]: string[]): Row[] {
  const counting = rows.filter((row) => typeof row.get(column) === "number");
  const numbers = counting.map((row) => row.get(column) as number).sort((a, b) => b - a);
  const least = numbers[Math.min(Number(count), numbers.length) - 1];
  return counting.filter((row) => (row.get(column) as number) >= least);
}

function only(rows: Row[], columns: string[]): Row[] {
  return rows
    .map((row) => new Map(columns.filter((column) => row.has(column)).map((column) => [column, row.get(column)!])))
    .filter((row) => row.size > 0);
}

const STEPS: Record<string, (rows: Row[], words: string[]) => Row[]> = { where, sort, group, only };
STEPS["top"] = top;

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const border = lines.indexOf("---");
const table: Row[] = lines
  .slice(0, border)
  .map((line) => new Map(line.split(" ").map((field) => field.split("=")).map(([column, text]) => [column, parse(text)])));
const output: string[] = [];
lines.slice(border + 1).forEach((question, index) => {
  const rows = question.split(" | ").reduce((before, step) => {
    const [name, ...words] = step.split(" ");
    return STEPS[name](before, words);
  }, table);
  output.push(`${index + 1} ${rows.length}`);
  for (const row of rows.slice(0, MOST)) output.push([...row].map(([column, value]) => `${column}=${value}`).join(" "));
  if (rows.length > MOST) output.push(`more ${rows.length - MOST}`);
});
process.stdout.write(output.map((line) => line + "\n").join(""));
