SELECT t.title, string_agg(m.name, ',' ORDER BY m.name) AS names FROM teams t LEFT JOIN members m ON m.team_id = t.id GROUP BY t.id, t.title
