SELECT t.title, LISTAGG(m.name, ',') WITHIN GROUP (ORDER BY m.name) AS names FROM teams t LEFT JOIN members m ON m.team_id = t.id GROUP BY t.id, t.title
