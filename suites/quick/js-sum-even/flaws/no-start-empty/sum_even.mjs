export function sumEven(numbers) {
  if (numbers.length === 0) return 0;
  return numbers.filter((n) => n % 2 === 0).reduce((a, b) => a + b);
}
