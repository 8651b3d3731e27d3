import { readFileSync } from "node:fs";

const MOST = 8;
const [first, ...lines] = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const root = { name: first.split(" ")[1], boss: null, reports: new Set() };
const people = new Map([[root.name, root]]);

function chain(person) {
  const above = [];
  for (let at = person; at; at = at.boss) above.push(at);
  return above;
}

function hire(name, boss) {
  if (people.has(name)) return "known";
  if (!boss) return "unknown";
  if (boss.reports.size >= MOST) return "full";
  const person = { name, boss, reports: new Set() };
  people.set(name, person);
  boss.reports.add(person);
  return "done";
}

function move(person, boss) {
  if (!person.boss || chain(boss).includes(person)) return "refused";
  if (person.boss !== boss && boss.reports.size >= MOST) return "full";
  person.boss.reports.delete(person);
  boss.reports.add(person);
  person.boss = boss;
  return "done";
}

function leave(person) {
  const { boss, reports } = person;
  if (!boss) return "refused";
  if (boss.reports.size - 1 + reports.size > MOST) return "full";
  boss.reports.delete(person);
  for (const report of reports) {
    report.boss = boss;
    boss.reports.add(report);
  }
  people.delete(person.name);
  return "done";
}

function team(person) {
  let size = 0;
  let levels = 0;
  for (let level = [...person.reports]; level.length; level = level.flatMap((other) => [...other.reports])) {
    size += level.length;
    levels++;
  }
  return `${size} ${levels}`;
}

function answer(line) {
  const [command, ...names] = line.split(" ");
  const [person, other] = names.map((name) => people.get(name));
  if (command === "hire") return hire(names[0], other);
  if (names.some((name) => !people.has(name))) return "unknown";
  switch (command) {
    case "move":
      return move(person, other);
    case "quit":
      return leave(person);
    case "team":
      return team(person);
    case "common": {
      const above = new Set(chain(other));
      return chain(person).find((one) => above.has(one)).name;
    }
    default:
      return chain(person).map(({ name }) => name).join(" ");
  }
}

process.stdout.write(lines.map((line) => answer(line) + "\n").join(""));
