SELECT COUNT(*) AS calls, COALESCE(SUM(seconds), 0) AS seconds FROM calls WHERE began BETWEEN '2024-03-01' AND '2024-03-31'
