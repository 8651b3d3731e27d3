// Runs in every document before its own code: counts calls that draw, and calls that ask for a frame.
(name => {
  const counts = Object.create(null), apply = Reflect.apply, define = Object.defineProperty;
  const wrap = (owner, key) => {
    const own = owner && Object.getOwnPropertyDescriptor(owner, key);
    if (!own || typeof own.value !== "function" || key === "constructor") return;
    counts[key] = counts[key] || 0;
    define(owner, key, { ...own, value: { [key](...args) { counts[key]++; return apply(own.value, this, args); } }[key] });
  };
  for (const kind of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D", "WebGLRenderingContext",
    "WebGL2RenderingContext", "Path2D"]) {
    const owner = globalThis[kind] && globalThis[kind].prototype;
    if (owner) for (const key of Object.getOwnPropertyNames(owner)) wrap(owner, key);
  }
  wrap(globalThis, "requestAnimationFrame");
  const read = key => counts[key] === undefined ? -1 : counts[key];
  define(globalThis, name, { value: read });  // neither to be changed nor to be deleted, nor listed
})("__NAME__");
