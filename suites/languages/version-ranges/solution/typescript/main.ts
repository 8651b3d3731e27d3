import { readFileSync } from "node:fs";

const LONGEST = 61;
const NUMBER = "(?:0|[1-9][0-9]{0,4})";
const VERSION = `${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-[a-z]{1,8}(?:[1-9][0-9]{0,4})?)?`;
const CONDITION = new RegExp(`^(!=|<=|>=|[=<>~^]|)(${NUMBER}(?:\\.${NUMBER})?|${VERSION})$`);

interface Tag {
  letters: string;
  count: number;
}

interface Version {
  numbers: number[];
  tag?: Tag;
}

interface Condition {
  sign: string;
  limit: Version;
}

function parseVersion(text: string): Version {
  const [numbers, tag] = text.split("-");
  const parts = tag && /^([a-z]+)([0-9]*)$/.exec(tag);
  return {
    numbers: numbers.split(".").map(Number),
    tag: parts ? { letters: parts[1], count: Number(parts[2]) } : undefined,
  };
}

function parseRange(text: string): Condition[][] | null {
  if (text.length > LONGEST) return null;
  const alternatives: Condition[][] = [];
  for (const part of text.split("||")) {
    const conditions: Condition[] = [];
    for (const word of part.split(" ").filter(Boolean)) {
      const found = CONDITION.exec(word);
      if (found) conditions.push({ sign: found[1] || "=", limit: parseVersion(found[2]) });
      else if (word === "*") conditions.push({ sign: "=", limit: { numbers: [] } });
      else return null;
    }
    if (!conditions.length) return null;
    alternatives.push(conditions);
  }
  return alternatives;
}

function compareTags(a?: Tag, b?: Tag): number {
  if (!a || !b) return Number(!a) - Number(!b);
  if (a.letters !== b.letters) return a.letters < b.letters ? -1 : 1;
  return a.count - b.count;
}

function compare(version: Version, limit: Version): number {
  for (const [at, number] of limit.numbers.entries()) {
    if (version.numbers[at] !== number) return version.numbers[at] - number;
  }
  return limit.numbers.length < 3 ? 0 : compareTags(version.tag, limit.tag);
}

function sameNumbers(version: Version, limit: Version, count: number): boolean {
  return limit.numbers.slice(0, count).every((number, at) => number === version.numbers[at]);
}

function meets(version: Version, { sign, limit }: Condition): boolean {
  const order = compare(version, limit);
  switch (sign) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "~":
      return order >= 0 && sameNumbers(version, limit, 2);
    default: {
      const at = limit.numbers.findIndex((number) => number > 0);
      return order >= 0 && sameNumbers(version, limit, at < 0 ? 3 : at + 1);
    }
  }
}

function fits(version: Version, conditions: Condition[]): boolean {
  const tagIsNamed = !version.tag || conditions.some(({ limit }) => limit.tag && sameNumbers(version, limit, 3));
  return tagIsNamed && conditions.every((condition) => meets(version, condition));
}

const packages = new Map<string, Map<string, Version>>();

function answer(name: string, range: string): string {
  const alternatives = parseRange(range);
  const versions = packages.get(name);
  if (!alternatives) return "wrong";
  if (!versions) return "unknown";
  const good = [...versions].filter(([, version]) => alternatives.some((part) => fits(version, part)));
  return good.length ? good.reduce((best, next) => (compare(next[1], best[1]) > 0 ? next : best))[0] : "unmet";
}

const output: string[] = [];
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [, kind, name, text] = /^(\S+) (\S+) (.*)$/.exec(line)!;
  if (kind === "release") {
    if (!packages.has(name)) packages.set(name, new Map());
    packages.get(name)!.set(text, parseVersion(text));
  } else if (kind === "withdraw") {
    packages.get(name)?.delete(text);
  } else {
    output.push(`${name} ${answer(name, text)}\n`);
  }
}
process.stdout.write(output.join(""));
