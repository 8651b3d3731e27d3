SELECT DATE_FORMAT(day, '%Y-%m') AS month, COALESCE(SUM(cents), 0) AS cents FROM sales GROUP BY 1 ORDER BY 1 DESC
