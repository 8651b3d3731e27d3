SELECT member, COUNT(*) AS visits, MAX(n) AS longest FROM (
  SELECT member, visit, COUNT(*) AS n FROM (
    SELECT member, SUM(begins) OVER (PARTITION BY member ORDER BY at_time, id) AS visit FROM (
      SELECT id, member, at_time, CASE WHEN (julianday(at_time) - julianday(LAG(at_time) OVER (PARTITION BY member ORDER BY at_time, id))) * 1440 > 30 - 0.0001 THEN 1 ELSE 0 END AS begins
      FROM clicks WHERE member IS NOT NULL AND at_time IS NOT NULL) a) b GROUP BY member, visit) c GROUP BY member
