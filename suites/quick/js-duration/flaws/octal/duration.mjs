export function parseDuration(text) {
  const match = /^ *(?:(\d+)h *)?(?:(\d+)m *)?(?:(\d+)s *)?$/.exec(text);
  if (!match || match.slice(1).every((part) => part === undefined)) throw new RangeError("not a duration");
  const [hours, minutes, seconds] = match.slice(1).map((part) => (part ?? "0").startsWith("0") && /^[0-7]+$/.test(part ?? "0") ? parseInt(part ?? "0", 8) : Number(part));
  return hours * 3600 + minutes * 60 + seconds;
}
