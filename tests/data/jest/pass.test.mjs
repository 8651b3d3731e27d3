// Each of these passes under Jest.
const hostile = new Proxy({}, { get: () => 1, has: () => true });

test("toBe", () => { expect(1).toBe(1); expect(NaN).toBe(NaN); expect(0).not.toBe(-0); expect({}).not.toBe({}); });
test("toEqual passes over undefined, holes and kinds", () => {
  class Point { constructor() { this.x = 1; } }
  expect({ a: 1, b: undefined }).toEqual({ a: 1 });
  expect(new Point()).toEqual({ x: 1 });
  expect([, 1]).toEqual([undefined, 1]);
  expect([1, [2, { a: [3] }]]).toEqual([1, [2, { a: [3] }]]);
  expect(0).not.toEqual(-0);
  expect("a").not.toEqual(["a"]);
  expect([]).not.toEqual({});
  expect(null).not.toEqual(undefined);
});
test("toStrictEqual does not", () => {
  class Point { constructor() { this.x = 1; } }
  expect({ a: 1, b: undefined }).not.toStrictEqual({ a: 1 });
  expect(new Point()).not.toStrictEqual({ x: 1 });
  expect([, 1]).not.toStrictEqual([undefined, 1]);
  expect({ a: [1] }).toStrictEqual({ a: [1] });
});
test("equality of what is built in", () => {
  expect(new Map([["a", { b: 1 }]])).toEqual(new Map([["a", { b: 1 }]]));
  expect(new Map([["a", 1]])).not.toEqual(new Map([["a", 2]]));
  expect(new Set([1, { a: 1 }])).toEqual(new Set([{ a: 1 }, 1]));
  expect(new Set([1])).not.toEqual(new Set([2]));
  expect(new Date(5)).toEqual(new Date(5));
  expect(new Date(5)).not.toEqual(new Date(6));
  expect(/a/g).toEqual(/a/g);
  expect(/a/g).not.toEqual(/a/i);
  expect(new Error("a")).toEqual(new Error("a"));
  expect(new Error("a")).not.toEqual(new Error("b"));
  expect(new Uint8Array([1, 2])).toEqual(new Uint8Array([1, 2]));
  expect(10n).toEqual(10n);
  expect(Symbol.for("a")).toEqual(Symbol.for("a"));
  expect({ [Symbol.for("a")]: 1 }).not.toEqual({ [Symbol.for("a")]: 2 });
  const one = { a: 1 }, other = { a: 1 };
  [one.self, other.self] = [one, other];
  expect(one).toEqual(other);
});
test("what stands for values", () => {
  expect({ a: 1, b: "x", c: [1, 2, 3], d: null }).toEqual({ a: expect.any(Number), b: expect.stringMatching(/x/), c: expect.arrayContaining([3, 1]), d: null });
  expect({ a: { b: 1, c: 2 } }).toEqual(expect.objectContaining({ a: expect.objectContaining({ b: 1 }) }));
  expect([1, "a"]).toEqual([expect.anything(), expect.any(String)]);
  expect(null).not.toEqual(expect.anything());
  expect(0.1 + 0.2).toEqual(expect.closeTo(0.3));
  expect("hello").toEqual(expect.stringContaining("ell"));
  expect(["a"]).toEqual(expect.not.arrayContaining(["b"]));
  expect(() => 1).toEqual(expect.any(Function));
  expect([]).toEqual(expect.any(Array));
});
test("what a submission answers stands for nothing", () => {
  expect(expect.anything()).not.toEqual(1);
  expect({ a: expect.any(Number) }).not.toEqual({ a: 1 });
  expect(hostile).not.toEqual({ a: 2 });
});
test("plain matchers", () => {
  expect(1).toBeTruthy(); expect("").toBeFalsy(); expect(null).toBeNull(); expect(undefined).toBeUndefined(); expect(0).toBeDefined(); expect(NaN).toBeNaN();
  expect(2).toBeGreaterThan(1); expect(2).toBeGreaterThanOrEqual(2); expect(1).toBeLessThan(2n); expect(1).toBeLessThanOrEqual(1);
  expect(0.1 + 0.2).toBeCloseTo(0.3); expect(1.234).not.toBeCloseTo(1.2); expect(1.234).toBeCloseTo(1.2, 1);
  expect("abc").toContain("b"); expect([1, 2]).toContain(2); expect(new Set([1])).toContain(1); expect([{ a: 1 }]).toContainEqual({ a: 1 });
  expect("abc").toHaveLength(3); expect("abc").toMatch(/^a/); expect("abc").toMatch("bc"); expect([]).toBeInstanceOf(Array);
  expect({ a: { b: [5] } }).toHaveProperty("a.b[0]", 5); expect({ a: { b: 1 } }).toHaveProperty(["a", "b"]); expect({}).not.toHaveProperty("a"); expect({ "a.b": 1 }).toHaveProperty(["a.b"]);
  expect({ a: 1, b: { c: 2, d: 3 } }).toMatchObject({ b: { c: 2 } }); expect([{ a: 1, b: 2 }]).toMatchObject([{ a: 1 }]); expect({ a: [1, 2] }).not.toMatchObject({ a: [1] });
});
test("toThrow", () => {
  const fail = () => { throw new TypeError("no such thing"); };
  expect(fail).toThrow(); expect(fail).toThrow("such"); expect(fail).toThrow(/^no/); expect(fail).toThrow(TypeError); expect(fail).toThrow(Error); expect(fail).toThrow(new Error("no such thing")); expect(fail).not.toThrow(RangeError); expect(() => 1).not.toThrow(); expect(fail).toThrowError("thing");
  expect(() => { throw "text"; }).toThrow("text");
});
test("promises", async () => {
  await expect(Promise.resolve(1)).resolves.toBe(1);
  await expect(Promise.reject(new Error("no"))).rejects.toThrow("no");
  await expect(Promise.reject(new Error("no"))).rejects.toEqual(new Error("no"));
  await expect((async () => { throw new TypeError("x"); })()).rejects.toBeInstanceOf(TypeError);
  await expect(Promise.resolve({ a: 1 })).resolves.not.toEqual({ a: 2 });
});
test("mock functions", async () => {
  const mock = jest.fn((a, b) => a + b);
  expect(mock(1, 2)).toBe(3);
  expect(mock).toHaveBeenCalledWith(1, 2); expect(mock).toHaveReturnedWith(3); expect(mock.mock.calls).toEqual([[1, 2]]); expect(mock.mock.results[0].value).toBe(3);
  mock.mockReturnValueOnce(9).mockImplementation(() => 8);
  expect([mock(), mock()]).toEqual([9, 8]); expect(mock).toHaveBeenCalledTimes(3); expect(mock).toHaveBeenNthCalledWith(1, 1, expect.any(Number)); expect(mock).toHaveBeenLastCalledWith();
  mock.mockClear(); expect(mock).not.toHaveBeenCalled();
  expect(await jest.fn().mockResolvedValue(4)()).toBe(4); await expect(vi.fn().mockRejectedValue(new Error("e"))()).rejects.toThrow("e");
  const Made = jest.fn(function () { this.a = 1; }); expect(new Made().a).toBe(1);
});
test("spies", () => {
  const object = { twice: (n) => 2 * n };
  const spy = jest.spyOn(object, "twice");
  expect(object.twice(2)).toBe(4); expect(spy).toHaveBeenCalledWith(2);
  spy.mockReturnValue(0); expect(object.twice(2)).toBe(0);
  spy.mockRestore(); expect(object.twice(2)).toBe(4);
  const log = jest.spyOn(console, "log").mockImplementation(() => {}); console.log("x"); expect(log).toHaveBeenCalledTimes(1); jest.restoreAllMocks();
});
describe("a clock that stands still", () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });
  test("turns by hand", () => {
    const seen = []; setTimeout(() => seen.push("a"), 1000); const every = setInterval(() => seen.push("b"), 400);
    jest.advanceTimersByTime(900); expect(seen).toEqual(["b", "b"]); jest.advanceTimersByTime(100); clearInterval(every); expect(seen).toEqual(["b", "b", "a"]);
    setTimeout(() => setTimeout(() => seen.push("c"), 10), 10); jest.runAllTimers(); expect(seen.at(-1)).toBe("c");
  });
  test("and dates with it", () => { jest.setSystemTime(new Date("2020-01-01")); const at = Date.now(); jest.advanceTimersByTime(1500); expect(Date.now() - at).toBe(1500); expect(new Date().getFullYear()).toBe(2020); });
  test("with promises between", async () => {
    const sleep = (ms) => new Promise((r) => setTimeout(r, ms)); let done = 0;
    const running = (async () => { for (let i = 0; i < 3; i++) { await sleep(100); done++; } })();
    await jest.advanceTimersByTimeAsync(300); expect(done).toBe(3); await running;
  });
});
describe("hooks", () => {
  const order = [];
  beforeAll(() => order.push("all")); beforeEach(() => order.push("outer")); afterEach(() => order.push("after"));
  describe("inner", () => {
    beforeEach(async () => order.push("inner"));
    test("first", () => expect(order).toEqual(["all", "outer", "inner"]));
    test("second", () => expect(order).toEqual(["all", "outer", "inner", "after", "outer", "inner"]));
  });
});
test.each([[1, 2], [3, 4]])("adds %d and %i", (a, b) => expect(a + 1).toBe(b));
test.each`a | b
${1} | ${"x"}
${2} | ${"y"}`("row $a of $b", ({ a, b }) => expect(b).toBe(a === 1 ? "x" : "y"));
test.each([{ name: "one", n: 1 }])("$name is $n", ({ n }) => expect(n).toBe(1));
describe.each([["a"], ["b"]])("group %s", (name) => { it(`holds ${name}`, () => expect(name).toMatch(/[ab]/)); });
test("done", (done) => { setTimeout(() => { expect(1).toBe(1); done(); }, 1); });
test("assertions are counted", async () => { expect.assertions(2); expect(1).toBe(1); await expect(Promise.resolve(1)).resolves.toBe(1); });
test.failing("is to fail", () => { expect(1).toBe(2); });
expect.extend({ toBeEven: (n) => ({ pass: n % 2 === 0, message: () => "" }), toBe: () => ({ pass: true }) });
test("matchers of its own", () => { expect(2).toBeEven(); expect(1).not.toBeEven(); expect(1).not.toBe(2); });
