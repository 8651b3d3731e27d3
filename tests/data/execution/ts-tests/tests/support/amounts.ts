export type Entry = [kind: "in" | "out", amount: number];

export const AMOUNTS: Entry[] = [["in", 10], ["out", 4], ["in", 1]];
