CREATE VIEW crates AS SELECT id, IF(pieces IS NULL, 'unknown', IF(pieces % 12 = 0, 'full', 'broken')) AS state,
  COALESCE(pieces, 0) / 12 AS dozens, RIGHT(code, 3) AS ending,
  (SELECT COALESCE(SUM(b.pieces), 0) FROM boxes b WHERE b.id <= a.id) AS so_far FROM boxes a
