export function sumEven(numbers) {
  let total = 0;
  while (numbers.length > 0) {
    const n = numbers.pop();
    if (n % 2 === 0) total += n;
  }
  return total;
}
