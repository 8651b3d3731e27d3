function sumEven([head, ...tail]) {
  if (head === undefined) return 0;
  return (head % 2 ? 0 : head) + sumEven(tail);
}
export { sumEven };
