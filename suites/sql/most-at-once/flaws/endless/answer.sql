SELECT day, MAX(busy) AS most FROM (
  SELECT day, SUM(step) OVER (PARTITION BY day ORDER BY minute_no, step ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS busy FROM (
    SELECT day, begins AS minute_no, 1 AS step FROM calls
    UNION ALL SELECT day, ends, -1 FROM calls WHERE ends IS NOT NULL) e) b GROUP BY day
