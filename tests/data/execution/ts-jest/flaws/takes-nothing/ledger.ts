export enum Kind {
  Income,
  Expense,
}

export class Ledger {
  readonly #entries: { kind: Kind; amount: number }[] = [];

  add(kind: Kind, amount: number): this {
    if (amount < 0) throw new RangeError(`no amount: ${amount}`);
    this.#entries.push({ kind, amount });
    return this;
  }

  get balance(): number {
    return this.#entries.reduce((sum, { kind, amount }) => sum + (kind === Kind.Income ? amount : -amount), 0);
  }
}

export default function format(amount: number): string {
  return amount.toFixed(2);
}
