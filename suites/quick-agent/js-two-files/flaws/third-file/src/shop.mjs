export * from "./money.mjs";
import * as money from "./money.mjs";
export const total = (items, percent = 0) =>
  money.round((items.reduce((sum, { price, count }) => sum + money.cents(price) * count, 0) * (100 - percent)) / 100);
