import { readFileSync } from "node:fs";

const TURN = 37;

interface Hours {
  name: string;
  from: number;
  to: number;
}

const [first, ...lines] = readFileSync(0, "utf8").split("\n").filter(Boolean);
const names = first.split(" ");
const absences: Hours[] = [];
const standins: Hours[] = [];
const questions: Hours[] = [];
for (const line of lines) {
  const words = line.split(" ");
  const [from, to] = words.slice(-2).map(Number);
  const list = words[0] === "absent" ? absences : words[0] === "standin" ? standins : questions;
  list.push({ name: words[1], from, to });
}
standins.reverse();

function onCall(hour: number): string {
  const holds = ({ from, to }: Hours) => from <= hour && hour < to;
  const away = new Set(absences.filter(holds).map(({ name }) => name));
  const turn = Math.floor(hour / TURN) % names.length;
  const willing = [...standins.filter(holds).map(({ name }) => name), ...names.slice(turn), ...names.slice(0, turn)];
  return willing.find((name) => !away.has(name)) ?? "-";
}

const out: string[] = [];
for (const { from, to } of questions) {
  let begin = from;
  let name = onCall(from);
  for (let hour = from + 1; hour <= to; hour++) {
    const following = hour < to ? onCall(hour) : null;
    if (following !== name) {
      out.push(`${begin}-${hour} ${name}\n`);
      begin = hour;
      name = following ?? "";
    }
  }
}
process.stdout.write(out.join(""));
