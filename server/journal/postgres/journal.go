package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"example.org/convener/server/journal"
)

// appendWait is how long an append may take. After that nobody knows whether it is there;
// the connection is given up, and the asker finds out by the cause.
const appendWait = 6 * time.Second

// A Journal is a [journal.Journal] in a [Database].
type Journal struct{ db *Database }

// NewJournal returns the journal in db.
func NewJournal(db *Database) *Journal { return &Journal{db} }

// rows are entries by column, as a statement takes them.
type rows struct {
	at             []int64
	by, cause, sum []string
	key            []string
	body           [][]byte
}

func columns(entries []journal.Entry) (r rows) {
	for _, e := range entries {
		body := e.Body
		if body == nil {
			body = []byte{}
		}
		r.at = append(r.at, e.At.UnixNano())
		r.by, r.cause, r.sum = append(r.by, e.By), append(r.cause, e.Cause), append(r.sum, e.Sum)
		r.key, r.body = append(r.key, e.Key), append(r.body, body)
	}
	return r
}

const insertRows = ` INSERT INTO entries (stream, seq, at, "by", cause, sum, key, body)
	SELECT $1, $2 + n, a, b, nullif(c, ''), s, k, t FROM moved,
	unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[]) WITH ORDINALITY AS e (a, b, c, s, k, t, n)`

// The head is moved and the entries are added in one statement, so that no lock is held
// while a node thinks.
const (
	appendMore = `WITH moved AS (UPDATE streams SET head = $2 + cardinality($3::bigint[]), head_at = $9
		WHERE stream = $1 AND epoch = $10 AND head = $2 RETURNING 1)` + insertRows
	appendFirst = `WITH moved AS (INSERT INTO streams (stream, head, head_at, epoch)
		VALUES ($1, $2 + cardinality($3::bigint[]), $9, $10) ON CONFLICT DO NOTHING RETURNING 1)` + insertRows
)

// execer is what a pool and a transaction have in common.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// A move is what an append does to a stream's head.
type move struct {
	stream   journal.Stream
	at, next journal.Position // the epoch of a stream that is made is next's
}

