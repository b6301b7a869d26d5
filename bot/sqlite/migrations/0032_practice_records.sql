-- Records of a closed case under a made-up name; gone when the practice is over.
ALTER TABLE practice ADD COLUMN records TEXT NOT NULL DEFAULT '';
