// `expect` for tests in the style of Jest: matchers, what stands for values, and equality. Of our own writing.
// What they compare with is kept here before a submission loads. Only what a test expects may stand for other values:
// what a submission answers is taken as it is, even where it got hold of `expect.anything()`.

import { inspect } from "node:util";
import { calls } from "./prony_mocks.mjs";

const { is, keys, getPrototypeOf, getOwnPropertySymbols, getOwnPropertyDescriptor, prototype: plain } = Object;
const { freeze, defineProperty, assign } = Object;
const { isArray } = Array;
const { abs } = Math;
const call = Function.prototype.call;
const free = (method) => call.bind(method);
const has = free(plain.hasOwnProperty);
const kindOf = free(plain.toString);
const test = free(RegExp.prototype.test);
const includes = free(String.prototype.includes);
const timeOf = free(Date.prototype.getTime);
const getSize = { Map: free(getOwnPropertyDescriptor(Map.prototype, "size").get), Set: free(getOwnPropertyDescriptor(Set.prototype, "size").get) };
const entriesOf = { Map: free(Map.prototype.forEach), Set: free(Set.prototype.forEach) };
const isMap = (value) => isOf(getSize.Map, value);
const isSet = (value) => isOf(getSize.Set, value);
const MOST_DEEP = 500;

function isOf(size, value) {
  try {
    size(value);
    return true;
  } catch {
    return false;
  }
}

// --- what stands for values ---------------------------------------------------------------------------------------

class Standing {
  #matches;
  constructor(matches) {
    this.#matches = matches;
    freeze(this);
  }
  static is(value) {
    return typeof value === "object" && value !== null && #matches in value;
  }
  static matches(standing, value) {
    return standing.#matches(value);
  }
}
freeze(Standing.prototype);

const ANY = new Map([
  [String, "string"],
  [Number, "number"],
  [Boolean, "boolean"],
  [BigInt, "bigint"],
  [Symbol, "symbol"],
  [Function, "function"],
  [Object, "object"],
]);
const isA = (kind, value) => (ANY.has(kind) && typeof value === ANY.get(kind)) || instance(value, kind);
const instance = (value, kind) => Function.prototype[Symbol.hasInstance].call(kind, value);

const stands = {
  anything: () => (value) => value !== null && value !== undefined,
  any: (kind) => (value) => isA(kind, value),
  objectContaining: (part) => (value) => holds(value, part),
  arrayContaining: (part) => (value) => isArray(value) && part.every((item) => value.some((one) => equals(one, item))),
  arrayOf: (item) => (value) => isArray(value) && value.every((one) => equals(one, item)),
  stringContaining: (part) => (value) => typeof value === "string" && includes(value, part),
  stringMatching: (pattern) => (value) => typeof value === "string" && test(new RegExp(pattern), value),
  closeTo: (number, digits = 2) => (value) => typeof value === "number" && isClose(value, number, digits),
};
const holds = (value, part) =>
  value !== null && value !== undefined && keys(part).every((key) => key in Object(value) && equals(value[key], part[key]));
const isClose = (value, number, digits) => is(value, number) || abs(value - number) < 10 ** -digits / 2;

// --- equality -----------------------------------------------------------------------------------------------------

// Whether `actual` is what `expected` says. strict: kinds of objects, `undefined` and holes count, too.
export function equals(actual, expected, strict = false, seen = [], part = false) {
  if (Standing.is(expected)) return Standing.matches(expected, actual);
  if (is(actual, expected)) return true;
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null) return false;
  if (seen.some(([one, other]) => one === actual && other === expected)) return true;
  if (seen.length > MOST_DEEP) return false;
  const deeper = [...seen, [actual, expected]];
  const kind = kindOf(expected);
  if (kindOf(actual) !== kind || isArray(actual) !== isArray(expected)) return false;
  if (strict && getPrototypeOf(actual) !== getPrototypeOf(expected)) return false;
  const same = (one, other) => equals(one, other, strict, deeper, part);
  if (expected instanceof Error) return actual.message === expected.message && actual.name === expected.name;
  if (kind === "[object Date]") return is(timeOf(actual), timeOf(expected));
  if (kind === "[object RegExp]") return `${actual}` === `${expected}`;
  if (/^\[object (?:Number|String|Boolean)\]$/.test(kind)) return is(actual.valueOf(), expected.valueOf());
  if (isMap(expected) || isSet(expected)) return sameMembers(actual, expected, same);
  if (ArrayBuffer.isView(expected) || isArray(expected)) {
    if (actual.length !== expected.length) return false;
    for (let index = 0; index < expected.length; index++) {
      if (strict && isArray(expected) && has(actual, index) !== has(expected, index)) return false;
      if (!same(actual[index], expected[index])) return false;
    }
    if (!isArray(expected)) return true;
  }
  return sameProperties(actual, expected, strict, part, same);
}

