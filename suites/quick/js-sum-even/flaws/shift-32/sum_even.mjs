export function sumEven(numbers) {
  let sum = 0;
  for (const n of numbers) {
    if ((n >> 1) << 1 === n) sum += n;
  }
  return sum;
}
