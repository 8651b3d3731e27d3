SELECT w.name, COUNT(CASE WHEN j.state = 'done' THEN j.id END) AS done, COUNT(CASE WHEN j.state = 'failed' THEN j.id END) AS failed,
  COUNT(CASE WHEN j.state IS NULL OR j.state NOT IN ('done', 'failed') THEN j.id END) AS other
FROM workers w LEFT JOIN jobs j ON j.worker_id = w.id GROUP BY w.id, w.name
