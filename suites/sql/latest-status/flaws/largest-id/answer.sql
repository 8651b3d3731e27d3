SELECT t.id AS ticket, COALESCE(c.status, 'new') AS status
FROM tickets t LEFT JOIN changes c ON c.id = (SELECT MAX(d.id) FROM changes d WHERE d.ticket_id = t.id)
