"use strict";

class Cart {
  #items = new Map();
  #listeners = [];

  add(name, price, count = 1) {
    if (price < 0) throw new RangeError(`${name} costs less than nothing`);
    const { count: before = 0 } = this.#items.get(name) ?? {};
    this.#items.set(name, { name, price, count: before + count });
    for (const listener of this.#listeners) listener(this);
    return this;
  }

  get total() {
    return [...this.#items.values()].reduce((sum, { price, count }) => sum + price * count, 0);
  }

  items() {
    return [...this.#items.values()].map((item) => ({ ...item }));
  }

  onChange(listener) {
    this.#listeners.push(listener);
  }
}

function debounce(run, ms) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), ms);
  };
}

async function load(fetchItems) {
  let items;
  try {
    items = await fetchItems();
  } catch (error) {
    items = [];
  }
  return items.reduce((cart, { name, price, count }) => cart.add(name, price, count), new Cart());
}

module.exports = { Cart, debounce, load };