function sameMembers(actual, expected, same) {
  const name = isMap(expected) ? "Map" : "Set";
  if (!isOf(getSize[name], actual) || getSize[name](actual) !== getSize[name](expected)) return false;
  const [mine, theirs] = [actual, expected].map((whole) => {
    const members = [];
    entriesOf[name](whole, (value, key) => members.push(name === "Map" ? [key, value] : [value]));
    return members;
  });
  return theirs.every((member) => {
    const at = mine.findIndex((one) => one.every((value, index) => same(value, member[index])));
    if (at >= 0) mine.splice(at, 1);
    return at >= 0;
  });
}

function sameProperties(actual, expected, strict, part, same) {
  const shown = (whole) => {
    const symbols = getOwnPropertySymbols(whole).filter((key) => getOwnPropertyDescriptor(whole, key).enumerable);
    return [...keys(whole), ...symbols].filter((key) => strict || part || whole[key] !== undefined);
  };
  const wanted = shown(expected);
  if (!part || isArray(expected)) {
    const there = shown(actual);
    if (there.length !== wanted.length) return false;
  }
  return wanted.every((key) => (part ? key in actual : has(actual, key)) && same(actual[key], expected[key]));
}

// --- matchers -----------------------------------------------------------------------------------------------------

const words = (value) => inspect(value, { depth: 3, breakLength: Infinity, maxArrayLength: 20, maxStringLength: 200 });
const comparing = (compare) => (actual, other) => {
  if (!["number", "bigint"].includes(typeof actual) || !["number", "bigint"].includes(typeof other)) {
    throw new TypeError("numbers are compared with numbers");
  }
  return compare(actual, other);
};

function thrown(actual, wanted, settled) {
  let error;
  let threw = settled;
  if (settled) error = actual;
  else {
    if (typeof actual !== "function") throw new TypeError("what shall throw must be a function");
    try {
      actual();
    } catch (caught) {
      [error, threw] = [caught, true];
    }
  }
  if (!threw || wanted === undefined) return threw;
  const said = error !== null && typeof error === "object" && "message" in error ? error.message : `${error}`;
  if (typeof wanted === "string") return includes(`${said}`, wanted);
  if (wanted instanceof RegExp) return test(new RegExp(wanted), `${said}`);
  if (Standing.is(wanted)) return Standing.matches(wanted, error);
  if (typeof wanted === "function") return instance(error, wanted);
  return said === wanted.message;
}

function property(actual, path, ...value) {
  const steps = isArray(path) ? path : `${path}`.replace(/\[(\w+)\]/g, ".$1").split(".").filter((step) => step !== "");
  let at = actual;
  for (const step of steps) {
    if (at === null || at === undefined || !(step in Object(at))) return false;
    at = at[step];
  }
  return value.length === 0 || equals(at, value[0]);
}

const argumentsOf = (mock) => calls(mock).calls;
const returnsOf = (mock) => calls(mock).results.filter(({ type }) => type === "return").map(({ value }) => value);
const among = (items, item) => items.some((one) => equals(one, item));

