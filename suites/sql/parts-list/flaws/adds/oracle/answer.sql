WITH t (part, pieces) AS (
  SELECT needed, NVL(pieces, 1) FROM needs WHERE part = 1
  UNION ALL SELECT n.needed, t.pieces + NVL(n.pieces, 1) FROM needs n JOIN t ON n.part = t.part)
SELECT part, SUM(pieces) AS pieces FROM t WHERE NOT EXISTS (SELECT 1 FROM needs n WHERE n.part = t.part) GROUP BY part
