CREATE TABLE chapters (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER, -- chapters.id
  title VARCHAR(60) NOT NULL,
  pages INTEGER
);
