CREATE TABLE courses (
  id INTEGER PRIMARY KEY,
  degree VARCHAR(60) NOT NULL
);

CREATE TABLE tries (
  id INTEGER PRIMARY KEY,
  student VARCHAR(60) NOT NULL,
  course_id INTEGER NOT NULL, -- courses.id
  mark INTEGER
);
