CREATE TABLE tickets (
  id INTEGER PRIMARY KEY,
  title VARCHAR(60) NOT NULL
);

CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL, -- tickets.id
  status VARCHAR(60) NOT NULL,
  changed TIMESTAMP
);
