CREATE TABLE sales (
  id INTEGER PRIMARY KEY,
  region VARCHAR(60),
  cents INTEGER
);
