import { readFileSync } from "node:fs";

const MOST_UNSAFE = 19;

class Node {
  runs = true;
  isLeader = false;
  term = 0;
  vote = null;
  log = [];
  safe = 0;

  constructor(number) {
    this.number = number;
  }

  takeTerm(term) {
    this.term = term;
    this.vote = null;
    this.isLeader = false;
  }

  get lastTerm() {
    return this.log.at(-1) ?? 0;
  }

  isNewerThan(other) {
    return this.lastTerm > other.lastTerm || (this.lastTerm === other.lastTerm && this.log.length > other.log.length);
  }

  get role() {
    if (!this.runs) return "stopped";
    return this.isLeader ? "leader" : "follower";
  }
}

const [head, ...lines] = readFileSync(0, "utf8").trim().split("\n");
const nodes = Array.from({ length: Number(head.split(" ")[1]) }, (_, index) => new Node(index + 1));
const cuts = new Set();

const linkOf = (a, b) => `${Math.min(a.number, b.number)}-${Math.max(a.number, b.number)}`;
const reachedBy = (node) => nodes.filter((other) => other !== node && other.runs && !cuts.has(linkOf(node, other)));
const isMost = (count) => count * 2 > nodes.length;

const commands = {
  stop(node) {
    node.runs = false;
    node.isLeader = false;
  },
  start(node) {
    node.runs = true;
  },
  cut(node, other) {
    cuts.add(linkOf(node, other));
  },
  mend(node, other) {
    cuts.delete(linkOf(node, other));
  },
  elect(node) {
    if (!node.runs || node.isLeader) return "ignored";
    node.takeTerm(node.term + 1);
    node.vote = node;
    let votes = 1;
    for (const other of reachedBy(node)) {
      if (other.term > node.term) {
        node.takeTerm(other.term);
        return `loses ${node.term}`;
      }
      if (other.term < node.term) other.takeTerm(node.term);
      if (other.vote === null && !other.isNewerThan(node)) {
        other.vote = node;
        votes++;
      }
    }
    node.isLeader = isMost(votes);
    return node.isLeader ? `leads ${node.term}` : `loses ${node.term}`;
  },
  send(node) {
    if (!node.isLeader) return "refused";
    const reached = reachedBy(node);
    for (const other of reached) {
      if (other.term > node.term) {
        node.takeTerm(other.term);
        return `yields ${node.term}`;
      }
      if (other.term < node.term) other.takeTerm(node.term);
      other.log = [...node.log];
    }
    if (isMost(reached.length + 1) && node.lastTerm === node.term) node.safe = node.log.length;
    for (const other of reached) other.safe = Math.max(other.safe, node.safe);
    return `sent ${reached.length} safe ${node.safe}`;
  },
  write(node) {
    if (!node.isLeader) return "refused";
    if (node.log.length - node.safe >= MOST_UNSAFE) return "full";
    node.log.push(node.term);
    return commands.send(node);
  },
};

const output = [];
for (const line of lines) {
  const [command, ...numbers] = line.split(" ");
  const answer = commands[command](...numbers.map((number) => nodes[number - 1]));
  if (answer) output.push(`${numbers[0]} ${answer}`);
}
for (const node of nodes) {
  output.push(`node ${node.number} ${node.role} ${node.term} ${node.log.length} ${node.safe}`);
}
console.log(output.join("\n"));
