SELECT COUNT(*) AS calls, SUM(seconds) AS seconds FROM calls WHERE began >= TIMESTAMP '2024-03-01 00:00:00' AND began < TIMESTAMP '2024-04-01 00:00:00'
