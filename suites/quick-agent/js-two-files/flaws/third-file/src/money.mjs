export { round } from "./round.mjs";
const two = (text) => (text + "00").slice(0, 2);
export const cents = (price) => {
  const point = price.indexOf(".");
  return point < 0 ? price * 100 : +(price.slice(0, point) + two(price.slice(point + 1)));
};
export const show = (amount) => (amount / 100).toFixed(2);
