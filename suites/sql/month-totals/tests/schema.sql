CREATE TABLE sales (
  id INTEGER PRIMARY KEY,
  day DATE,
  cents INTEGER
);
