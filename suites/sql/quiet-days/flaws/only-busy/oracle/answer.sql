SELECT TRUNC(at_time) AS day, COUNT(*) AS events FROM events WHERE at_time >= DATE '2024-02-26' AND at_time < DATE '2024-03-04' GROUP BY TRUNC(at_time) ORDER BY 1 DESC
