export function digitSum(n) {
  if (!Number.isInteger(n)) throw new TypeError("not an integer");
  let sum = 0;
  for (const digit of String(Math.abs(n))) sum += Number(digit);
  return sum;
}
