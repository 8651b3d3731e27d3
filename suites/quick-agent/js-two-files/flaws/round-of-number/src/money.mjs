// Prices and cents.

export function cents(price) {
  return Math.round(parseFloat(price) * 100);
}

export function show(amount) {
  const whole = Math.floor(amount / 100);
  const part = amount % 100;
  return `${whole}.${String(part).padStart(2, "0")}`;
}
