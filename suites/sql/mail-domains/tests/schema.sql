CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  sender VARCHAR(60)
);
