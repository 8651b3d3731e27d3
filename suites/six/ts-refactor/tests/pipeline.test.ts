// Responses, queries, middleware and the pipeline do what they did.

import assert from "node:assert/strict";
import test from "node:test";

import * as library from "./requests";

const { LruStore, Pipeline, buildQuery, countByMethod, createLogger, failed, notFound, ok, withCache, withLogging } = library as any;

function request(path: string, method = "GET", query: Record<string, string> = {}) {
  return { method, path, query, headers: {} };
}

const plain = (length: string) => ({ "content-type": "text/plain", "content-length": length });

/** A logger that keeps its lines. */
function logger(level = "debug") {
  const lines: string[] = [];
  return { lines, made: createLogger(level, (line: string) => lines.push(line), () => 5) };
}

test("responses: status, headers, text", () => {
  assert.deepEqual(ok("fine"), { status: 200, headers: plain("4"), body: "fine" });
  assert.deepEqual(ok(""), { status: 200, headers: plain("0"), body: "" });
  assert.deepEqual(notFound("/a"), { status: 404, headers: plain("13"), body: "nothing at /a" });
  assert.deepEqual(failed("no"), { status: 500, headers: plain("10"), body: "failed: no" });
  assert.deepEqual(Object.keys(ok("fine").headers), ["content-type", "content-length"]);
});

test("responses: each has headers of its own", () => {
  const [one, other] = [ok("a"), ok("a")];
  one.headers["x"] = "1";
  assert.deepEqual(other.headers, plain("1"));
});

test("query: names and values in their order, encoded", () => {
  assert.equal(buildQuery({ b: "1", a: "2" }), "?b=1&a=2");
  assert.equal(buildQuery({ "a b": "c d", "ä": "&=?/" }), "?a%20b=c%20d&%C3%A4=%26%3D%3F%2F");
  assert.equal(buildQuery({ q: "~!*()'" }), "?q=~!*()'");
});

test("query: numbers and booleans; what is not there is left out", () => {
  assert.equal(buildQuery({ n: 0, f: false, t: true, e: "", x: null, u: undefined }), "?n=0&f=false&t=true&e=");
  assert.equal(buildQuery({ x: null, a: 1 }), "?a=1");
});

test("query: an empty one is no text at all", () => {
  assert.equal(buildQuery({}), "");
  assert.equal(buildQuery({ x: undefined, y: null }), "");
});

test("counts: by method, in the order that they came", () => {
  const counts = countByMethod([request("/a", "POST"), request("/b"), request("/c", "POST"), request("/d", "DELETE")]);
  assert.deepEqual(counts, { POST: 2, GET: 1, DELETE: 1 });
  assert.deepEqual(Object.keys(counts), ["POST", "GET", "DELETE"]);
  assert.deepEqual(countByMethod([]), {});
});

test("logging: by the status, with method and path; the response goes on", () => {
  const { lines, made } = logger();
  const middleware = withLogging(made);
  for (const status of [200, 399, 400, 499, 500, 503]) {
    const response = { status, headers: {}, body: "" };
    assert.equal(middleware(request("/p", "POST"), () => response), response);
  }
  assert.deepEqual(lines, [
    "[5] INFO POST /p status=200",
    "[5] INFO POST /p status=399",
    "[5] WARN POST /p status=400",
    "[5] WARN POST /p status=499",
    "[5] ERROR POST /p status=500",
    "[5] ERROR POST /p status=503",
  ]);
});

test("logging: what is below the level is left out", () => {
  const { lines, made } = logger("warn");
  withLogging(made)(request("/p"), () => ok("a"));
  assert.deepEqual(lines, []);
});

test("logging: an error that is thrown passes, and is not logged", () => {
  const { lines, made } = logger();
  assert.throws(() => withLogging(made)(request("/p"), () => {
    throw new Error("broken");
  }), /broken/);
  assert.deepEqual(lines, []);
});

