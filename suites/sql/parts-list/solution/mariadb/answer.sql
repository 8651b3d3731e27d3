WITH RECURSIVE t (part, pieces) AS (
  SELECT needed, COALESCE(pieces, 1) FROM needs WHERE part = 1
  UNION ALL SELECT n.needed, t.pieces * COALESCE(n.pieces, 1) FROM needs n JOIN t ON n.part = t.part)
SELECT part, SUM(pieces) AS pieces FROM t WHERE NOT EXISTS (SELECT * FROM needs n WHERE n.part = t.part) GROUP BY part
