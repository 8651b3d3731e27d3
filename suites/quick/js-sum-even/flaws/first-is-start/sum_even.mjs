export function sumEven(numbers) {
  return numbers.reduce((sum, number) => (number % 2 === 0 ? sum + number : sum));
}
