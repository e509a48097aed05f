package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"example.org/convener/server/journal"
)

// querier is what a transaction and a pool of connections have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// head is the position of s; the zero Position if s does not exist.
func head(ctx context.Context, tx *sql.Tx, s journal.Stream) (p journal.Position, err error) {
	err = tx.QueryRowContext(ctx, `SELECT epoch, head FROM streams WHERE stream = $1`, string(s)).Scan(&p.Epoch, &p.Seq)
	if errors.Is(err, sql.ErrNoRows) {
		return journal.Position{}, nil
	}
	if err != nil {
		return p, fmt.Errorf("journal/sqlite: head of %s: %w", s, err)
	}
	return p, nil
}

// Read implements [journal.Journal].
func (j *Journal) Read(ctx context.Context, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return read(ctx, j.db.reader, s, after)
}

func read(ctx context.Context, q querier, s journal.Stream, after uint64) iter.Seq2[journal.Entry, error] {
	return func(yield func(journal.Entry, error) bool) {
		rows, err := q.QueryContext(ctx, `SELECT seq, at, "by", coalesce(cause, ''), sum, key, body
			FROM entries WHERE stream = $1 AND seq > $2 ORDER BY seq`, string(s), after)
		if err != nil {
			yield(journal.Entry{}, fmt.Errorf("journal/sqlite: read %s: %w", s, err))
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
			yield(journal.Entry{}, fmt.Errorf("journal/sqlite: read %s: %w", s, err))
		}
	}
}

func collect(entries iter.Seq2[journal.Entry, error]) (all []journal.Entry, err error) {
	for e, err := range entries {
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// Heads implements [journal.Journal].
func (j *Journal) Heads(ctx context.Context, streams ...journal.Stream) (map[journal.Stream]journal.Position, error) {
	heads := make(map[journal.Stream]journal.Position, len(streams))
	for _, s := range streams {
		var p journal.Position
		row := j.db.reader.QueryRowContext(ctx, `SELECT epoch, head FROM streams WHERE stream = $1`, string(s))
		switch err := row.Scan(&p.Epoch, &p.Seq); {
		case errors.Is(err, sql.ErrNoRows):
		case err != nil:
			return nil, fmt.Errorf("journal/sqlite: head of %s: %w", s, err)
		default:
			heads[s] = p
		}
	}
	return heads, nil
}
