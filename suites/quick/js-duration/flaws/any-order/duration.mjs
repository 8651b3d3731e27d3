const SECONDS = { h: 3600, m: 60, s: 1 };

export function parseDuration(text) {
  if (!/^ *(\d+[hms] *)+$/.test(text)) throw new RangeError(`not a duration: ${text}`);
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+)([hms])/g)) {
    sum += Number(number) * SECONDS[unit];
  }
  return sum;
}
