package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"

	"example.org/convener/server/journal"
)

// Rewrite implements [journal.Journal]. PostgreSQL keeps what was replaced in dead rows and in
// its log until these are written over: only what was sealed is safe there from the start.
func (j *Journal) Rewrite(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	if err := journal.Replaces(at, entries); err != nil {
		return at, err
	}
	ctx, cancel := context.WithTimeout(ctx, appendWait)
	defer cancel()
	tx, err := j.db.pool.BeginTx(ctx, nil)
	if err != nil {
		return at, fmt.Errorf("journal/postgres: begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // after a commit there is nothing to roll back
	now, err := lock(ctx, tx, s)
	if err != nil {
		return at, fmt.Errorf("journal/postgres: lock %s: %w", s, err)
	}
	if now != at {
		return at, compare(at, now)
	}
	next := journal.Position{Epoch: rand.Uint64N(1<<62) + 1, Seq: at.Seq}
	if err := replace(ctx, tx, s, next, entries); err != nil {
		return at, fmt.Errorf("journal/postgres: rewrite %s: %w", s, err)
	}
	if err := tx.Commit(); err != nil {
		return at, fmt.Errorf("journal/postgres: commit to %s: %w", s, err)
	}
	return next, nil
}

func replace(ctx context.Context, tx *sql.Tx, s journal.Stream, next journal.Position, entries []journal.Entry) error {
	if _, err := tx.ExecContext(ctx, `UPDATE streams SET epoch = $1, head_at = $2 WHERE stream = $3`,
		int64(next.Epoch), entries[len(entries)-1].At.UnixNano(), string(s)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM entries WHERE stream = $1`, string(s)); err != nil {
		return err
	}
	seqs := make([]int64, len(entries))
	for i, e := range entries {
		seqs[i] = int64(e.Seq)
	}
	r := columns(entries)
	_, err := tx.ExecContext(ctx, `INSERT INTO entries (stream, seq, at, "by", cause, sum, key, body)
		SELECT $1, q, a, b, nullif(c, ''), s, k, t
		FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[]) AS e (q, a, b, c, s, k, t)`,
		string(s), seqs, r.at, r.by, r.cause, r.sum, r.key, r.body)
	return err
}
