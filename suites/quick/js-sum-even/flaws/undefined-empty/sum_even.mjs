export function sumEven(numbers) {
  if (!numbers.length) return;
  let sum = 0;
  for (const n of numbers) {
    if (n % 2 === 0) sum += n;
  }
  return sum;
}
