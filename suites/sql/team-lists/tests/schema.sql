CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  title VARCHAR(60) NOT NULL
);

CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  team_id INTEGER NOT NULL, -- teams.id
  name VARCHAR(60)
);
