CREATE TABLE body_links (
	digest  TEXT PRIMARY KEY,  -- of the secret, which is kept nowhere
	id      TEXT NOT NULL,     -- what the logs of meetings call it
	body    TEXT NOT NULL,
	revoked TEXT NOT NULL      -- when; empty while it works
);
