import { cents, round, show } from "./money.mjs";

class Cart {
  #sum = 0;
  add({ price, count }) {
    this.#sum += cents(price) * count;
    return this;
  }
  less(percent) {
    return round((this.#sum * (100 - percent)) / 100);
  }
}

export function total(items, percent = 0) {
  const cart = new Cart();
  items.forEach((item) => cart.add(item));
  return cart.less(percent);
}

export { cents, show };
export default total;
