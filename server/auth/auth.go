// Package auth keeps what lets people in: links, captioners' links, sessions and codes. It stores
// digests of secrets, never secrets: whoever has the file has no way in.
package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/schema"
)

//go:embed schema.sql
var tables string

//go:embed links.sql
var linkIDs string

//go:embed screens.sql
var screens string

// Prefixes of secrets, for people and for scanners that look for leaked ones.
const (
	linkPrefix    = "cvl_"
	captionPrefix = "cvs_"
	adminPrefix   = "cva_"
	sessionPrefix = "cve_"
)

// SessionLife is how long a session lasts after its last use.
const SessionLife = 24 * time.Hour

// touchEvery is how old the noted last use of a session may be: a note for each use would
// be a write for each read.
const touchEvery = 10 * time.Minute

// ErrUnknown is the answer to a secret that is wrong, expired or revoked: it does not say
// which.
var ErrUnknown = errors.New("auth: unknown secret")

// A Link lets whoever has it into a meeting with some roles.
type Link struct {
	ID      string // what the meeting's log calls it: whether it works is said there
	Meeting uuid.UUID
	Roles   meeting.Roles
}

// A CaptionLink lets whoever has it write the captions of a channel.
type CaptionLink struct {
	ID      string // as a Link's
	Meeting uuid.UUID
	Lang    string
}

// A Session is a person in a meeting.
type Session struct {
	Meeting uuid.UUID
	Person  meeting.Person
}

// Keys is what lets people in. It is safe for concurrent use.
type Keys struct{ writer, reader *sql.DB }

// Open makes the tables if they are missing. writer is the connection that may write.
func Open(ctx context.Context, writer, reader *sql.DB) (*Keys, error) {
	if err := schema.Apply(ctx, writer, "auth", tables, linkIDs, screens); err != nil {
		return nil, err
	}
	if err := schema.Apply(ctx, writer, "bodies", bodies); err != nil {
		return nil, err
	}
	return &Keys{writer, reader}, nil
}

// secret draws 160 random bits, in an alphabet that survives every URL and every mail.
func secret(prefix string) string {
	b := make([]byte, 20)
	_, _ = rand.Read(b) // never fails
	return prefix + lower.EncodeToString(b)
}

var lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// digest is what is stored of a secret. With this much chance in the secret a fast digest
// is enough.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func (k *Keys) write(ctx context.Context, what, query string, args ...any) error {
	if _, err := k.writer.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("auth: %s: %w", what, err)
	}
	return nil
}

// read scans one row; no row is ErrUnknown.
func (k *Keys) read(ctx context.Context, what, query string, args []any, into ...any) error {
	err := k.reader.QueryRowContext(ctx, query, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrUnknown
	}
	if err != nil {
		return fmt.Errorf("auth: %s: %w", what, err)
	}
	return nil
}

// NewLink makes a link and returns its secret, which is kept nowhere.
func (k *Keys) NewLink(ctx context.Context, l Link) (string, error) {
	s := secret(linkPrefix)
	return s, k.write(ctx, "make a link", `INSERT INTO links (digest, id, meeting, roles) VALUES ($1, $2, $3, $4)`,
		digest(s), l.ID, l.Meeting.String(), uint16(l.Roles))
}

// Link finds what a link's secret lets do.
func (k *Keys) Link(ctx context.Context, secret string) (l Link, err error) {
	err = k.read(ctx, "find a link", `SELECT id, meeting, roles FROM links WHERE digest = $1`,
		[]any{digest(secret)}, &l.ID, &l.Meeting, &l.Roles)
	return l, err
}

// NewCaptionLink makes a captioner's link and returns its secret, which is kept nowhere.
func (k *Keys) NewCaptionLink(ctx context.Context, l CaptionLink) (string, error) {
	s := secret(captionPrefix)
	return s, k.write(ctx, "make a caption link", `INSERT INTO caption_links (digest, id, meeting, lang) VALUES ($1, $2, $3, $4)`,
		digest(s), l.ID, l.Meeting.String(), l.Lang)
}

// CaptionLink finds the channel that a captioner's secret may write.
func (k *Keys) CaptionLink(ctx context.Context, secret string) (l CaptionLink, err error) {
	err = k.read(ctx, "find a caption link", `SELECT id, meeting, lang FROM caption_links WHERE digest = $1`,
		[]any{digest(secret)}, &l.ID, &l.Meeting, &l.Lang)
	return l, err
}

// NewSession makes a session and returns its token, which is kept nowhere.
func (k *Keys) NewSession(ctx context.Context, s Session) (string, error) {
	token := secret(sessionPrefix)
	return token, k.write(ctx, "make a session",
		`INSERT INTO sessions (digest, meeting, person, used) VALUES ($1, $2, $3, $4)`,
		digest(token), s.Meeting.String(), string(s.Person), time.Now().Unix())
}

// Session finds whose a token is, and notes that it was used.
func (k *Keys) Session(ctx context.Context, token string) (s Session, err error) {
	var used int64
	err = k.read(ctx, "find a session", `SELECT meeting, person, used FROM sessions WHERE digest = $1`,
		[]any{digest(token)}, &s.Meeting, &s.Person, &used)
	if err != nil {
		return Session{}, err
	}
	switch age := time.Since(time.Unix(used, 0)); {
	case age > SessionLife:
		return Session{}, ErrUnknown
	case age > touchEvery:
		err = k.write(ctx, "note the use of a session", `UPDATE sessions SET used = $1 WHERE digest = $2`,
			time.Now().Unix(), digest(token))
	}
	return s, err
}

// AdminToken makes the token that may make meetings, if there is none yet, and returns it
// then; later it returns "", for the token is kept nowhere.
func (k *Keys) AdminToken(ctx context.Context) (string, error) {
	s := secret(adminPrefix)
	res, err := k.writer.ExecContext(ctx, `INSERT INTO admin (one, digest) VALUES (1, $1) ON CONFLICT DO NOTHING`, digest(s))
	if err != nil {
		return "", fmt.Errorf("auth: make the admin token: %w", err)
	}
	if n, err := res.RowsAffected(); n == 0 {
		return "", err
	}
	return s, nil
}

// SetAdminToken makes token the one that may make meetings.
func (k *Keys) SetAdminToken(ctx context.Context, token string) error {
	return k.write(ctx, "set the admin token",
		`INSERT INTO admin (one, digest) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET digest = $1`, digest(token))
}

// IsAdmin reports whether token may make meetings.
func (k *Keys) IsAdmin(ctx context.Context, token string) (bool, error) {
	var one int
	err := k.read(ctx, "find the admin token", `SELECT one FROM admin WHERE digest = $1`, []any{digest(token)}, &one)
	if errors.Is(err, ErrUnknown) {
		return false, nil
	}
	return err == nil, err
}

// ClusterKey is the key that all nodes on this database share: 32 random bytes, drawn when
// first asked for.
func (k *Keys) ClusterKey(ctx context.Context) ([]byte, error) {
	fresh := make([]byte, 32)
	_, _ = rand.Read(fresh) // never fails
	err := k.write(ctx, "draw the nodes' key", `INSERT INTO cluster (one, key) VALUES (1, $1) ON CONFLICT DO NOTHING`,
		hex.EncodeToString(fresh))
	if err != nil {
		return nil, err
	}
	var text string
	if err := k.read(ctx, "read the nodes' key", `SELECT key FROM cluster WHERE one = $1`, []any{1}, &text); err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("auth: read the nodes' key: %w", err)
	}
	return key, nil
}
