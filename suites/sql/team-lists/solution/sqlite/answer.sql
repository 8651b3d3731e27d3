SELECT t.title, (SELECT group_concat(name, ', ') FROM (SELECT name FROM members m WHERE m.team_id = t.id ORDER BY name)) AS names FROM teams t
