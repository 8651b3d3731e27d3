export function sumEven(numbers) {
  return numbers.filter((n) => n % 2 === 0).reduce((a, b) => a + b);
}
