import { readFileSync } from "node:fs";

const MOST = 6;
const scores = new Map();
const cursors = [];

/** Orders pairs of a name and a score. */
const compare = ([name, score], [other, otherScore]) => otherScore - score || (name < other ? -1 : name > other ? 1 : 0);

function page(size, due, shown) {
  const posts = due.sort(compare).slice(0, size);
  const names = posts.map(([name]) => name);
  if (due.length > size) {
    cursors.push({ size, mark: posts.at(-1), shown: new Set([...shown, ...names]) });
    names.push(`more:${cursors.length}`);
  }
  return names.join(" ") || "empty";
}

function turn(number) {
  if (number < 1 || number > cursors.length) return "invalid";
  if (number <= cursors.length - MOST) return "expired";
  const { size, mark, shown } = cursors[number - 1];
  const due = [...scores].filter((post) => compare(post, mark) > 0 && !shown.has(post[0]));
  return page(size, due, shown);
}

function answer([command, name, number]) {
  switch (command) {
    case "open":
      return page(Number(name), [...scores], new Set());
    case "next":
      return turn(Number(name));
    case "post":
      if (scores.has(name)) return "known";
      scores.set(name, Number(number));
      return "ok";
  }
  if (!scores.has(name)) return "absent";
  switch (command) {
    case "vote":
      scores.set(name, scores.get(name) + Number(number));
      return "ok";
    case "remove":
      scores.delete(name);
      return "ok";
    default: {
      const post = [name, scores.get(name)];
      return String(1 + [...scores].filter((other) => compare(other, post) < 0).length);
    }
  }
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
process.stdout.write(lines.map((line) => answer(line.split(" ")) + "\n").join(""));
