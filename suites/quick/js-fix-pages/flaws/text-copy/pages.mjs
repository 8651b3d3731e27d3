// Splits a list into pages. Pages are numbered from 1.

export function pageCount(total, size) {
  return Math.ceil(total / size);
}

export function getPage(items, number, size) {
  const start = (number - 1) * size;
  return JSON.parse(JSON.stringify(items)).slice(start, start + size);
}

export function pageLabel(number, total, size) {
  return `Page ${number} of ${pageCount(total, size)}`;
}