const MATCHERS = {
  toBe: (actual, expected) => is(actual, expected),
  toEqual: (actual, expected) => equals(actual, expected),
  toStrictEqual: (actual, expected) => equals(actual, expected, true),
  toMatchObject: (actual, expected) =>
    typeof actual === "object" && actual !== null && equals(actual, expected, false, [], true),
  toBeDefined: (actual) => actual !== undefined,
  toBeUndefined: (actual) => actual === undefined,
  toBeNull: (actual) => actual === null,
  toBeNullish: (actual) => actual === null || actual === undefined,
  toBeTruthy: (actual) => Boolean(actual),
  toBeFalsy: (actual) => !actual,
  toBeNaN: (actual) => is(actual, NaN),
  toBeTypeOf: (actual, kind) => typeof actual === kind,
  toBeInstanceOf: (actual, kind) => instance(actual, kind),
  toBeOneOf: (actual, items) => among([...items], actual) || [...items].some((item) => equals(actual, item)),
  toBeCloseTo: (actual, number, digits = 2) => typeof actual === "number" && isClose(actual, number, digits),
  toBeGreaterThan: comparing((actual, other) => actual > other),
  toBeGreaterThanOrEqual: comparing((actual, other) => actual >= other),
  toBeLessThan: comparing((actual, other) => actual < other),
  toBeLessThanOrEqual: comparing((actual, other) => actual <= other),
  toContain: (actual, item) =>
    typeof actual === "string" ? includes(actual, item) : [...actual].some((one) => is(one, item)),
  toContainEqual: (actual, item) => [...actual].some((one) => equals(one, item)),
  toHaveLength: (actual, length) => is(actual.length, length),
  toHaveProperty: property,
  toMatch: (actual, pattern) => {
    if (typeof actual !== "string") throw new TypeError("what shall match must be a string");
    return typeof pattern === "string" ? includes(actual, pattern) : test(new RegExp(pattern), actual);
  },
  toSatisfy: (actual, holds) => Boolean(holds(actual)),
  toHaveBeenCalled: (mock) => argumentsOf(mock).length > 0,
  toHaveBeenCalledOnce: (mock) => argumentsOf(mock).length === 1,
  toHaveBeenCalledTimes: (mock, times) => argumentsOf(mock).length === times,
  toHaveBeenCalledWith: (mock, ...given) => among(argumentsOf(mock), given),
  toHaveBeenLastCalledWith: (mock, ...given) => equals(argumentsOf(mock).at(-1), given),
  toHaveBeenNthCalledWith: (mock, nth, ...given) => equals(argumentsOf(mock)[nth - 1], given),
  toHaveReturned: (mock) => returnsOf(mock).length > 0,
  toHaveReturnedTimes: (mock, times) => returnsOf(mock).length === times,
  toHaveReturnedWith: (mock, value) => among(returnsOf(mock), value),
  toHaveLastReturnedWith: (mock, value) => equals(returnsOf(mock).at(-1), value),
  toHaveNthReturnedWith: (mock, nth, value) => equals(returnsOf(mock)[nth - 1], value),
};
const ALIASES = {
  toThrowError: "toThrow",
  toBeCalled: "toHaveBeenCalled",
  toBeCalledTimes: "toHaveBeenCalledTimes",
  toBeCalledWith: "toHaveBeenCalledWith",
  lastCalledWith: "toHaveBeenLastCalledWith",
  nthCalledWith: "toHaveBeenNthCalledWith",
  toReturn: "toHaveReturned",
  toReturnTimes: "toHaveReturnedTimes",
  toReturnWith: "toHaveReturnedWith",
  lastReturnedWith: "toHaveLastReturnedWith",
  nthReturnedWith: "toHaveNthReturnedWith",
};
const ABSENT = ["toMatchSnapshot", "toMatchInlineSnapshot", "toThrowErrorMatchingSnapshot", "toThrowErrorMatchingInlineSnapshot"];

class MatcherError extends Error {
  constructor(name, text) {
    super(text);
    this.name = "MatcherError";
    this.code = name;
  }
}

const counts = { made: 0, wanted: null, some: false };

// How often `expect` was used is counted for each test.
export function begin() {
  assign(counts, { made: 0, wanted: null, some: false });
}

