SELECT t.id AS ticket, COALESCE(c.status, 'new') AS status
FROM tickets t LEFT JOIN (
  SELECT ticket_id, status, ROW_NUMBER() OVER (
    PARTITION BY ticket_id ORDER BY changed DESC NULLS LAST, id DESC) AS place
  FROM changes) c ON c.ticket_id = t.id AND c.place = 1
