// Requests on their way through a service: a logger, a store that forgets what was not used for longest, and a pipeline
// of middleware.

export type LogLevel = "debug" | "info" | "warn" | "error";

type Context = Record<string, unknown>;

export interface Logger {
  level: LogLevel;
  sink: (line: string) => void;
  clock: () => number;
  written: number;
  lastError: string | null;
}

export function createLogger(level: LogLevel, sink: (line: string) => void, clock: () => number = Date.now): Logger {
  return { level: level, sink: sink, clock: clock, written: 0, lastError: null };
}

export function shouldLog(current: LogLevel, wanted: LogLevel): boolean {
  if (current === "debug") {
    return true;
  } else if (current === "info") {
    if (wanted === "debug") {
      return false;
    } else {
      return true;
    }
  } else if (current === "warn") {
    if (wanted === "debug") {
      return false;
    } else if (wanted === "info") {
      return false;
    } else {
      return true;
    }
  } else {
    if (wanted === "error") {
      return true;
    } else {
      return false;
    }
  }
}

export function logDebug(logger: Logger, message: string, context?: Context | null): void {
  if (shouldLog(logger.level, "debug") === true) {
    var line = "[" + String(logger.clock()) + "] DEBUG " + message;
    if (context !== undefined && context !== null) {
      var keys = Object.keys(context);
      for (var i = 0; i < keys.length; i++) {
        if (context[keys[i]] !== undefined) {
          line = line + " " + keys[i] + "=" + String(context[keys[i]]);
        }
      }
    }
    logger.sink(line);
    logger.written = logger.written + 1;
  }
}

export function logInfo(logger: Logger, message: string, context?: Context | null): void {
  if (shouldLog(logger.level, "info") === true) {
    var line = "[" + String(logger.clock()) + "] INFO " + message;
    if (context !== undefined && context !== null) {
      var keys = Object.keys(context);
      for (var i = 0; i < keys.length; i++) {
        if (context[keys[i]] !== undefined) {
          line = line + " " + keys[i] + "=" + String(context[keys[i]]);
        }
      }
    }
    logger.sink(line);
    logger.written = logger.written + 1;
  }
}

export function logWarn(logger: Logger, message: string, context?: Context | null): void {
  if (shouldLog(logger.level, "warn") === true) {
    var line = "[" + String(logger.clock()) + "] WARN " + message;
    if (context !== undefined && context !== null) {
      var keys = Object.keys(context);
      for (var i = 0; i < keys.length; i++) {
        if (context[keys[i]] !== undefined) {
          line = line + " " + keys[i] + "=" + String(context[keys[i]]);
        }
      }
    }
    logger.sink(line);
    logger.written = logger.written + 1;
  }
}

export function logError(logger: Logger, message: string, context?: Context | null): void {
  if (shouldLog(logger.level, "error") === true) {
    var line = "[" + String(logger.clock()) + "] ERROR " + message;
    if (context !== undefined && context !== null) {
      var keys = Object.keys(context);
      for (var i = 0; i < keys.length; i++) {
        if (context[keys[i]] !== undefined) {
          line = line + " " + keys[i] + "=" + String(context[keys[i]]);
        }
      }
    }
    logger.sink(line);
    logger.written = logger.written + 1;
    logger.lastError = message;
  }
}

export interface StoreStats {
  hits: number;
  misses: number;
  evicted: number;
}

export class LruStore<V> {
  private names: string[] = [];
  private values: V[] = [];
  private counts: StoreStats = { hits: 0, misses: 0, evicted: 0 };

  constructor(readonly capacity: number) {}

  get size(): number {
    return this.names.length;
  }

  has(key: string): boolean {
    var index = -1;
    for (var i = 0; i < this.names.length; i++) {
      if (this.names[i] === key) {
        index = i;
      }
    }
    if (index === -1) {
      return false;
    } else {
      return true;
    }
  }

  get(key: string): V | undefined {
    var index = -1;
    for (var i = 0; i < this.names.length; i++) {
      if (this.names[i] === key) {
        index = i;
      }
    }
    if (index === -1) {
      this.counts.misses = this.counts.misses + 1;
      return undefined;
    }
    this.counts.hits = this.counts.hits + 1;
    var value = this.values[index];
    this.names.splice(index, 1);
    this.values.splice(index, 1);
    this.names.push(key);
    this.values.push(value);
    return value;
  }

  set(key: string, value: V): void {
    var index = -1;
    for (var i = 0; i < this.names.length; i++) {
      if (this.names[i] === key) {
        index = i;
      }
    }
    if (index !== -1) {
      this.names.splice(index, 1);
      this.values.splice(index, 1);
    }
    this.names.push(key);
    this.values.push(value);
    if (this.names.length > this.capacity) {
      this.names.shift();
      this.values.shift();
      this.counts.evicted = this.counts.evicted + 1;
    }
  }

