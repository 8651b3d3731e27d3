CREATE TABLE clicks (
  id INTEGER PRIMARY KEY,
  member VARCHAR(60),
  at_time TIMESTAMP
);
