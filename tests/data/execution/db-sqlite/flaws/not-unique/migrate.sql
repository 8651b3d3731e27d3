BEGIN;
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE post_tags (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id)
);
CREATE TEMP TABLE split AS
WITH RECURSIVE parts (post_id, name, rest) AS (
  SELECT id, NULL, tags || ',' FROM posts WHERE tags IS NOT NULL
  UNION ALL
  SELECT post_id, trim(substr(rest, 1, instr(rest, ',') - 1)), substr(rest, instr(rest, ',') + 1)
  FROM parts WHERE rest <> ''
)
SELECT DISTINCT post_id, name FROM parts WHERE name <> '';
INSERT INTO tags (name) SELECT DISTINCT name FROM split ORDER BY name;
INSERT INTO post_tags SELECT s.post_id, t.id FROM split s JOIN tags t ON t.name = s.name;
ALTER TABLE posts DROP COLUMN tags;
CREATE VIEW tag_counts AS
SELECT t.name, count(p.post_id) AS posts FROM tags t LEFT JOIN post_tags p ON p.tag_id = t.id GROUP BY t.id;
COMMIT;
