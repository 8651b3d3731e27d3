export const sumEven = (numbers) => numbers.reduce((sum, n) => (Number.isInteger(n / 2) ? sum + n : sum), 0);
