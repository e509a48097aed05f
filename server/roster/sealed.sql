ALTER TABLE roster ADD COLUMN sealed TEXT NOT NULL DEFAULT '';  -- the card under the meeting's key, in base64; then all else but the pseudonym is empty
