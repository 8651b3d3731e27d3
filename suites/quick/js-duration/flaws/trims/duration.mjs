export function parseDuration(text) {
  const match = /^ *(?:(\d+)h *)?(?:(\d+)m *)?(?:(\d+)s *)?$/.exec(text.trim());
  if (!match || match.slice(1).every((part) => part === undefined)) throw new RangeError("not a duration");
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}
