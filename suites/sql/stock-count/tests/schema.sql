CREATE TABLE booked (
  article VARCHAR(60) NOT NULL,
  pieces INTEGER,
  PRIMARY KEY (article)
);

CREATE TABLE counted (
  article VARCHAR(60) NOT NULL,
  pieces INTEGER,
  PRIMARY KEY (article)
);
