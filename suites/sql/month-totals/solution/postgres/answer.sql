SELECT to_char(day, 'YYYY-MM') AS month, COALESCE(SUM(cents), 0) AS cents FROM sales WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1 DESC
