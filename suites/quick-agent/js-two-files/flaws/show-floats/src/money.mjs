// Prices and cents.

export function cents(price) {
  const [whole, part = "0"] = price.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

export function show(amount) {
  return String(amount / 100);
}
