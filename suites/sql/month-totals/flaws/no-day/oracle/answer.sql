SELECT TO_CHAR(day, 'YYYY-MM') AS month, NVL(SUM(cents), 0) AS cents FROM sales GROUP BY TO_CHAR(day, 'YYYY-MM') ORDER BY 1 DESC
