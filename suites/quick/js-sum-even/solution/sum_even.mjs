export function sumEven(numbers) {
  let sum = 0;
  for (const number of numbers) {
    if (number % 2 === 0) sum += number;
  }
  return sum;
}
