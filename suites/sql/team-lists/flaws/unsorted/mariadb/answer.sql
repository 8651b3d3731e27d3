SELECT t.title, GROUP_CONCAT(m.name ORDER BY m.id SEPARATOR ', ') AS names FROM teams t LEFT JOIN members m ON m.team_id = t.id GROUP BY t.id, t.title
