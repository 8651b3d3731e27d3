function* pages(items, size) {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
class Pager {
  static count(total, size) { return total % size === 0 ? total / size : Math.trunc(total / size) + 1; }
  static page(items, number, size) { return [...pages(items, size)][number - 1] ?? []; }
}
export const pageCount = Pager.count;
export const getPage = Pager.page;
export const pageLabel = (number, total, size) => ["Page", number, "of", pageCount(total, size)].join(" ");