  delete(key: string): boolean {
    var index = -1;
    for (var i = 0; i < this.names.length; i++) {
      if (this.names[i] === key) {
        index = i;
      }
    }
    if (index === -1) {
      return false;
    }
    this.names.splice(index, 1);
    this.values.splice(index, 1);
    return true;
  }

  keys(): string[] {
    var result: string[] = [];
    for (var i = 0; i < this.names.length; i++) {
      result.push(this.names[i]);
    }
    return result;
  }

  stats(): StoreStats {
    return { hits: this.counts.hits, misses: this.counts.misses, evicted: this.counts.evicted };
  }
}

export type Method = "GET" | "POST" | "DELETE";

export interface Request {
  method: Method;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

export interface Response {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type Handler = (request: Request) => Response;

export type Middleware = (request: Request, next: Handler) => Response;

export function ok(body: string): Response {
  var headers: Record<string, string> = {};
  headers["content-type"] = "text/plain";
  headers["content-length"] = String(body.length);
  return { status: 200, headers: headers, body: body };
}

export function notFound(path: string): Response {
  var body = "nothing at " + path;
  var headers: Record<string, string> = {};
  headers["content-type"] = "text/plain";
  headers["content-length"] = String(body.length);
  return { status: 404, headers: headers, body: body };
}

export function failed(reason: string): Response {
  var body = "failed: " + reason;
  var headers: Record<string, string> = {};
  headers["content-type"] = "text/plain";
  headers["content-length"] = String(body.length);
  return { status: 500, headers: headers, body: body };
}

export function buildQuery(query: Record<string, string | number | boolean | null | undefined>): string {
  var result = "";
  var keys = Object.keys(query);
  for (var i = 0; i < keys.length; i++) {
    var value = query[keys[i]];
    if (value !== undefined && value !== null) {
      if (result !== "") {
        result = result + "&";
      }
      result = result + encodeURIComponent(keys[i]) + "=" + encodeURIComponent(String(value));
    }
  }
  if (result !== "") {
    result = "?" + result;
  }
  return result;
}

export function withLogging(logger: Logger): Middleware {
  return function (request: Request, next: Handler): Response {
    var response = next(request);
    if (response.status >= 500) {
      logError(logger, request.method + " " + request.path, { status: response.status });
    } else if (response.status >= 400) {
      logWarn(logger, request.method + " " + request.path, { status: response.status });
    } else {
      logInfo(logger, request.method + " " + request.path, { status: response.status });
    }
    return response;
  };
}

export function withCache(store: LruStore<Response>): Middleware {
  return function (request: Request, next: Handler): Response {
    if (request.method !== "GET") {
      return next(request);
    }
    var key = request.path + buildQuery(request.query);
    var cached = store.get(key);
    if (cached !== undefined) {
      return cached;
    }
    var response = next(request);
    if (response.status === 200) {
      store.set(key, response);
    }
    return response;
  };
}

export class Pipeline {
  private middleware: Middleware[] = [];
  private routes: { method: Method; path: string; handler: Handler }[] = [];

  use(middleware: Middleware): this {
    this.middleware.push(middleware);
    return this;
  }

  get(path: string, handler: Handler): this {
    for (var i = 0; i < this.routes.length; i++) {
      if (this.routes[i].method === "GET" && this.routes[i].path === path) {
        throw new Error("there is already a handler for GET " + path);
      }
    }
    this.routes.push({ method: "GET", path: path, handler: handler });
    return this;
  }

  post(path: string, handler: Handler): this {
    for (var i = 0; i < this.routes.length; i++) {
      if (this.routes[i].method === "POST" && this.routes[i].path === path) {
        throw new Error("there is already a handler for POST " + path);
      }
    }
    this.routes.push({ method: "POST", path: path, handler: handler });
    return this;
  }

  delete(path: string, handler: Handler): this {
    for (var i = 0; i < this.routes.length; i++) {
      if (this.routes[i].method === "DELETE" && this.routes[i].path === path) {
        throw new Error("there is already a handler for DELETE " + path);
      }
    }
    this.routes.push({ method: "DELETE", path: path, handler: handler });
    return this;
  }

  run(request: Request): Response {
    var routes = this.routes;
    var next: Handler = function (last: Request): Response {
      for (var i = 0; i < routes.length; i++) {
        if (routes[i].method === last.method && routes[i].path === last.path) {
          return routes[i].handler(last);
        }
      }
      return notFound(last.path);
    };
    for (var i = this.middleware.length - 1; i >= 0; i--) {
      next = wrap(this.middleware[i], next);
    }
    try {
      return next(request);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }
}

function wrap(middleware: Middleware, next: Handler): Handler {
  return function (request: Request): Response {
    return middleware(request, next);
  };
}

export function countByMethod(requests: Request[]): Record<string, number> {
  var counts: Record<string, number> = {};
  for (var i = 0; i < requests.length; i++) {
    if (counts[requests[i].method] === undefined) {
      counts[requests[i].method] = 0;
    }
    counts[requests[i].method] = counts[requests[i].method] + 1;
  }
  return counts;
}
