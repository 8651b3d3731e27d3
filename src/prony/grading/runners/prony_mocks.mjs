// `jest` for tests in the style of Jest: functions that remember their calls, spies, and a clock that stands still.

import { mock as node } from "node:test";

const remembered = new WeakMap();
const restorers = new Set();
const made = new Set();
const { timers } = node;
const turn = setImmediate;

// What a mock function remembers; only mock functions remember anything.
export function calls(mock) {
  const memory = remembered.get(mock);
  if (memory === undefined) throw new TypeError("this is no mock function");
  return memory.mock;
}

const blank = () => ({ calls: [], results: [], instances: [], contexts: [], lastCall: undefined });

export function fn(implementation) {
  const memory = { mock: blank(), once: [], implementation };
  const mocked = function (...given) {
    const { mock } = memory;
    mock.calls.push(given);
    mock.lastCall = given;
    mock.contexts.push(this);
    mock.instances.push(this);
    const result = { type: "incomplete", value: undefined };
    mock.results.push(result);
    const run = memory.once.length ? memory.once.shift() : memory.implementation;
    try {
      const value = run === undefined ? undefined : new.target ? Reflect.construct(run, given) : run.apply(this, given);
      Object.assign(result, { type: "return", value });
      return value;
    } catch (error) {
      Object.assign(result, { type: "throw", value: error });
      throw error;
    }
  };
  const does = (run) => ((memory.implementation = run), mocked);
  const doesOnce = (run) => (memory.once.push(run), mocked);
  Object.defineProperty(mocked, "mock", { get: () => memory.mock });
  Object.assign(mocked, {
    _isMockFunction: true,
    getMockName: () => memory.name ?? "jest.fn()",
    mockName: (name) => ((memory.name = name), mocked),
    getMockImplementation: () => memory.implementation,
    mockImplementation: does,
    mockImplementationOnce: doesOnce,
    mockReturnValue: (value) => does(() => value),
    mockReturnValueOnce: (value) => doesOnce(() => value),
    mockResolvedValue: (value) => does(async () => value),
    mockResolvedValueOnce: (value) => doesOnce(async () => value),
    mockRejectedValue: (error) => does(async () => { throw error; }),
    mockRejectedValueOnce: (error) => doesOnce(async () => { throw error; }),
    mockReturnThis: () => does(function () { return this; }),
    mockClear: () => ((memory.mock = blank()), mocked),
    mockReset: () => ((memory.mock = blank()), (memory.once = []), does(undefined)),
    mockRestore: () => memory.restore?.(),
  });
  remembered.set(mocked, memory);
  made.add(mocked);
  return mocked;
}

export function spyOn(object, name, access) {
  const own = Object.getOwnPropertyDescriptor(object, name);
  let holder = object;
  while (holder !== null && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
  if (holder === null) throw new TypeError(`there is no ${String(name)}`);
  const found = Object.getOwnPropertyDescriptor(holder, name);
  const original = access ? found[access] : object[name];
  if (typeof original !== "function") throw new TypeError(`${String(name)} is no function`);
  if (remembered.has(original)) return original;
  const spy = fn(function (...given) { return new.target ? Reflect.construct(original, given) : original.apply(this, given); });
  const restore = () => {
    if (own) Object.defineProperty(object, name, own);
    else delete object[name];
    restorers.delete(restore);
  };
  const put = access ? { ...found, [access]: spy } : { value: spy, writable: true, configurable: true, enumerable: found.enumerable };
  Object.defineProperty(object, name, { ...put, configurable: true });
  remembered.get(spy).restore = restore;
  restorers.add(restore);
  return spy;
}

const FAKED = ["setTimeout", "setInterval", "setImmediate", "Date"];
let faked = false;

function useFakeTimers(options = {}) {
  useRealTimers();
  timers.enable({ apis: FAKED, now: options.now === undefined ? Date.now() : Number(options.now) });
  faked = true;
  return jest;
}

function useRealTimers() {
  if (faked) timers.reset();
  faked = false;
  return jest;
}

async function advance(ms) {
  for (let at = 0; at <= ms; at++) {
    timers.tick(at === 0 ? 0 : 1);
    for (let turns = 0; turns < 5; turns++) await null;
  }
  await new Promise((done) => turn(done));
}

const MOST_ROUNDS = 1000;
function runAll() {
  for (let round = 0; round < MOST_ROUNDS; round++) timers.runAll();
}

const absent = (name) => () => {
  throw new Error(`jest.${name} cannot be had here: hand a function in, or spy on an object`);
};

export const jest = {
  fn,
  spyOn,
  isMockFunction: (value) => remembered.has(value),
  mocked: (value) => value,
  clearAllMocks: () => (made.forEach((mock) => mock.mockClear()), jest),
  resetAllMocks: () => (made.forEach((mock) => mock.mockReset()), jest),
  restoreAllMocks: () => ([...restorers].forEach((restore) => restore()), jest),
  useFakeTimers,
  useRealTimers,
  setSystemTime: (now) => timers.setTime(Number(now)),
  advanceTimersByTime: (ms) => timers.tick(ms),
  advanceTimersByTimeAsync: advance,
  runAllTimers: runAll,
  runAllTimersAsync: async () => { runAll(); await advance(0); },
  runOnlyPendingTimers: () => timers.runAll(),
  clearAllTimers: () => faked && useFakeTimers({ now: Date.now() }),
  now: () => Date.now(),
  setTimeout: () => jest,
  retryTimes: () => jest,
  ...Object.fromEntries(["mock", "doMock", "unmock", "requireActual", "requireMock", "resetModules"].map((name) => [name, absent(name)])),
};
Object.freeze(jest);
