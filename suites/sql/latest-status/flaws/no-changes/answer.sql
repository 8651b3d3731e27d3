SELECT c.ticket_id AS ticket, c.status FROM (
  SELECT ticket_id, status, ROW_NUMBER() OVER (
    PARTITION BY ticket_id ORDER BY CASE WHEN changed IS NULL THEN 1 ELSE 0 END, changed DESC, id DESC) AS place
  FROM changes) c WHERE c.place = 1
