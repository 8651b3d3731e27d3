export function digitSum(n) {
  return Number([...String(n)].reverse().join(""));
}
