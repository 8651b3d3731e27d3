function* evens(list) {
  for (const n of list) if (Math.abs(n) % 2 !== 1) yield n;
}
export function sumEven(numbers) {
  let total = 0;
  for (const n of evens(numbers)) total += n;
  return total;
}
