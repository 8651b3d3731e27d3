CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  floor INTEGER NOT NULL
);

CREATE TABLE stays (
  id INTEGER PRIMARY KEY,
  room_id INTEGER NOT NULL, -- rooms.id
  arrives DATE NOT NULL,
  leaves DATE
);