test("logging: the request is handed on as it is", () => {
  const sent = request("/p");
  let got: unknown;
  withLogging(logger().made)(sent, (last: unknown) => {
    got = last;
    return ok("a");
  });
  assert.equal(got, sent);
});

test("cache: a second GET is answered by the store", () => {
  const store = new LruStore(4);
  const cached = withCache(store);
  let calls = 0;
  const next = () => ok(String((calls += 1)));
  const first = cached(request("/a"), next);
  assert.equal(cached(request("/a"), next), first);
  assert.equal(calls, 1);
  assert.deepEqual(store.stats(), { hits: 1, misses: 1, evicted: 0 });
  assert.deepEqual(store.keys(), ["/a"]);
});

test("cache: the query is part of the key, and nothing else is", () => {
  const store = new LruStore(4);
  const cached = withCache(store);
  cached(request("/a", "GET", { x: "1 2" }), () => ok("a"));
  cached({ ...request("/a", "GET", { x: "1 2" }), headers: { h: "1" } }, () => ok("b"));
  cached(request("/a", "GET", { x: "2" }), () => ok("c"));
  assert.deepEqual(store.keys(), ["/a?x=1%202", "/a?x=2"]);
});

test("cache: other methods pass and touch nothing", () => {
  const store = new LruStore(4);
  const cached = withCache(store);
  const sent = [request("/a", "POST"), request("/a", "DELETE")];
  for (const one of sent) {
    let got: unknown;
    assert.equal(cached(one, (last: unknown) => ((got = last), ok("posted"))).body, "posted");
    assert.equal(got, one);
  }
  assert.deepEqual(store.stats(), { hits: 0, misses: 0, evicted: 0 });
  assert.equal(store.size, 0);
});

test("cache: only what has the status 200 is kept", () => {
  const store = new LruStore(4);
  for (const status of [201, 199, 404, 500]) {
    withCache(store)(request(`/${status}`), () => ({ status, headers: {}, body: "" }));
  }
  assert.equal(store.size, 0);
  withCache(store)(request("/kept"), () => ({ status: 200, headers: {}, body: "" }));
  assert.deepEqual(store.keys(), ["/kept"]);
});

test("pipeline: a handler for each method and path", () => {
  const pipeline = new Pipeline();
  assert.equal(pipeline.get("/a", () => ok("get")), pipeline);
  assert.equal(pipeline.post("/a", () => ok("post")), pipeline);
  assert.equal(pipeline.delete("/a", () => ok("delete")), pipeline);
  pipeline.get("/b", () => ok("other"));
  assert.equal(pipeline.run(request("/a")).body, "get");
  assert.equal(pipeline.run(request("/a", "POST")).body, "post");
  assert.equal(pipeline.run(request("/a", "DELETE")).body, "delete");
  assert.equal(pipeline.run(request("/b")).body, "other");
});

test("pipeline: the handler gets the request and gives the response", () => {
  const response = ok("mine");
  let got: unknown;
  const sent = request("/a");
  assert.equal(new Pipeline().get("/a", (last: unknown) => ((got = last), response)).run(sent), response);
  assert.equal(got, sent);
});

test("pipeline: what has no handler is not found", () => {
  const pipeline = new Pipeline().get("/a", () => ok("a"));
  assert.deepEqual(pipeline.run(request("/b")), notFound("/b"));
  assert.deepEqual(pipeline.run(request("/a", "POST")), notFound("/a"));
  assert.deepEqual(new Pipeline().run(request("/constructor")), notFound("/constructor"));
});

test("pipeline: a second handler for the same is refused, and the first stays", () => {
  for (const method of ["get", "post", "delete"]) {
    const pipeline = new Pipeline();
    pipeline[method]("/a b", () => ok("first"));
    assert.throws(() => pipeline[method]("/a b", () => ok("second")), {
      name: "Error",
      message: `there is already a handler for ${method.toUpperCase()} /a b`,
    });
    pipeline[method]("/c", () => ok("third"));
    assert.equal(pipeline.run(request("/a b", method.toUpperCase())).body, "first");
  }
});

