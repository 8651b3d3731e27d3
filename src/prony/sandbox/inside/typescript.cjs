// Loaded before a program that was made of TypeScript: finds what it imports as its sources say it, without a suffix
// (`./util`), with that of a source (`./util.ts`), or a folder. What Node finds by itself it finds first.
'use strict';

const { registerHooks } = require('node:module');

const NEAR = /^(?:\.{0,2}\/|\.{1,2}$|file:)/;
const MADE = { '.ts': '.js', '.mts': '.mjs', '.cts': '.cjs', '.tsx': '.js' };
const ENDINGS = ['.js', '.mjs', '.cjs', '.json', '/index.js'];

function others(specifier) {
  const made = specifier.replace(/\.(?:[mc]?ts|tsx)$/, (suffix) => MADE[suffix]);
  return made === specifier ? ENDINGS.map((ending) => specifier.replace(/\/$/, '') + ending) : [made];
}

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!NEAR.test(specifier)) throw error;
      for (const other of others(specifier)) {
        try {
          return next(other, context);
        } catch {
          // the next one, or the first error
        }
      }
      throw error;
    }
  },
});
