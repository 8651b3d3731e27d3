SELECT DATE_FORMAT(day, '%Y-%m') AS month, COALESCE(SUM(cents), 0) AS cents FROM sales WHERE day IS NOT NULL GROUP BY DATE_FORMAT(day, '%Y-%m') ORDER BY 1
