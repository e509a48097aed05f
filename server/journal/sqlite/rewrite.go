package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"example.org/convener/server/journal"
)

// Rewrite implements [journal.Journal].
func (j *Journal) Rewrite(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	if err := journal.Replaces(at, entries); err != nil {
		return at, err
	}
	next := journal.Position{Epoch: rand.Uint64N(1<<62) + 1, Seq: at.Seq}
	err := j.do(ctx, func(ctx context.Context, tx *sql.Tx) error {
		const query = `UPDATE streams SET epoch = $1, head_at = $2 WHERE stream = $3 AND epoch = $4 AND head = $5`
		res, err := tx.ExecContext(ctx, query, next.Epoch, entries[len(entries)-1].At.UnixNano(), string(s), at.Epoch, at.Seq)
		if err != nil {
			return fmt.Errorf("journal/sqlite: rewrite %s: %w", s, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, whyNot(ctx, tx, s, at))
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM entries WHERE stream = $1`, string(s)); err != nil {
			return fmt.Errorf("journal/sqlite: rewrite %s: %w", s, err)
		}
		for _, e := range entries {
			if err := insert(ctx, tx, s, e.Seq-1, []journal.Entry{e}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return at, err
	}
	return next, j.db.Forget(ctx)
}

const (
	forgetTries = 50                     // how often the log is asked to be emptied
	forgetPause = 100 * time.Millisecond // for readers to end
)

// Forget has nothing be left in any file of what was deleted: rows that were deleted were
// overwritten in the file, and this empties the log beside it. It waits for readers that
// have begun before; the error says that they took too long. Source: measured, section 3 of
// our attribution reference.
func (d *Database) Forget(ctx context.Context) error {
	for range forgetTries {
		var busy, logged, moved int
		row := d.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
		if err := row.Scan(&busy, &logged, &moved); err != nil {
			return fmt.Errorf("journal/sqlite: empty the log: %w", err)
		}
		if busy == 0 {
			return nil
		}
		select {
		case <-time.After(forgetPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errors.New("journal/sqlite: the log cannot be emptied: somebody reads for too long")
}
