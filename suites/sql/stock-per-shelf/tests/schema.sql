CREATE TABLE shelves (
  id INTEGER PRIMARY KEY,
  code VARCHAR(60) NOT NULL
);

CREATE TABLE boxes (
  id INTEGER PRIMARY KEY,
  shelf_id INTEGER, -- shelves.id
  grams INTEGER
);
