// Prices and cents.

export function cents(price) {
  const [, whole, part = ""] = /^(\d+)(?:\.(\d+))?$/.exec(price);
  return Number(BigInt(whole + (part + "00").slice(0, 2)));
}

export function show(amount) {
  const whole = Math.floor(amount / 100);
  const part = amount % 100;
  return `${whole}.${String(part).padStart(2, "0")}`;
}
