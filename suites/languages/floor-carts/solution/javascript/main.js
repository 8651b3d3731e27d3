import { readFileSync } from "node:fs";

const PATIENCE = 9;
const STEPS = { N: [-1, 0], S: [1, 0], W: [0, -1], E: [0, 1] };

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const rows = Number(lines[0].split(" ")[1]);
const plan = lines.slice(1, 1 + rows);
const carts = lines.slice(1 + rows).map((line) => {
  const [, name, row, column, program] = line.split(" ");
  const counts = { inARow: 0, finished: 0, bumps: 0, waits: 0, givenUp: 0 };
  return { name, row: Number(row), column: Number(column), steps: [...program].reverse(), ...counts };
});
carts.sort((a, b) => (a.name < b.name ? -1 : 1));

function key(row, column) {
  return `${row} ${column}`;
}

function endStep(cart, round) {
  cart.steps.pop();
  cart.inARow = 0;
  cart.finished = round;
}

for (let round = 1; carts.some((cart) => cart.steps.length); round++) {
  const standing = new Map(carts.map((cart) => [key(cart.row, cart.column), cart]));
  const winners = new Map();
  const wanting = [];
  for (const cart of carts) {
    if (!cart.steps.length) continue;
    const [down, right] = STEPS[cart.steps.at(-1)];
    const goal = [cart.row + down, cart.column + right];
    if (plan[goal[0] - 1]?.[goal[1] - 1] !== ".") {
      cart.bumps++;
      endStep(cart, round);
      continue;
    }
    cart.goal = goal;
    wanting.push(cart);
    const rival = winners.get(key(...goal));
    if (!rival || cart.inARow > rival.inARow) winners.set(key(...goal), cart);
  }
  const movers = new Set(winners.values());
  const inFront = (cart) => standing.get(key(...cart.goal));
  const swapped = [...movers].filter((cart) => {
    const front = inFront(cart);
    return movers.has(front) && front.goal[0] === cart.row && front.goal[1] === cart.column;
  });
  for (const cart of swapped) movers.delete(cart);
  for (let changed = true; changed; ) {
    changed = false;
    for (const cart of movers) {
      const front = inFront(cart);
      if (front && !movers.has(front)) {
        movers.delete(cart);
        changed = true;
      }
    }
  }
  for (const cart of wanting) {
    if (movers.has(cart)) {
      [cart.row, cart.column] = cart.goal;
      endStep(cart, round);
      continue;
    }
    cart.waits++;
    cart.inARow++;
    if (cart.inARow === PATIENCE) {
      cart.givenUp++;
      endStep(cart, round);
    }
  }
}

for (const { name, row, column, finished, bumps, waits, givenUp } of carts) {
  console.log(name, row, column, finished, bumps, waits, givenUp);
}
