import { readFileSync } from "node:fs";

const newFolder = (parent) => ({ parent, children: new Map(), quota: Infinity });
const root = newFolder(null);

const split = (path) => path.split("/").filter((name) => name !== "");
const isFolder = (node) => node?.children !== undefined;
const find = (names) => names.reduce((node, name) => node?.children?.get(name), root);
const sizeOf = (node) =>
  isFolder(node) ? [...node.children.values()].reduce((sum, child) => sum + sizeOf(child), 0) : node.size;

function above(node) {
  const folders = [];
  for (let folder = node.parent; folder; folder = folder.parent) folders.push(folder);
  return folders;
}

function pathOf(folder) {
  const names = [];
  for (let node = folder; node.parent; node = node.parent) {
    names.unshift([...node.parent.children].find(([, child]) => child === node)[0]);
  }
  return "/" + names.join("/");
}

/** The path of the deepest folder, from one upwards, that may not grow by so much. */
function over(folder, growth, spared = []) {
  if (growth <= 0) return null;
  const stop = [folder, ...above(folder)].find(
    (node) => !spared.includes(node) && sizeOf(node) + growth > node.quota,
  );
  return stop ? `over ${pathOf(stop)}` : null;
}

function copyOf(node, parent) {
  if (!isFolder(node)) return { parent, size: node.size };
  const folder = newFolder(parent);
  for (const [name, child] of node.children) folder.children.set(name, copyOf(child, folder));
  return folder;
}

function make(command, path, size) {
  const names = split(path);
  const old = find(names);
  if (command === "folder" ? old : isFolder(old)) return "exists";
  const parent = find(names.slice(0, -1));
  if (!isFolder(parent)) return "nowhere";
  const stop = command === "file" ? over(parent, size - (old?.size ?? 0)) : null;
  if (stop) return stop;
  parent.children.set(names.at(-1), command === "file" ? { parent, size } : newFolder(parent));
  return "ok";
}

function transfer(command, path, target) {
  const names = split(path);
  const node = find(names);
  if (!node) return "missing";
  const targets = split(target);
  if (find(targets)) return "exists";
  const parent = find(targets.slice(0, -1));
  if (!isFolder(parent)) return "nowhere";
  if (parent === node || above(parent).includes(node)) return "inside";
  const stop = over(parent, sizeOf(node), command === "move" ? above(node) : []);
  if (stop) return stop;
  if (command === "copy") {
    parent.children.set(targets.at(-1), copyOf(node, parent));
  } else {
    node.parent.children.delete(names.at(-1));
    parent.children.set(targets.at(-1), node);
    node.parent = parent;
  }
  return "ok";
}

function list(folder) {
  const lines = [...folder.children]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, node]) => `${name}${isFolder(node) ? "/" : ""} ${sizeOf(node)}`);
  return lines.join("\n") || "nothing";
}

function answer([command, path, more]) {
  if (command === "folder" || command === "file") return make(command, path, Number(more));
  if (command === "move" || command === "copy") return transfer(command, path, more);
  const node = find(split(path));
  if (!node || (command !== "remove" && command !== "size" && !isFolder(node))) return "missing";
  if (command === "size") return sizeOf(node);
  if (command === "list") return list(node);
  if (command === "remove") node.parent.children.delete(split(path).at(-1));
  else node.quota = command === "quota" ? Number(more) : Infinity;
  return "ok";
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
process.stdout.write(lines.map((line) => answer(line.split(" ")) + "\n").join(""));
