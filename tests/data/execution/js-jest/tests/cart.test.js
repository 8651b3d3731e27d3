const { Cart, debounce, load } = require("./cart");

describe("Cart", () => {
  let cart;

  beforeEach(() => {
    cart = new Cart();
  });

  it("is empty at first", () => {
    expect(cart.total).toBe(0);
    expect(cart.items()).toEqual([]);
    expect(cart.items()).toHaveLength(0);
  });

  test.each([
    ["one", [["tea", 3]], 3],
    ["several", [["tea", 3, 2], ["milk", 0.1]], 6.1],
    ["one twice", [["tea", 3], ["tea", 4, 2]], 12],
  ])("adds %s", (_, items, total) => {
    for (const item of items) expect(cart.add(...item)).toBe(cart);
    expect(cart.total).toBeCloseTo(total);
  });

  test("tells its items in their order", () => {
    cart.add("tea", 3).add("milk", 1, 2).add("tea", 4);
    expect(cart.items()).toStrictEqual([
      { name: "tea", price: 4, count: 2 },
      { name: "milk", price: 1, count: 2 },
    ]);
    expect(cart.items()).toContainEqual(expect.objectContaining({ name: "milk" }));
    expect(cart.items()[0]).toMatchObject({ count: expect.any(Number) });
    expect(cart.items().map(({ name }) => name)).not.toContain("bread");
  });

  test("refuses prices below nothing", () => {
    const adding = () => cart.add("tea", -1);
    expect(cart).toBeInstanceOf(Cart);
    expect(adding).toThrow(RangeError);
    expect(adding).toThrow(/less than|below|negative|./);
    expect(cart.total).toBe(0);
  });

  test("tells its listeners", () => {
    const listener = jest.fn();
    cart.onChange(listener);
    expect(listener).not.toHaveBeenCalled();
    cart.add("tea", 3);
    cart.add("milk", 1);
    expect(listener).toHaveBeenCalledTimes(2);
    expect(listener).toHaveBeenLastCalledWith(cart);
  });
});

describe("debounce", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it("calls once, with what came last", () => {
    const run = jest.fn();
    const later = debounce(run, 100);
    later(1);
    jest.advanceTimersByTime(60);
    later(2, "b");
    jest.advanceTimersByTime(60);
    expect(run).not.toHaveBeenCalled();
    jest.advanceTimersByTime(60);
    expect(run).toHaveBeenCalledTimes(1);
    expect(run).toHaveBeenCalledWith(2, "b");
  });
});

describe("load", () => {
  test("makes a cart of what comes", async () => {
    const fetchItems = jest.fn().mockResolvedValue([{ name: "tea", price: 3, count: 2 }]);
    const cart = await load(fetchItems);
    expect(cart.total).toEqual(6);
    await expect(load(fetchItems)).resolves.toBeInstanceOf(Cart);
  });

  test("says that it cannot", async () => {
    expect.assertions(2);
    const failing = load(() => Promise.reject(new Error("offline")));
    await expect(failing).rejects.toThrow("cannot load");
    await load(async () => {
      throw new Error("gone");
    }).catch((error) => expect(error.message).toMatch(/^cannot load/));
  });

  test("waits", (done) => {
    load(async () => []).then((cart) => {
      expect(cart.items()).toEqual([]);
      done();
    }, done);
  });
});
