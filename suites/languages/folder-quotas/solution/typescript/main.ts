import { readFileSync } from "node:fs";

/** By path: the size of a file, or null of a folder. */
const nodes = new Map<string, number | null>([["/", null]]);
const quotas = new Map<string, number>();

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";
const isFolder = (path: string): boolean => nodes.get(path) === null;
const lies = (path: string, folder: string): boolean => path.startsWith(folder === "/" ? "/" : folder + "/");

function within(path: string): string[] {
  return [...nodes.keys()].filter((other) => other === path || lies(other, path));
}

function sizeOf(path: string): number {
  return within(path).reduce((sum, other) => sum + (nodes.get(other) ?? 0), 0);
}

function above(path: string): string[] {
  return path === "/" ? [] : [parentOf(path), ...above(parentOf(path))];
}

function over(target: string, growth: number, spared: string[]): string | undefined {
  if (growth <= 0) return undefined;
  const stop = above(target).find(
    (folder) => !spared.includes(folder) && sizeOf(folder) + growth > (quotas.get(folder) ?? Infinity),
  );
  return stop && `over ${stop}`;
}

function make(path: string, size: number | null): string {
  if (size === null ? nodes.has(path) : isFolder(path)) return "exists";
  if (!isFolder(parentOf(path))) return "nowhere";
  const stop = over(path, (size ?? 0) - (nodes.get(path) ?? 0), []);
  if (!stop) nodes.set(path, size);
  return stop ?? "ok";
}

function transfer(path: string, target: string, moves: boolean): string {
  if (!nodes.has(path)) return "missing";
  if (nodes.has(target)) return "exists";
  if (!isFolder(parentOf(target))) return "nowhere";
  if (lies(target, path)) return "inside";
  const stop = over(target, sizeOf(path), moves ? above(path) : []);
  if (stop) return stop;
  for (const other of within(path)) {
    const renamed = target + other.slice(path.length);
    nodes.set(renamed, nodes.get(other)!);
    if (!moves) continue;
    const quota = quotas.get(other);
    if (quota !== undefined) quotas.set(renamed, quota);
    drop(other);
  }
  return "ok";
}

function drop(path: string): void {
  nodes.delete(path);
  quotas.delete(path);
}

function list(path: string): string {
  const lines = [...nodes.keys()]
    .filter((other) => other !== "/" && parentOf(other) === path)
    .sort()
    .map((other) => `${other.slice(other.lastIndexOf("/") + 1)}${isFolder(other) ? "/" : ""} ${sizeOf(other)}`);
  return lines.join("\n") || "nothing";
}

function answer([command, path, more]: string[]): string {
  switch (command) {
    case "folder":
      return make(path, null);
    case "file":
      return make(path, Number(more));
    case "move":
    case "copy":
      return transfer(path, more, command === "move");
    case "size":
      return nodes.has(path) ? String(sizeOf(path)) : "missing";
    case "remove":
      if (!nodes.has(path)) return "missing";
      within(path).forEach(drop);
      return "ok";
  }
  if (!isFolder(path)) return "missing";
  if (command === "list") return list(path);
  if (command === "quota") quotas.set(path, Number(more));
  else quotas.delete(path);
  return "ok";
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
process.stdout.write(lines.map((line) => answer(line.split(" ")) + "\n").join(""));
