// Runs in every document before its own code, where a check asks for shapes or a tally: notes what a 2D canvas draws
// and where, and counts calls that cost time.
(name => {
  const apply = Reflect.apply, define = Object.defineProperty, describe = Object.getOwnPropertyDescriptor;
  const { hypot, min, max, abs, round } = Math, MOST = 60000;
  const keep = new WeakMap(), lay = WeakMap.prototype.set, take = WeakMap.prototype.get;
  const isA = (kind, thing) => kind !== undefined && thing instanceof kind;
  const { startsWith: begins, endsWith: ends, includes: holds } = String.prototype;
  const Canvas = HTMLCanvasElement, Paths = Path2D, box = Element.prototype.getBoundingClientRect;
  const find = Document.prototype.querySelectorAll, connected = describe(Node.prototype, "isConnected").get;
  const counts = { arcs: 0, rects: 0, images: 0, fills: 0, gradients: 0, shadowed: 0, fades: 0, parses: 0, reads: 0 };
  let shapes = null, boxes = null;
  const wrap = (owner, key, before) => {
    const own = owner && describe(owner, key);
    if (!own || typeof own.value !== "function") return;
    define(owner, key, { ...own, value: { [key](...args) {
      try { before(this, args); } catch { }
      return apply(own.value, this, args);
    } }[key] });
  };
  const getter = (owner, key) => describe(owner, key).get;
  const listOf = thing => {
    let list = apply(take, keep, [thing]);
    if (!list) apply(lay, keep, [thing, list = { at: [], done: 0 }]);
    return list;
  };
  const point = (thing, x, y, size) => {
    const list = listOf(thing);
    if (list.at.length < MOST) list.at[list.at.length] = [x, y, size];
  };
  const boxOf = canvas => {
    let found = boxes.get(canvas);
    if (found) return found;
    let shown = canvas;
    if (!isA(Canvas, canvas) || !apply(connected, canvas, [])) {
      shown = [...apply(find, document, ["canvas"])].sort((a, b) => b.width * b.height - a.width * a.height)[0];
    }
    const seen = shown ? apply(box, shown, []) : { left: 0, top: 0, width: innerWidth, height: innerHeight };
    found = { left: seen.left, top: seen.top, width: seen.width, height: seen.height,
      across: seen.width / canvas.width, down: seen.height / canvas.height,
      sprite: isA(Canvas, shown) && canvas !== shown && canvas.width * 2 < shown.width && canvas.height * 2 < shown.height };
    boxes.set(canvas, found);
    return found;
  };
  const emit = (canvas, x, y, size) => {
    if (shapes === null || shapes.length >= 3 * MOST) return;
    const of = boxOf(canvas);
    if (of.sprite || size * 2 >= min(canvas.width, canvas.height)) return;
    shapes.push((x * of.across) / of.width, (y * of.down) / of.height, size * of.across);
  };
  for (const Kind of [globalThis.CanvasRenderingContext2D, globalThis.OffscreenCanvasRenderingContext2D]) {
    if (!Kind) continue;
    const own = Kind.prototype, canvasOf = getter(own, "canvas"), transform = own.getTransform;
    const blur = getter(own, "shadowBlur"), tint = getter(own, "shadowColor"), right = getter(own, "shadowOffsetX");
    const below = getter(own, "shadowOffsetY"), style = getter(own, "fillStyle"), alpha = getter(own, "globalAlpha");
    const filter = describe(own, "filter") ? getter(own, "filter") : () => "none";
    const ask = (read, thing) => apply(read, thing, []);
    const placed = (thing, x, y, size, then) => {
      const m = apply(transform, thing, []);
      then(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f, size * hypot(m.a, m.b));
    };
    const draws = thing => {
      const dropped = ask(blur, thing) > 0 || ask(right, thing) !== 0 || ask(below, thing) !== 0;
      if ((dropped && !apply(ends, ask(tint, thing), [", 0)"])) || apply(holds, ask(filter, thing), ["("])) counts.shadowed++;
    };
    const noted = (thing, x, y, size) => {
      if (shapes !== null) placed(thing, x, y, size, (px, py, s) => emit(ask(canvasOf, thing), px, py, s));
    };
    const veils = (thing, x, y, w, h) => {
      const canvas = ask(canvasOf, thing), m = apply(transform, thing, []);
      if (abs(w * m.a) < 0.9 * canvas.width || abs(h * m.d) < 0.9 * canvas.height) return;
      const color = ask(style, thing);
      if (ask(alpha, thing) < 1 || (typeof color === "string" && apply(begins, color, ["rgba("]))) counts.fades++;
    };
    const onPath = (thing, x, y, size) => {
      if (shapes !== null) placed(thing, x, y, size, (px, py, s) => point(thing, px, py, s));
    };
    wrap(own, "beginPath", thing => { if (shapes !== null) { const list = listOf(thing); list.at = []; list.done = 0; } });
    wrap(own, "arc", (thing, [x, y, r]) => { counts.arcs++; onPath(thing, x, y, 2 * r); });
    wrap(own, "ellipse", (thing, [x, y, a, b]) => { counts.arcs++; onPath(thing, x, y, a + b); });
    for (const key of ["rect", "roundRect"]) {
      wrap(own, key, (thing, [x, y, w, h]) => { counts.rects++; onPath(thing, x + w / 2, y + h / 2, max(abs(w), abs(h))); });
    }
    for (const key of ["fill", "stroke"]) wrap(own, key, (thing, args) => {
      counts.fills++;
      draws(thing);
      if (shapes === null) return;
      if (isA(Paths, args[0])) for (const [x, y, size] of listOf(args[0]).at) noted(thing, x, y, size);
      else {
        const list = listOf(thing);
        for (; list.done < list.at.length; list.done++) emit(ask(canvasOf, thing), ...list.at[list.done]);
      }
    });
    for (const key of ["fillRect", "strokeRect"]) wrap(own, key, (thing, [x, y, w, h]) => {
      counts.rects++;
      draws(thing);
      if (key === "fillRect") veils(thing, x, y, w, h);
      noted(thing, x + w / 2, y + h / 2, max(abs(w), abs(h)));
    });
    wrap(own, "drawImage", (thing, args) => {
      counts.images++;
      draws(thing);
      const image = args[0], [x, y, w, h] = args.length > 5 ? args.slice(5) : args.length > 3 ? args.slice(1) :
        [args[1], args[2], image.width || image.videoWidth, image.height || image.videoHeight];
      noted(thing, x + w / 2, y + h / 2, max(abs(w), abs(h)));
    });
    for (const key of ["fillText", "strokeText"]) wrap(own, key, thing => draws(thing));
    for (const key of ["createRadialGradient", "createLinearGradient", "createConicGradient"]) {
      wrap(own, key, () => { counts.gradients++; });
    }
  }
  wrap(Paths.prototype, "arc", (thing, [x, y, r]) => { counts.arcs++; point(thing, x, y, 2 * r); });
  wrap(Paths.prototype, "ellipse", (thing, [x, y, a, b]) => { counts.arcs++; point(thing, x, y, a + b); });
  for (const key of ["rect", "roundRect"]) wrap(Paths.prototype, key, (thing, [x, y, w, h]) => {
    counts.rects++;
    point(thing, x + w / 2, y + h / 2, max(abs(w), abs(h)));
  });
  for (const key of ["split", "match", "matchAll", "replace", "replaceAll", "search", "substring", "substr", "slice"]) {
    wrap(String.prototype, key, () => { counts.parses++; });
  }
  wrap(RegExp.prototype, "exec", () => { counts.parses++; });
  for (const key of ["parseInt", "parseFloat"]) wrap(globalThis, key, () => { counts.parses++; });
  for (const key of ["getElementById", "querySelector", "querySelectorAll"]) {
    wrap(Document.prototype, key, () => { counts.reads++; });
  }
  for (const key of ["value", "valueAsNumber"]) {
    const plain = describe(HTMLInputElement.prototype, key);
    define(HTMLInputElement.prototype, key, { ...plain, get() { counts.reads++; return apply(plain.get, this, []); } });
  }
  const answers = {
    tally: () => ({ ...counts }),
    begin: () => { shapes = []; boxes = new Map(); return true; },
    end: () => {
      const taken = (shapes || []).map(value => round(value * 1e5) / 1e5), [seen] = boxes ? boxes.values() : [];
      shapes = boxes = null;
      return { taken, box: seen ? [seen.left, seen.top, seen.width, seen.height] : [0, 0, 1, 1] };
    },
  };
  define(globalThis, name, { value: what => answers[what]() });  // neither to be changed nor to be deleted, nor listed
})("__NAME__");
