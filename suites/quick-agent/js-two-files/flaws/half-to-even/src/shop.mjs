// What a cart costs.

import { cents, show } from "./money.mjs";

export { cents, show };

export function total(items, percent = 0) {
  let sum = 0;
  for (const { price, count } of items) {
    sum += cents(price) * count;
  }
  const exact = (sum * (100 - percent)) / 100;
  const low = Math.floor(exact);
  if (exact - low !== 0.5) return Math.round(exact);
  return low % 2 === 0 ? low : low + 1;
}
