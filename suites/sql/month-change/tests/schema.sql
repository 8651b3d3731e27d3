CREATE TABLE takings (
  id INTEGER PRIMARY KEY,
  shop VARCHAR(60) NOT NULL,
  month DATE NOT NULL, -- the first day of it
  cents INTEGER
);
