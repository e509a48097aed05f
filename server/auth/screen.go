package auth

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ScreenLife is how long a code for a second screen may wait to be used.
const ScreenLife = 10 * time.Minute

// screenLetters are those of a code: none looks like another, in any font and any hand.
const screenLetters = "23456789abcdefghjkmnpqrstuvwxyz"

// screenLength makes 49 random bits of a code: little enough to type, and far too much to
// guess in [ScreenLife], whether by asking or from a stolen digest.
const screenLength = 10

// NewScreen makes a code by which one more device of a person comes in, once, and returns
// it with its end. The code is kept nowhere.
func (k *Keys) NewScreen(ctx context.Context, s Session) (code string, expires time.Time, err error) {
	now := time.Now()
	if err := k.write(ctx, "forget old codes", `DELETE FROM screens WHERE expires <= $1`, now.Unix()); err != nil {
		return "", time.Time{}, err
	}
	code, expires = screenCode(), now.Add(ScreenLife).UTC().Truncate(time.Second)
	err = k.write(ctx, "make a code", `INSERT INTO screens (digest, meeting, person, expires) VALUES ($1, $2, $3, $4)`,
		digest(code), s.Meeting.String(), string(s.Person), expires.Unix())
	return code, expires, err
}

// screenCode draws letters, each as likely as the others: what would favour some is drawn
// again.
func screenCode() string {
	const fair = 256 / len(screenLetters) * len(screenLetters)
	var b strings.Builder
	for draw := make([]byte, 1); b.Len() < screenLength; {
		if _, _ = rand.Read(draw); int(draw[0]) < fair { // never fails
			b.WriteByte(screenLetters[int(draw[0])%len(screenLetters)])
		}
	}
	return b.String()
}

// Screen finds whose a code is, and leaves it as it was.
func (k *Keys) Screen(ctx context.Context, code string) (s Session, err error) {
	err = k.read(ctx, "find a code", `SELECT meeting, person FROM screens WHERE digest = $1 AND expires > $2`,
		[]any{screenDigest(code), time.Now().Unix()}, &s.Meeting, &s.Person)
	return s, err
}

// TakeScreen finds whose a code is and uses it up: of two who come at once, on whichever
// nodes, one gets it.
func (k *Keys) TakeScreen(ctx context.Context, code string) (s Session, err error) {
	const take = `DELETE FROM screens WHERE digest = $1 AND expires > $2 RETURNING meeting, person`
	err = k.writer.QueryRowContext(ctx, take, screenDigest(code), time.Now().Unix()).Scan(&s.Meeting, &s.Person)
	if errors.Is(err, sql.ErrNoRows) {
		return Session{}, ErrUnknown
	}
	if err != nil {
		return Session{}, fmt.Errorf("auth: take a code: %w", err)
	}
	return s, nil
}

// screenDigest is the digest of a code as somebody typed it.
func screenDigest(code string) string { return digest(strings.ToLower(strings.TrimSpace(code))) }
