package auth

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"
)

//go:embed bodies.sql
var bodies string

const bodyPrefix = "cvb_"

// A BodyLink lets whoever has it speak for a body of the group: name its representatives,
// and come into meetings as one of them (P14).
type BodyLink struct {
	ID   string // what meetings call it
	Body string
}

// IsBodyLink reports whether a secret is one of a body's link, working or not.
func IsBodyLink(secret string) bool { return strings.HasPrefix(secret, bodyPrefix) }

// NewBodyLink makes a link and returns its secret, which is kept nowhere.
func (k *Keys) NewBodyLink(ctx context.Context, l BodyLink) (string, error) {
	s := secret(bodyPrefix)
	return s, k.write(ctx, "make a body's link", `INSERT INTO body_links (digest, id, body, revoked) VALUES ($1, $2, $3, '')`,
		digest(s), l.ID, l.Body)
}

// BodyLink finds for which body a secret speaks; [ErrUnknown] if it is wrong or revoked.
func (k *Keys) BodyLink(ctx context.Context, secret string) (l BodyLink, err error) {
	err = k.read(ctx, "find a body's link", `SELECT id, body FROM body_links WHERE digest = $1 AND revoked = ''`,
		[]any{digest(secret)}, &l.ID, &l.Body)
	return l, err
}

// RevokeBodyLinks has all links of a body work no more, and returns what meetings call those
// that did.
func (k *Keys) RevokeBodyLinks(ctx context.Context, body string) (ids []string, err error) {
	rows, err := k.writer.QueryContext(ctx, `UPDATE body_links SET revoked = $1 WHERE body = $2 AND revoked = '' RETURNING id`,
		time.Now().UTC().Format(time.RFC3339), body)
	if err != nil {
		return nil, fmt.Errorf("auth: revoke a body's links: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is rows.Err's
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("auth: revoke a body's links: %w", err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("auth: revoke a body's links: %w", err)
	}
	return ids, nil
}
