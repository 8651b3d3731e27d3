class DurationError extends RangeError {
  constructor(text) { super(`not a duration: ${text}`); this.name = "DurationError"; }
}
const shape = /^ *(?=\d)(?:(?<h>[0-9]+)h *)?(?:(?<m>[0-9]+)m *)?(?:(?<s>[0-9]+)s *)?$/u;
export const parseDuration = (text) => {
  const groups = text.match(shape)?.groups;
  if (!groups) throw new DurationError(text);
  const { h = 0, m = 0, s = 0 } = groups;
  return (+h * 60 + +m) * 60 + +s;
};
