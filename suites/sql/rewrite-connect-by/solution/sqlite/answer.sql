WITH RECURSIVE t (id, root, depth, path, pages) AS (
  SELECT id, title, 1, '>' || title, pages FROM chapters WHERE parent_id IS NULL AND title <> 'Index'
  UNION ALL SELECT c.id, t.root, t.depth + 1, t.path || '>' || c.title, c.pages FROM chapters c JOIN t ON c.parent_id = t.id)
SELECT root, depth, path, COALESCE(pages, 0) AS pages FROM t WHERE pages IS NULL OR pages > 2
