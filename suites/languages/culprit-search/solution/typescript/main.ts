import { readFileSync } from "node:fs";

const SHOWN = 7;

interface Commit {
  name: string;
  areas: string[];
  held: Set<Commit>;
}

interface Report {
  kind: string;
  commit: Commit;
}

const commits = new Map<string, Commit>();
let area = "*";
let reports: Report[] = [];

function addCommit(name: string, areas: string, parents: string): void {
  const commit: Commit = { name, areas: areas.split(","), held: new Set() };
  commit.held.add(commit);
  for (const parent of parents === "-" ? [] : parents.split(",")) {
    for (const other of commits.get(parent)!.held) commit.held.add(other);
  }
  commits.set(name, commit);
}

function of(kind: string): Commit[] {
  return reports.filter((report) => report.kind === kind).map((report) => report.commit);
}

function suspects(): Commit[] | null {
  const bad = of("bad");
  const good = of("good");
  if (bad.length === 0) return null;
  return [...commits.values()].filter(
    (commit) =>
      (area === "*" || commit.areas.includes(area)) &&
      bad.every((other) => other.held.has(commit)) &&
      !good.some((other) => other.held.has(commit)),
  );
}

function answer(): string {
  const list = suspects();
  if (list === null) return "waiting";
  if (list.length === 1) return `culprit ${list[0].name}`;
  const skipped = new Set(of("skip"));
  let best: Commit | null = null;
  let most = 1;
  for (const commit of list) {
    const holds = list.filter((other) => commit.held.has(other)).length;
    const worth = Math.min(holds, list.length - holds);
    if (worth >= most && !skipped.has(commit)) {
      best = commit;
      most = worth;
    }
  }
  if (best !== null) return `test ${best.name} ${list.length}`;
  const names = list.slice(0, SHOWN).map((commit) => commit.name);
  return ["among", list.length, ...names, ...(list.length > SHOWN ? ["..."] : [])].join(" ");
}

function report(kind: string, name: string): string {
  reports.push({ kind, commit: commits.get(name)! });
  if (suspects()?.length === 0) {
    reports.pop();
    return "contradiction";
  }
  return answer();
}

function undo(): string {
  return reports.pop() === undefined ? "nothing" : answer();
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [command, ...words] = line.split(" ");
  if (command === "commit") {
    addCommit(words[0], words[1], words[2]);
  } else if (command === "search") {
    area = words[0];
    reports = [];
  } else {
    console.log(command === "undo" ? undo() : report(command, words[0]));
  }
}
