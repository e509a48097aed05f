CREATE TABLE delegates (
	id     TEXT PRIMARY KEY,
	key    TEXT NOT NULL,  -- what their pseudonyms are made of, told nobody
	body   TEXT NOT NULL,
	name   TEXT NOT NULL,
	kind   TEXT NOT NULL,  -- representative or alternate
	since  TEXT NOT NULL,  -- a day, such as 2026-11-24
	chosen TEXT NOT NULL,  -- how, in one line
	until  TEXT NOT NULL   -- the day on which it ended; empty while it lasts
);
