CREATE TABLE needs (
  part INTEGER NOT NULL,
  needed INTEGER NOT NULL,
  pieces INTEGER,
  PRIMARY KEY (part, needed)
);
