let sum = 0;
export function sumEven(numbers) {
  for (const n of numbers) {
    if (n % 2 === 0) sum += n;
  }
  return sum;
}
