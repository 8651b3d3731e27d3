CREATE TABLE workers (
  id INTEGER PRIMARY KEY,
  name VARCHAR(60) NOT NULL
);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  worker_id INTEGER, -- workers.id
  state VARCHAR(60)
);
