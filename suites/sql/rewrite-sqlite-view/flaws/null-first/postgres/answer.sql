CREATE VIEW crates AS SELECT id, CASE WHEN pieces IS NULL THEN 'unknown' WHEN pieces % 12 = 0 THEN 'full' ELSE 'broken' END AS state,
  pieces / 12 AS dozens, right(code, 3) AS ending, (SELECT SUM(b.pieces) FROM boxes b WHERE b.id <= a.id) AS so_far FROM boxes a
