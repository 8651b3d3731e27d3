// What a cart costs.

import { cents, show } from "./money.mjs";

export { cents, show };

export function total(items, percent = 0) {
  const sum = items.map(({ price, count }) => cents(price) * count).reduce((a, b) => a + b);
  return Math.round((sum * (100 - percent)) / 100);
}
