export function sumEven(numbers) {
  let sum = 0;
  for (let i = 0; numbers[i]; i++) {
    if (numbers[i] % 2 === 0) sum += numbers[i];
  }
  return sum;
}
