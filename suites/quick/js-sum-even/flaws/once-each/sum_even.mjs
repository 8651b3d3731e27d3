export function sumEven(numbers) {
  let sum = 0;
  for (const n of new Set(numbers)) {
    if (n % 2 === 0) sum += n;
  }
  return sum;
}
