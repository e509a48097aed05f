ALTER TABLE links ADD COLUMN id TEXT NOT NULL DEFAULT '';          -- what the meeting's log calls it
ALTER TABLE caption_links ADD COLUMN id TEXT NOT NULL DEFAULT '';

CREATE TABLE cluster (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	key TEXT    NOT NULL  -- by which the nodes seal what they tell each other, in hexadecimal
);
