import { readFileSync } from "node:fs";

const PAUSE = 1800;

interface View {
  time: number;
  page: string;
}

const [first, ...lines] = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const steps = first.split(" ").slice(1);
const visitors = new Map<string, View[]>();
for (const line of lines) {
  const [time, visitor, page] = line.split(" ");
  if (!visitors.has(visitor)) visitors.set(visitor, []);
  visitors.get(visitor)!.push({ time: Number(time), page });
}

function split(views: View[]): View[][] {
  const found: View[][] = [];
  let last: View | undefined;
  for (const view of views) {
    if (!last || view.time - last.time > PAUSE || last.page === "bye") found.push([]);
    found.at(-1)!.push(view);
    last = view;
  }
  return found;
}

function reached(visit: View[]): number {
  return visit.reduce((count, { page }) => (page === steps[count] ? count + 1 : count), 0);
}

function favourite(views: View[]): string {
  const counts = new Map<string, number>();
  for (const { page } of views) counts.set(page, (counts.get(page) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return `${views.findLast(({ page }) => counts.get(page) === most)!.page} ${most}`;
}

const rows: string[] = [];
const all: View[][] = [];
for (const visitor of [...visitors.keys()].sort()) {
  const views = visitors.get(visitor)!.sort((a, b) => a.time - b.time);
  const own = split(views);
  all.push(...own);
  const longest = Math.max(...own.map((visit) => visit.at(-1)!.time - visit[0].time));
  rows.push(`${visitor} ${own.length} ${longest} ${favourite(views)}`);
}
const counts = all.map(reached);
const output = [
  `visits ${all.length} glances ${all.filter((visit) => visit.length === 1).length}`,
  ...steps.map((page, index) => `step ${page} ${counts.filter((count) => count > index).length}`),
  ...rows,
];
process.stdout.write(output.map((line) => line + "\n").join(""));
