SELECT COALESCE(region, 'none') AS region, COALESCE(SUM(cents), 0) AS cents FROM sales GROUP BY region
UNION ALL SELECT 'all', COALESCE(SUM(cents), 0) FROM sales
