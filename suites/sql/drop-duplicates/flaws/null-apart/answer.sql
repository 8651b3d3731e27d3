DELETE FROM contacts WHERE id IN (SELECT again FROM (
  SELECT a.id AS again FROM contacts a JOIN contacts b ON a.name = b.name AND a.phone = b.phone AND b.id < a.id) x)
