SELECT DISTINCT ON (r.device) r.device, r.reading, n.high
FROM readings r
JOIN (SELECT device, count(*) FILTER (WHERE reading > 50) AS high FROM readings GROUP BY device) n USING (device)
WHERE r.reading IS NOT NULL
ORDER BY r.device, r.taken DESC NULLS LAST, r.id DESC;
