SELECT CONNECT_BY_ROOT title AS root, LEVEL AS depth, SYS_CONNECT_BY_PATH(title, '>') AS path, NVL(pages, 0) AS pages
FROM chapters
WHERE pages IS NULL OR pages > 2
START WITH parent_id IS NULL AND title <> 'Index'
CONNECT BY PRIOR id = parent_id;
