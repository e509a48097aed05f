CREATE TABLE IF NOT EXISTS roster (
	meeting TEXT NOT NULL,
	person  TEXT NOT NULL,  -- the pseudonym, drawn anew for each meeting
	name    TEXT NOT NULL,
	body    TEXT NOT NULL,  -- the body that the person belongs to, or empty
	way     TEXT NOT NULL,  -- speak, sign or type
	PRIMARY KEY (meeting, person)
);
