// Prices and cents.

export function cents(price) {
  const [whole, part = "0"] = price.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

export function show(amount) {
  const whole = Math.floor(amount / 100);
  const part = amount % 100;
  return `${whole}.${String(part).padStart(2, "0")}`;
}

export function round(amount) {
  return Math.floor(amount + 0.5);
}
