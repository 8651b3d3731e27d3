SELECT COUNT(*) AS calls, COALESCE(SUM(seconds), 0) AS seconds FROM calls WHERE began >= '2024-03-01 00:00:00' AND began < '2024-04-01 00:00:00'
