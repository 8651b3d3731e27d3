import { readFileSync } from "node:fs";

const MOST_VALUES = 6;
const PAGE = 4;

interface Item {
  id: string;
  price: number;
  facets: Map<string, Set<string>>;
}

interface Question {
  chosen: Map<string, string[]>;
  highest: number;
  page: number;
}

const items = new Map<string, Item>();
const output: string[] = [];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function parseItem([id, price, ...pairs]: string[]): Item {
  const facets = new Map<string, Set<string>>();
  for (const pair of pairs) {
    const [facet, value] = pair.split("=");
    if (!facets.has(facet)) facets.set(facet, new Set());
    facets.get(facet)!.add(value);
  }
  return { id, price: Number(price), facets };
}

function parseQuestion(parts: string[]): Question {
  const question: Question = { chosen: new Map(), highest: Infinity, page: 1 };
  for (const part of parts) {
    const [name, text] = part.split("=");
    if (name === "upto") question.highest = Number(text);
    else if (name === "page") question.page = Number(text);
    else question.chosen.set(name, text.split(","));
  }
  return question;
}

function fits(item: Item, { chosen, highest }: Question, except = ""): boolean {
  if (item.price > highest) return false;
  for (const [facet, values] of chosen) {
    if (facet !== except && !values.some((value) => item.facets.get(facet)?.has(value))) return false;
  }
  return true;
}

function facetLine(facet: string, question: Question): string | null {
  const chosen = question.chosen.get(facet) ?? [];
  const counts = new Map(chosen.map((value) => [value, 0]));
  for (const item of items.values()) {
    if (!fits(item, question, facet)) continue;
    for (const value of item.facets.get(facet) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (!counts.size) return null;
  const listed = [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  const printed = listed.filter(([value], at) => at < MOST_VALUES || chosen.includes(value));
  const words = printed.map(([value, count]) => `${value}${chosen.includes(value) ? "*" : ""}:${count}`);
  if (printed.length < listed.length) words.push(`+${listed.length - printed.length}`);
  return [facet, ...words].join(" ");
}

function answer(question: Question): void {
  const fitting = [...items.values()].filter((item) => fits(item, question));
  output.push(`found ${fitting.length}`);

  const facets = new Set(question.chosen.keys());
  for (const item of items.values()) {
    for (const facet of item.facets.keys()) facets.add(facet);
  }
  for (const facet of [...facets].sort(compare)) {
    const line = facetLine(facet, question);
    if (line) output.push(line);
  }

  fitting.sort((a, b) => a.price - b.price || compare(a.id, b.id));
  const pages = Math.ceil(fitting.length / PAGE);
  const page = Math.min(question.page, pages);
  const shown = pages ? fitting.slice((page - 1) * PAGE, page * PAGE) : [];
  output.push(["page", page, "of", pages, ...shown.map((item) => item.id)].join(" "));
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, ...words] = line.split(" ");
  if (kind === "item") items.set(words[0], parseItem(words));
  else if (kind === "gone") items.delete(words[0]);
  else answer(parseQuestion(words));
}
if (output.length) console.log(output.join("\n"));
