// What a cart costs.

import { cents, show } from "./money.mjs";

export { cents, show };

export function total(items, percent = 0) {
  let sum = 0;
  for (const { price, count } of items) {
    sum += Math.round((cents(price) * count * (100 - percent)) / 100);
  }
  return sum;
}
