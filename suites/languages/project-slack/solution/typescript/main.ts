import { readFileSync } from "node:fs";

const USUAL = 11;

interface Link {
  other: Task;
  hours: number;
}

class Task {
  early: number | null = null;
  late: number | null = null;
  pin = 0;
  due = Infinity;
  before: Link[] = [];
  after: Link[] = [];

  constructor(
    readonly name: string,
    readonly length: number,
  ) {}
}

function early(task: Task): number {
  task.early ??= Math.max(task.pin, ...task.before.map(({ other, hours }) => early(other) + hours));
  return task.early;
}

function late(task: Task, end: number): number {
  const last = Math.min(end, task.due) - task.length;
  task.late ??= Math.min(last, ...task.after.map(({ other, hours }) => late(other, end) - hours));
  return task.late;
}

function free(task: Task, end: number): number {
  const last = Math.min(end - task.length, ...task.after.map(({ other, hours }) => early(other) - hours));
  return last - early(task);
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => line.split(" "));
const tasks = new Map<string, Task>();
for (const [kind, name, length] of lines) {
  if (kind === "task") tasks.set(name, new Task(name, Number(length)));
}
for (const [kind, name, ...words] of lines) {
  const task = tasks.get(name)!;
  if (kind === "pin") task.pin = Math.max(task.pin, Number(words[0]));
  if (kind === "due") task.due = Math.min(task.due, Number(words[0]));
  if (kind === "link") {
    const [side, otherName, otherSide, lag] = words;
    const other = tasks.get(otherName)!;
    const from = side === "finish" ? task.length : 0;
    const to = otherSide === "finish" ? other.length : 0;
    const hours = (lag === "usual" ? USUAL : Number(lag)) + from - to;
    task.after.push({ other, hours });
    other.before.push({ other: task, hours });
  }
}

const rows = [...tasks.values()];
const end = Math.max(0, ...rows.map((task) => early(task) + task.length));
rows.sort((a, b) => early(a) - early(b) || (a.name < b.name ? -1 : 1));
for (const task of rows) {
  const slack = late(task, end) - early(task);
  const words = [task.name, early(task), late(task, end), slack, free(task, end)];
  console.log(words.join(" ") + (slack <= 0 ? " critical" : ""));
}
console.log(`end ${end}`);