// add appends entries, and reports whether the stream was where m has it.
func add(ctx context.Context, on execer, m move, entries []journal.Entry) (bool, error) {
	query := appendMore
	if m.at == (journal.Position{}) {
		query = appendFirst
	}
	r := columns(entries)
	res, err := on.ExecContext(ctx, query, string(m.stream), int64(m.at.Seq), r.at, r.by, r.cause, r.sum, r.key, r.body,
		entries[len(entries)-1].At.UnixNano(), int64(m.next.Epoch))
	if refused, ok := errors.AsType[*pgconn.PgError](err); ok && refused.ConstraintName == "entries_cause" {
		return false, journal.ErrCause
	}
	if err != nil {
		return false, fmt.Errorf("journal/postgres: append to %s: %w", m.stream, err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// after is the position after n entries more. A stream that is made gets an epoch.
func after(at journal.Position, n int) journal.Position {
	at.Seq += uint64(n)
	if at.Epoch == 0 {
		at.Epoch = rand.Uint64N(1<<62) + 1
	}
	return at
}

// Append implements [journal.Journal].
func (j *Journal) Append(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	if len(entries) == 0 {
		return at, nil
	}
	ctx, cancel := context.WithTimeout(ctx, appendWait)
	defer cancel()
	next := after(at, len(entries))
	switch won, err := add(ctx, j.db.pool, move{s, at, next}, entries); {
	case err != nil:
		return at, err
	case !won:
		return at, j.whyNot(ctx, s, at)
	}
	return next, nil
}

// whyNot tells a lost race from a changed history.
func (j *Journal) whyNot(ctx context.Context, s journal.Stream, at journal.Position) error {
	heads, err := j.Heads(ctx, s)
	if err != nil {
		return err
	}
	return compare(at, heads[s])
}

// compare tells what came between at and now.
func compare(at, now journal.Position) error {
	if at.Epoch != 0 && now.Epoch != at.Epoch || now.Seq < at.Seq {
		return journal.ErrEpoch
	}
	return journal.ErrMoved
}

// AppendLocked implements [journal.Journal]. The lock is the one of the stream's row.
func (j *Journal) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position,
	decide func([]journal.Entry) ([]journal.Entry, error),
) (next journal.Position, err error) {
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
	if errors.Is(compare(at, now), journal.ErrEpoch) {
		return at, journal.ErrEpoch
	}
	var missed []journal.Entry
	for e, err := range read(ctx, tx, s, at.Seq) {
		if err != nil {
			return at, err
		}
		missed = append(missed, e)
	}
	entries, err := decide(missed)
	if err != nil {
		return at, err
	}
	if len(entries) == 0 {
		return now, nil
	}
	next = after(now, len(entries))
	if _, err := add(ctx, tx, move{s, now, next}, entries); err != nil {
		return at, err
	}
	if err := tx.Commit(); err != nil {
		return at, fmt.Errorf("journal/postgres: commit to %s: %w", s, err)
	}
	return next, nil
}

// lock keeps other writers of s out until tx ends, and returns where s is. A stream that
// does not exist yet is locked by its name.
func lock(ctx context.Context, tx *sql.Tx, s journal.Stream) (p journal.Position, err error) {
	const query = `SELECT epoch, head FROM streams WHERE stream = $1 FOR UPDATE`
	err = tx.QueryRowContext(ctx, query, string(s)).Scan(&p.Epoch, &p.Seq)
	if !errors.Is(err, sql.ErrNoRows) {
		return p, err
	}
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, string(s)); err != nil {
		return p, err
	}
	err = tx.QueryRowContext(ctx, query, string(s)).Scan(&p.Epoch, &p.Seq)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return p, err
}

// querier is what a pool and a transaction have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Read implements [journal.Journal].
func (j *Journal) Read(ctx context.Context, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return read(ctx, j.db.pool, s, after)
}

func read(ctx context.Context, q querier, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return func(yield func(journal.Entry, error) bool) {
		rows, err := q.QueryContext(ctx, `SELECT seq, at, "by", coalesce(cause, ''), sum, key, body
			FROM entries WHERE stream = $1 AND seq > $2 ORDER BY seq`, string(s), int64(after))
		if err != nil {
			yield(journal.Entry{}, fmt.Errorf("journal/postgres: read %s: %w", s, err))
			return
		}
		defer func() { _ = rows.Close() }() // its error is rows.Err's
		for rows.Next() {
			var e journal.Entry
			var at int64
			err := rows.Scan(&e.Seq, &at, &e.By, &e.Cause, &e.Sum, &e.Key, &e.Body)
			e.At = time.Unix(0, at).UTC()
			if !yield(e, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(journal.Entry{}, fmt.Errorf("journal/postgres: read %s: %w", s, err))
		}
	}
}

// Heads implements [journal.Journal].
func (j *Journal) Heads(ctx context.Context, streams ...journal.Stream) (map[journal.Stream]journal.Position, error) {
	names := make([]string, len(streams))
	for i, s := range streams {
		names[i] = string(s)
	}
	rows, err := j.db.pool.QueryContext(ctx, `SELECT stream, epoch, head FROM streams WHERE stream = ANY($1)`, names)
	if err != nil {
		return nil, fmt.Errorf("journal/postgres: heads: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is rows.Err's
	heads := make(map[journal.Stream]journal.Position, len(streams))
	for rows.Next() {
		var s journal.Stream
		var p journal.Position
		if err := rows.Scan(&s, &p.Epoch, &p.Seq); err != nil {
			return nil, fmt.Errorf("journal/postgres: heads: %w", err)
		}
		heads[s] = p
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("journal/postgres: heads: %w", err)
	}
	return heads, nil
}
