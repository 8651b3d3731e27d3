CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  runner VARCHAR(60),
  day DATE
);
