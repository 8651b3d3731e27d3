SELECT t.id AS ticket, COALESCE(c.status, 'new') AS status
FROM tickets t LEFT JOIN (
  SELECT ticket_id, status, ROW_NUMBER() OVER (
    PARTITION BY ticket_id ORDER BY CASE WHEN changed IS NULL THEN 1 ELSE 0 END, changed DESC, id DESC) AS place
  FROM changes) c ON c.ticket_id = t.id AND c.place = 1
