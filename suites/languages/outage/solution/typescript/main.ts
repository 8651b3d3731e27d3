import { readFileSync } from "node:fs";

interface Dependency {
  kind: string;
  owner: string;
  others: string[];
}

const ROUNDS = 19;
const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const names = new Set<string>();
const dark = new Map<string, number>();
const dependencies: Dependency[] = [];
const users = new Map<string, string[]>();

for (const line of lines) {
  const [kind, owner, ...others] = line.split(" ");
  for (const name of [owner, ...others]) names.add(name);
  if (kind === "broken") {
    dark.set(owner, 0);
    continue;
  }
  dependencies.push({ kind, owner, others });
  if (kind === "needs") users.set(others[0], [...(users.get(others[0]) ?? []), owner]);
}

for (let round = 1; round <= ROUNDS; round++) {
  const fallen = dependencies.filter(
    ({ kind, owner, others }) => kind !== "likes" && !dark.has(owner) && others.every((other) => dark.has(other)),
  );
  for (const { owner } of fallen) dark.set(owner, round);
}

const limping = new Set<string>();
const waiting: string[] = [];
function mark(name: string): void {
  if (dark.has(name) || limping.has(name)) return;
  limping.add(name);
  waiting.push(name);
}
for (const { owner, others } of dependencies) {
  if (others.some((other) => dark.has(other))) mark(owner);
}
for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
  for (const user of users.get(name) ?? []) mark(user);
}

const output = [...names].sort().map((name) => {
  if (dark.has(name)) return `${name} dark ${dark.get(name)}\n`;
  return `${name} ${limping.has(name) ? "limping" : "fine"}\n`;
});
process.stdout.write(output.join(""));
