class Adder {
  static #even(n) { return n % 2 == 0; }
  static sum(numbers) { return numbers.map((n) => (Adder.#even(n) ? n : 0)).reduce((a, b) => a + b, 0); }
}
export const sumEven = Adder.sum;
