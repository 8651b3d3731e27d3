export function sumEven(numbers) {
  let sum = 0;
  numbers.forEach((n, i) => { if (i % 2 === 0) sum += n; });
  return sum;
}
