SELECT w.name, COUNT(CASE WHEN j.state = 'done' THEN 1 END) AS done, COUNT(CASE WHEN j.state = 'failed' THEN 1 END) AS failed,
  COUNT(CASE WHEN j.id IS NOT NULL AND (j.state IS NULL OR j.state NOT IN ('done', 'failed')) THEN 1 END) AS other
FROM workers w LEFT JOIN jobs j ON j.worker_id = w.id GROUP BY w.id, w.name
