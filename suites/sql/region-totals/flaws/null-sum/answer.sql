SELECT COALESCE(region, 'none') AS region, SUM(cents) AS cents FROM sales GROUP BY region UNION ALL SELECT 'all', SUM(cents) FROM sales
