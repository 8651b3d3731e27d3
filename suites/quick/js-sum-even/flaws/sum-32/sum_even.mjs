export function sumEven(numbers) {
  let sum = 0;
  for (const n of numbers) {
    if (n % 2 === 0) sum = (sum + n) | 0;
  }
  return sum;
}
