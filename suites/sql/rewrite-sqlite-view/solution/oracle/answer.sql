CREATE VIEW crates AS SELECT id, CASE WHEN pieces IS NULL THEN 'unknown' WHEN MOD(pieces, 12) = 0 THEN 'full' ELSE 'broken' END AS state,
  TRUNC(NVL(pieces, 0) / 12) AS dozens, SUBSTR(code, -3) AS ending,
  (SELECT NVL(SUM(b.pieces), 0) FROM boxes b WHERE b.id <= a.id) AS so_far FROM boxes a
