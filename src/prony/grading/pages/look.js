// Runs in every document in a world of its own, where nothing of the page's code can be: only the document is shared.
// Methods are taken from prototypes, since names of elements stand in the way of those of a document or a form.
globalThis.look = (() => {
  const all = Document.prototype.querySelectorAll, MOST = 100000;
  const get = (kind, key) => Object.getOwnPropertyDescriptor(kind.prototype, key).get;
  const innerText = get(HTMLElement, "innerText"), textContent = get(Node, "textContent");
  const values = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].map(kind => [kind, get(kind, "value")]);
  const writers = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].map(
    kind => [kind, Object.getOwnPropertyDescriptor(kind.prototype, "value").set]);
  const box = Element.prototype.getBoundingClientRect, attribute = Element.prototype.getAttribute;
  const seen = Element.prototype.checkVisibility, into = Element.prototype.scrollIntoView;
  return {
    find: selector => all.call(document, selector),
    at(selector) {
      const [first] = all.call(document, selector);
      if (!first) return null;
      into.call(first, { block: "center", inline: "center", behavior: "instant" });
      const { x, y, width, height } = box.call(first);
      return width > 0 && height > 0 ? [x + width / 2, y + height / 2] : null;
    },
    corner(selector) {
      const [first] = all.call(document, selector);
      if (!first) return null;
      into.call(first, { block: "nearest", inline: "nearest", behavior: "instant" });
      const { x, y } = box.call(first);
      return [x, y];
    },
    of(selector, attributes, styles) {
      const found = all.call(document, selector), first = found[0];
      if (!first) return { count: 0 };
      const text = first instanceof HTMLElement ? innerText.call(first) : textContent.call(first);
      const { width, height } = box.call(first), computed = getComputedStyle(first);
      const value = values.find(([kind]) => first instanceof kind);
      return {
        count: found.length,
        text: (text || textContent.call(first) || "").slice(0, MOST),
        visible: width > 0 && height > 0 && seen.call(first, { opacityProperty: true, visibilityProperty: true }),
        value: value ? value[1].call(first).slice(0, MOST) : null,
        attributes: attributes.map(name => attribute.call(first, name)),
        styles: styles.map(name => computed.getPropertyValue(name)),
      };
    },
    set(selector, value, events) {
      const [first] = all.call(document, selector), own = writers.find(([kind]) => first instanceof kind);
      if (!own) return false;
      own[1].call(first, value);
      for (const kind of events) first.dispatchEvent(new Event(kind, { bubbles: true }));
      return true;
    },
    address: () => location.pathname + location.search + location.hash,
  };
})();