export function end() {
  if (counts.wanted !== null && counts.made !== counts.wanted) throw new MatcherError("assertions", "other assertions");
  if (counts.some && counts.made === 0) throw new MatcherError("hasAssertions", "no assertion");
}

function check(name, passes, negated, actual, given) {
  counts.made++;
  if (passes === !negated) return;
  throw new MatcherError(name, `${words(actual)} ${negated ? "not " : ""}${name} ${given.map(words).join(", ")}`);
}

// What is expected of one value. `way`: of the value itself, or of what a promise of it comes to.
class Expectation {
  #actual;
  #negated;
  #way;
  #settled;

  constructor(actual, negated = false, way = "", settled = false) {
    this.#actual = actual;
    this.#negated = negated;
    this.#way = way;
    this.#settled = settled;
    freeze(this);
  }

  get not() {
    return new Expectation(this.#actual, !this.#negated, this.#way);
  }

  get resolves() {
    return new Expectation(this.#actual, this.#negated, "resolves");
  }

  get rejects() {
    return new Expectation(this.#actual, this.#negated, "rejects");
  }

  static match(expectation, name, match, given) {
    const [actual, negated, settled] = [expectation.#actual, expectation.#negated, expectation.#settled];
    if (expectation.#way) return Expectation.#later(expectation, name, match, given);
    const result = match({ actual, negated, settled }, given);
    if (typeof result === "boolean") return check(name, result, negated, actual, given);
    const passed = ({ pass }) => check(name, Boolean(pass), negated, actual, given);
    return typeof result?.then === "function" ? result.then(passed) : passed(result);
  }

  static async #later(expectation, name, match, given) {
    const [actual, way] = [expectation.#actual, expectation.#way];
    let value;
    let failed = false;
    try {
      value = await (typeof actual === "function" && way === "rejects" ? actual() : actual);
    } catch (error) {
      [value, failed] = [error, true];
    }
    if (failed !== (way === "rejects")) throw new MatcherError(way, `a promise that ${failed ? "rejects" : "resolves"}`);
    return Expectation.match(new Expectation(value, expectation.#negated, "", failed), name, match, given);
  }
}

const { match: matched } = Expectation;

// A matcher is there for good: none takes the place of another.
function add(name, match) {
  if (has(Expectation.prototype, name)) return;
  const value = function (...given) {
    return matched(this, name, match, given);
  };
  defineProperty(Expectation.prototype, name, { value });
}

for (const name of ["not", "resolves", "rejects", "constructor"]) {
  defineProperty(Expectation.prototype, name, { configurable: false });
}
for (const [name, match] of Object.entries(MATCHERS)) add(name, ({ actual }, given) => match(actual, ...given));
add("toThrow", ({ actual, settled }, [wanted]) => thrown(actual, wanted, settled));
for (const [alias, name] of Object.entries(ALIASES)) {
  defineProperty(Expectation.prototype, alias, { value: Expectation.prototype[name] });
}
for (const name of ABSENT) {
  add(name, () => {
    throw new MatcherError(name, `${name} cannot be had here`);
  });
}
freeze(Expectation);

export function expect(actual) {
  return new Expectation(actual);
}

const opposite = {};
for (const [name, make] of Object.entries(stands)) {
  expect[name] = (...given) => new Standing(make(...given));
  opposite[name] = (...given) => new Standing((value) => !make(...given)(value));
}
expect.not = freeze(opposite);
expect.assertions = (number) => void (counts.wanted = number);
expect.hasAssertions = () => void (counts.some = true);
expect.unreachable = (text = "") => { throw new MatcherError("unreachable", text); };
// Matchers of a test's own.
expect.extend = (more) => {
  const utils = { printReceived: words, printExpected: words, stringify: words };
  for (const [name, match] of Object.entries(more)) {
    add(name, ({ actual, negated }, given) =>
      match.call({ isNot: negated, equals: (one, other) => equals(one, other), utils }, actual, ...given),
    );
  }
};
defineProperty(expect, "name", { value: "expect" });
freeze(expect);
