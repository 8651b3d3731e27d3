SELECT name, LEVEL - 1 AS above, SYS_CONNECT_BY_PATH(name, '/') AS path FROM staff START WITH boss_id IS NULL CONNECT BY PRIOR id = boss_id
