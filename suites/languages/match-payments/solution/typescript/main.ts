import { readFileSync } from "node:fs";

const DISCOUNT_DAYS = 13;
const SMALL = 37;
const LATE_DAYS = 43;

interface Invoice {
  day: number;
  number: string;
  cents: number;
  rest: number;
}

interface Account {
  invoices: Invoice[];
  credit: number;
}

const accounts = new Map<string, Account>();
const output: string[] = [];
let discounts = 0;
let losses = 0;

function accountOf(customer: string): Account {
  let account = accounts.get(customer);
  if (!account) accounts.set(customer, (account = { invoices: [], credit: 0 }));
  return account;
}

function due({ day, cents, rest }: Invoice, today: number): number {
  const discount = rest === cents && today - day <= DISCOUNT_DAYS ? Math.floor((cents * 2) / 100) : 0;
  return rest - discount;
}

/** Books on one invoice, and returns how much it took. */
function put(invoice: Invoice, today: number, money: number): number {
  const wanted = due(invoice, today);
  const taken = Math.min(money, wanted);
  invoice.rest -= taken;
  if (taken === wanted) {
    discounts += invoice.rest;
    invoice.rest = 0;
  } else if (invoice.rest <= SMALL) {
    losses += invoice.rest;
    invoice.rest = 0;
  }
  return taken;
}

function book(today: number, customer: string, money: number, numbers?: string[]): void {
  const account = accountOf(customer);
  const pending = account.invoices.filter(({ rest }) => rest > 0);
  const preferred = numbers
    ? numbers.flatMap((number) => pending.filter((invoice) => invoice.number === number))
    : pending.filter((invoice) => due(invoice, today) === money).slice(0, 1);
  let line = customer;
  for (const invoice of [...preferred, ...pending]) {
    if (money === 0 || invoice.rest === 0) continue;
    const taken = put(invoice, today, money);
    money -= taken;
    line += ` ${invoice.number}=${taken}`;
  }
  account.credit += money;
  output.push(money > 0 ? `${line} credit=${money}` : line);
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, day, customer, ...words] = line.split(" ");
  const today = Number(day);
  const account = accountOf(customer);
  if (kind === "bill") {
    const cents = Number(words[1]);
    account.invoices.push({ day: today, number: words[0], cents, rest: cents });
    const { credit } = account;
    account.credit = 0;
    if (credit > 0) book(today, customer, credit, [words[0]]);
  } else if (kind === "paid") {
    book(today, customer, Number(words[0]), words[1]?.split(","));
  } else {
    const pending = account.invoices.filter(({ rest }) => rest > 0);
    const sum = pending.reduce((total, { rest }) => total + rest, 0);
    const old = pending.filter((invoice) => today - invoice.day > LATE_DAYS).length;
    output.push(`${customer} open ${pending.length} ${sum} late ${old} credit ${account.credit}`);
  }
}
output.push(`granted ${discounts}`, `written ${losses}`);
process.stdout.write(output.map((line) => `${line}\n`).join(""));
