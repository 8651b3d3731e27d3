type Interval = [number, number];

export function merge(intervals: Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const [start, end] of [...intervals].sort((a, b) => a[0] - b[0])) {
    if (end < start) throw new RangeError(`${end} lies before ${start}`);
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export const sumLater = async (values: readonly number[]): Promise<number> => values.reduce((sum, value) => sum + value, 0);
