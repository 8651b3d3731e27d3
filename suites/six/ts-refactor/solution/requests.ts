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

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error"];

export function createLogger(level: LogLevel, sink: (line: string) => void, clock: () => number = Date.now): Logger {
  return { level, sink, clock, written: 0, lastError: null };
}

export function shouldLog(current: LogLevel, wanted: LogLevel): boolean {
  return LEVELS.indexOf(wanted) >= LEVELS.indexOf(current);
}

function write(logger: Logger, level: LogLevel, message: string, context?: Context | null): void {
  if (!shouldLog(logger.level, level)) return;
  const details = Object.entries(context ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${String(value)}`);
  logger.sink(`[${logger.clock()}] ${level.toUpperCase()} ${message}${details.join("")}`);
  logger.written += 1;
}

type Log = (logger: Logger, message: string, context?: Context | null) => void;

const logAt =
  (level: LogLevel): Log =>
  (logger, message, context) =>
    write(logger, level, message, context);

export const logDebug = logAt("debug");
export const logInfo = logAt("info");
export const logWarn = logAt("warn");

export function logError(logger: Logger, message: string, context?: Context | null): void {
  write(logger, "error", message, context);
  logger.lastError = message;
}

export interface StoreStats {
  hits: number;
  misses: number;
  evicted: number;
}

/** The entries of a map stand in the order in which they were set: what was not used for longest comes first. */
export class LruStore<V> {
  private readonly entries = new Map<string, V>();
  private readonly counts: StoreStats = { hits: 0, misses: 0, evicted: 0 };

  constructor(readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  get(key: string): V | undefined {
    if (!this.entries.has(key)) {
      this.counts.misses += 1;
      return undefined;
    }
    this.counts.hits += 1;
    const value = this.entries.get(key) as V;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.size <= this.capacity) return;
    const [oldest] = this.keys();
    this.entries.delete(oldest);
    this.counts.evicted += 1;
  }

  delete(key: string): boolean {
    return this.entries.delete(key);
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }

  stats(): StoreStats {
    return { ...this.counts };
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

function respond(status: number, body: string): Response {
  return { status, headers: { "content-type": "text/plain", "content-length": String(body.length) }, body };
}

export const ok = (body: string): Response => respond(200, body);

export const notFound = (path: string): Response => respond(404, `nothing at ${path}`);

export const failed = (reason: string): Response => respond(500, `failed: ${reason}`);

export function buildQuery(query: Record<string, string | number | boolean | null | undefined>): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

const logOf = (status: number): Log => (status >= 500 ? logError : status >= 400 ? logWarn : logInfo);

export function withLogging(logger: Logger): Middleware {
  return (request, next) => {
    const response = next(request);
    const { status } = response;
    logOf(status)(logger, `${request.method} ${request.path}`, { status });
    return response;
  };
}

export function withCache(store: LruStore<Response>): Middleware {
  return (request, next) => {
    if (request.method !== "GET") return next(request);
    const key = `${request.path}${buildQuery(request.query)}`;
    const cached = store.get(key);
    if (cached !== undefined) return cached;
    const response = next(request);
    if (response.status === 200) store.set(key, response);
    return response;
  };
}

export class Pipeline {
  private readonly middleware: Middleware[] = [];
  private readonly routes = new Map<string, Handler>();

  use(middleware: Middleware): this {
    this.middleware.push(middleware);
    return this;
  }

  get(path: string, handler: Handler): this {
    return this.route("GET", path, handler);
  }

  post(path: string, handler: Handler): this {
    return this.route("POST", path, handler);
  }

  delete(path: string, handler: Handler): this {
    return this.route("DELETE", path, handler);
  }

  run(request: Request): Response {
    const route: Handler = (last) => (this.routes.get(`${last.method} ${last.path}`) ?? notFoundOf)(last);
    const chain = this.middleware.reduceRight<Handler>((next, middleware) => (last) => middleware(last, next), route);
    try {
      return chain(request);
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }

  private route(method: Method, path: string, handler: Handler): this {
    const name = `${method} ${path}`;
    if (this.routes.has(name)) throw new Error(`there is already a handler for ${name}`);
    this.routes.set(name, handler);
    return this;
  }
}

const notFoundOf: Handler = (request) => notFound(request.path);

export function countByMethod(requests: Request[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method } of requests) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}
