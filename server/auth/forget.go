package auth

import (
	"context"

	"github.com/google/uuid"
)

// Forget deletes all that lets people into a meeting, and who they were.
func (k *Keys) Forget(ctx context.Context, id uuid.UUID) error {
	for _, query := range []string{
		`DELETE FROM sessions WHERE meeting = $1`, `DELETE FROM screens WHERE meeting = $1`,
		`DELETE FROM links WHERE meeting = $1`, `DELETE FROM caption_links WHERE meeting = $1`,
	} {
		if err := k.write(ctx, "forget a meeting", query, id.String()); err != nil {
			return err
		}
	}
	return nil
}
