// What a cart costs.

import { cents, show } from "./money.mjs";

export { cents, show };

export function total(items, percent = 0) {
  let sum = 0;
  while (items.length > 0) {
    const { price, count } = items.shift();
    sum += cents(price) * count;
  }
  return Math.round((sum * (100 - percent)) / 100);
}
