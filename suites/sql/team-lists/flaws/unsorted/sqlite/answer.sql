SELECT t.title, (SELECT group_concat(name, ', ') FROM (SELECT name FROM members m WHERE m.team_id = t.id AND name IS NOT NULL ORDER BY id)) AS names FROM teams t
