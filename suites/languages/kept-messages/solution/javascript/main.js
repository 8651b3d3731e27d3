import { readFileSync } from "node:fs";

const MOST = 8;
const [head, ...lines] = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const limit = Number(head.split(" ")[1]);
const messages = new Map(); // by number, the oldest first
let stored = 0;

const all = () => [...messages.values()];
const ofTopic = (topic) => all().filter((message) => message.topic === topic);
const bytes = (some) => some.reduce((sum, { size }) => sum + size, 0);

function drop(some) {
  const { number } = some.find(({ pinned }) => !pinned);
  messages.delete(number);
  return number;
}

function store(topic, size) {
  const pinned = all().filter((message) => message.pinned);
  if (size + bytes(pinned) > limit) return "rejected";
  if (pinned.filter((message) => message.topic === topic).length >= MOST) return "rejected";
  const dropped = [];
  const own = ofTopic(topic);
  if (own.length >= MOST) dropped.push(drop(own));
  while (bytes(all()) + size > limit) dropped.push(drop(all()));
  const number = ++stored;
  messages.set(number, { number, topic, size, pinned: false });
  return [number, ...dropped].join(" ");
}

function pin(number, pinned) {
  const message = messages.get(number);
  if (!message) return "gone";
  if (message.pinned === pinned) return "already";
  message.pinned = pinned;
  return pinned ? "pinned" : "unpinned";
}

function answer(line) {
  const [command, first, second] = line.split(" ");
  switch (command) {
    case "store":
      return store(first, Number(second));
    case "read":
      return ofTopic(first).reverse().map(({ number, pinned }) => `${number}${pinned ? "*" : ""}`).join(" ") || "hollow";
    case "stats":
      return `${messages.size} ${bytes(all())} ${new Set(all().map(({ topic }) => topic)).size}`;
    case "remove":
      return messages.delete(Number(first)) ? "removed" : "gone";
    default:
      return pin(Number(first), command === "pin");
  }
}

process.stdout.write(lines.map((line) => answer(line) + "\n").join(""));