test("pipeline: middleware runs in the order it was added, around the handler", () => {
  const steps: string[] = [];
  const pipeline = new Pipeline().get("/a", () => (steps.push("handler"), ok("a")));
  for (const name of ["one", "two", "three"]) {
    const middleware = (last: unknown, next: (last: unknown) => unknown) => {
      steps.push(`${name} in`);
      const response = next(last);
      steps.push(`${name} out`);
      return response;
    };
    assert.equal(pipeline.use(middleware), pipeline);
  }
  pipeline.run(request("/a"));
  assert.deepEqual(steps, ["one in", "two in", "three in", "handler", "three out", "two out", "one out"]);
});

test("pipeline: middleware may change request and response, answer by itself, or ask twice", () => {
  const pipeline = new Pipeline().get("/real", (last: any) => ok(last.headers.who));
  pipeline.use((last: any, next: any) => (last.path === "/no" ? failed("refused") : next(last)));
  pipeline.use((last: any, next: any) => {
    const again = { ...last, path: "/real", headers: { who: "me" } };
    return { ...next(again), body: next(again).body + "!" };
  });
  assert.equal(pipeline.run(request("/alias")).body, "me!");
  assert.equal(pipeline.run(request("/no")).body, "failed: refused");
});

test("pipeline: middleware also runs where there is no handler", () => {
  let seen = 0;
  const pipeline = new Pipeline().use((last: any, next: any) => {
    const response = next(last);
    seen = response.status;
    return response;
  });
  pipeline.run(request("/none"));
  assert.equal(seen, 404);
});

test("pipeline: handlers and middleware that are added later count", () => {
  const pipeline = new Pipeline();
  assert.equal(pipeline.run(request("/a")).status, 404);
  pipeline.get("/a", () => ok("late"));
  assert.equal(pipeline.run(request("/a")).body, "late");
  pipeline.use(() => ok("in front"));
  assert.equal(pipeline.run(request("/a")).body, "in front");
});

test("pipeline: a handler that is added while a request runs is found by it", () => {
  const pipeline = new Pipeline();
  pipeline.use((last: any, next: any) => {
    pipeline.get("/a", () => ok("just now"));
    return next(last);
  });
  assert.equal(pipeline.run(request("/a")).body, "just now");
});

test("pipeline: what is thrown becomes a failure", () => {
  const thrown = (what: unknown) => new Pipeline().get("/a", () => {
    throw what;
  }).run(request("/a"));
  assert.deepEqual(thrown(new Error("broken")), failed("broken"));
  assert.deepEqual(thrown(new TypeError("wrong")), failed("wrong"));
  assert.deepEqual(thrown("a text"), failed("a text"));
  assert.deepEqual(thrown(undefined), failed("undefined"));
  assert.deepEqual(thrown({ message: "no error" }), failed("[object Object]"));
});

test("pipeline: what middleware throws becomes a failure, too, once for all", () => {
  const { lines, made } = logger();
  const pipeline = new Pipeline().use(withLogging(made)).get("/a", () => ok("a"));
  pipeline.use(() => {
    throw new Error("in the middle");
  });
  assert.deepEqual(pipeline.run(request("/a")), failed("in the middle"));
  assert.deepEqual(lines, []);
});

test("pipeline: logging and cache together", () => {
  const { lines, made } = logger();
  const store = new LruStore(2);
  const pipeline = new Pipeline().use(withLogging(made)).use(withCache(store)).get("/a", () => ok("a"));
  for (const path of ["/a", "/a", "/b"]) pipeline.run(request(path));
  assert.deepEqual(lines, ["[5] INFO GET /a status=200", "[5] INFO GET /a status=200", "[5] WARN GET /b status=404"]);
  assert.deepEqual(store.stats(), { hits: 1, misses: 2, evicted: 0 });
});
