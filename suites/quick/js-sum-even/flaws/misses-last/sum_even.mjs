export function sumEven(numbers) {
  let sum = 0;
  for (const n of numbers.slice(0, -1)) {
    if (n % 2 === 0) sum += n;
  }
  return sum;
}
