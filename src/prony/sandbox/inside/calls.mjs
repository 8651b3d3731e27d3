// Answer calls of an ES module's exports, one after the other, in the candidate's process: `node calls.mjs FILE`.
// Frames (four bytes of length, then JSON) and tagged values are those of values.py and calls.py.
// Whatever the candidate may patch is kept here before it loads; what it patches only changes its own answers.

import { readSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const CALLS = 4;
const MAX_DEPTH = 100;
const MAX_FRAME = 8 << 20;
const MAX_TEXT = 2000;
const { isArray } = Array;
const { keys, getPrototypeOf, is, fromEntries } = Object;
const { isFinite, isSafeInteger } = Number;
const { parse, stringify } = JSON;
const { from: bytesFrom, alloc, byteLength } = Buffer;
const plain = Object.prototype;
const exit = process.exit.bind(process);

class Unmarshallable extends Error {}

function encode(value, depth = 0) {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      if (isFinite(value) && !is(value, -0)) return value;
      return { f: is(value, -0) ? '-0.0' : value !== value ? 'nan' : value > 0 ? 'inf' : '-inf' };
    case 'bigint':
      return { i: value < 0n ? '-0x' + (-value).toString(16) : '0x' + value.toString(16) };
    case 'object':
      return value === null ? null : encodeObject(value, depth);
    default:
      throw new Unmarshallable(`a ${typeof value} is not a plain value`);
  }
}

function encodeObject(value, depth) {
  if (depth >= MAX_DEPTH) throw new Unmarshallable(`more than ${MAX_DEPTH} containers deep`);
  const deeper = depth + 1;
  if (isArray(value)) {
    const items = [];
    for (let index = 0; index < value.length; index++) items[index] = encode(value[index], deeper);
    return items;
  }
  if (value instanceof Map) {
    const pairs = [];
    for (const [key, item] of value) pairs[pairs.length] = [encode(key, deeper), encode(item, deeper)];
    return { d: pairs };
  }
  if (value instanceof Set) {
    const items = [];
    for (const item of value) items[items.length] = encode(item, deeper);
    return { s: items };
  }
  if (value instanceof Uint8Array) return { b: bytesFrom(value).toString('hex') };
  const prototype = getPrototypeOf(value);
  if (prototype !== plain && prototype !== null) {
    const name = prototype.constructor?.name;
    throw new Unmarshallable(`a ${typeof name === 'string' ? name.slice(0, 80) : 'value'} is not a plain value`);
  }
  const pairs = [];
  for (const key of keys(value)) pairs[pairs.length] = [key, encode(value[key], deeper)];
  return { d: pairs };
}

function decode(data) {
  if (isArray(data)) return data.map(decode);
  if (data === null || typeof data !== 'object') return data;
  if ('t' in data) return data.t.map(decode);
  if ('d' in data) {
    const pairs = data.d.map(([key, item]) => [decode(key), decode(item)]);
    return pairs.every(([key]) => typeof key === 'string') ? fromEntries(pairs) : new Map(pairs);
  }
  if ('s' in data) return new Set(data.s.map(decode));
  if ('z' in data) return new Set(data.z.map(decode));
  if ('b' in data) return new Uint8Array(bytesFrom(data.b, 'hex'));
  if ('i' in data) return data.i.startsWith('-') ? -BigInt(data.i.slice(1)) : BigInt(data.i);
  if ('f' in data) return { nan: NaN, inf: Infinity, '-inf': -Infinity }[data.f] ?? Number(data.f);
  throw new Error('a value that JavaScript does not have');
}

function read(count) {
  const buffer = alloc(count);
  for (let done = 0; done < count; ) {
    const got = readSync(CALLS, buffer, done, count - done);
    if (got === 0) exit(0);
    done += got;
  }
  return buffer;
}

function send(message) {
  const text = stringify(message);
  const length = byteLength(text);
  if (length > MAX_FRAME) throw new Unmarshallable(`${length} bytes, more than ${MAX_FRAME}`);
  const frame = alloc(4 + length);
  frame.writeUInt32LE(length, 0);
  frame.write(text, 4);
  for (let done = 0; done < frame.length; ) done += writeSync(CALLS, frame, done);
}

function describe(error) {
  try {
    if (!(error instanceof Error)) return ['thrown', `${error}`.slice(0, MAX_TEXT), []];
    return [`${error.name}`.slice(0, MAX_TEXT), `${error.message}`.slice(0, MAX_TEXT), ancestors(error)];
  } catch {
    return ['thrown', '', []];
  }
}

function ancestors(error) {
  const names = [];
  for (let kind = getPrototypeOf(error); kind !== null && kind !== plain; kind = getPrototypeOf(kind)) {
    const name = kind.constructor?.name;
    if (typeof name === 'string' && names.length < MAX_DEPTH) names[names.length] = name.slice(0, 80);
  }
  return names;
}

async function answer(exports, { n, name, args, kwargs, want, await: waits }) {
  const given = decode(args);
  const named = decode(kwargs);
  let reply;
  let target = exports;
  let owner;
  try {
    for (const part of name.split('.')) [owner, target] = [target, target[part]];
  } catch {
    target = undefined;
  }
  if (typeof target !== 'function') return { n, missing: name };
  try {
    const extra = keys(named).length ? [named] : [];
    let value = owner === exports ? target(...given, ...extra) : owner[name.split('.').at(-1)](...given, ...extra);
    if (waits) value = await value;
    try {
      reply = { n, value: encode(value) };
    } catch (error) {
      return { n, unmarshallable: describe(error)[1] };
    }
  } catch (error) {
    reply = { n, error: describe(error) };
  }
  if (want) {
    try {
      reply.arguments = encode(given);
    } catch (error) {
      return { n, unmarshallable: `arguments: ${describe(error)[1]}` };
    }
  }
  return reply;
}

// Of a CommonJS module, what it exports as a whole may hold more than the names that Node sees in its text. One that was
// made of an ES module exports what that did, its default among them.
function exported(loaded) {
  const { default: whole } = loaded;
  if (loaded['module.exports'] !== whole || (typeof whole !== 'object' && typeof whole !== 'function')) return loaded;
  if (whole === null || whole.__esModule === true) return whole ?? loaded;
  return { __proto__: whole, ...loaded };
}

let candidate;
try {
  candidate = exported(await import(pathToFileURL(process.argv[2])));
} catch (error) {
  console.error(error);
  send({ load: describe(error) });
  exit(1);
}
send({ ready: true });
for (;;) {
  const message = parse(read(read(4).readUInt32LE(0)).toString());
  const reply = await answer(candidate, message);
  try {
    send(reply);
  } catch (error) {
    send({ n: message.n, unmarshallable: describe(error)[1] });
  }
}
