export function sumEven(numbers) {
  return numbers.filter((number) => number % 2 === 0).length;
}
