SELECT COUNT(*) AS calls, SUM(seconds) AS seconds FROM calls WHERE began >= '2024-03-01' AND began < '2024-04-01'
