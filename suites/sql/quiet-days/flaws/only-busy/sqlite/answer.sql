SELECT date(at_time) AS day, COUNT(*) AS events FROM events WHERE at_time >= '2024-02-26' AND at_time < '2024-03-04' GROUP BY 1 ORDER BY 1 DESC
