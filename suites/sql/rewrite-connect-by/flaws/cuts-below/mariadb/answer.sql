WITH RECURSIVE t (id, root, depth, path, pages) AS (
  SELECT id, title, 1, CAST(CONCAT('>', title) AS CHAR(2000)), pages FROM chapters WHERE parent_id IS NULL AND title <> 'Index' AND (pages IS NULL OR pages > 2)
  UNION ALL SELECT c.id, t.root, t.depth + 1, CONCAT(t.path, '>', c.title), c.pages FROM chapters c JOIN t ON c.parent_id = t.id WHERE c.pages IS NULL OR c.pages > 2)
SELECT root, depth, path, COALESCE(pages, 0) AS pages FROM t
