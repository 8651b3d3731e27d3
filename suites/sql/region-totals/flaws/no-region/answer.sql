SELECT region, COALESCE(SUM(cents), 0) AS cents FROM sales WHERE region IS NOT NULL GROUP BY region
UNION ALL SELECT 'all', COALESCE(SUM(cents), 0) FROM sales WHERE region IS NOT NULL
