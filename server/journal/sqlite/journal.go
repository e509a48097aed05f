package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"example.org/convener/server/journal"
)

// maxBatch bounds how many appends are committed together.
const maxBatch = 256

// A Journal is a [journal.Journal] in a [Database].
type Journal struct {
	db    *Database
	queue chan *job
}

// A job is an append that waits for the writer.
type job struct {
	ctx   context.Context // how long the asker waits
	write func(ctx context.Context, tx *sql.Tx) error
	err   error
	done  chan struct{}
}

// NewJournal returns the journal in db. Its appends wait until [Journal.Run] is called.
func NewJournal(db *Database) *Journal { return &Journal{db: db, queue: make(chan *job, maxBatch)} }

// Run writes until ctx ends. What was begun then is finished.
func (j *Journal) Run(ctx context.Context) {
	for {
		select {
		case first := <-j.queue:
			j.commit(context.WithoutCancel(ctx), j.drain(first))
		case <-ctx.Done():
			return
		}
	}
}

// drain collects what waits already.
func (j *Journal) drain(first *job) []*job {
	batch := []*job{first}
	for len(batch) < maxBatch {
		select {
		case next := <-j.queue:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

// commit carries out batch in one transaction. A job that fails leaves nothing behind and
// does not harm its neighbours; if the commit fails, nobody knows what of it is there.
func (j *Journal) commit(ctx context.Context, batch []*job) {
	err := j.write(ctx, batch)
	for _, job := range batch {
		if err != nil && job.err == nil {
			job.err = fmt.Errorf("journal/sqlite: %w", err)
		}
		close(job.done)
	}
}

func (j *Journal) write(ctx context.Context, batch []*job) error {
	tx, err := j.db.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	for _, job := range batch {
		if job.err = job.ctx.Err(); job.err != nil {
			continue // nobody waits any more
		}
		if _, err := tx.ExecContext(ctx, "SAVEPOINT job"); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		end := "RELEASE job"
		if job.err = job.write(ctx, tx); job.err != nil {
			end = "ROLLBACK TO job; RELEASE job"
		}
		if _, err := tx.ExecContext(ctx, end); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// do has the writer carry out write. It waits for the outcome even if ctx ends meanwhile:
// a commit in flight is not given up half known.
func (j *Journal) do(ctx context.Context, write func(context.Context, *sql.Tx) error) error {
	job := &job{ctx: ctx, write: write, done: make(chan struct{})}
	select {
	case j.queue <- job:
		<-job.done
		return job.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Append implements [journal.Journal].
func (j *Journal) Append(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	if len(entries) == 0 {
		return at, nil
	}
	next := journal.Position{Epoch: at.Epoch, Seq: at.Seq + uint64(len(entries))}
	err := j.do(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if at == (journal.Position{}) {
			next.Epoch = rand.Uint64N(1<<62) + 1
		}
		moved, err := moveHead(ctx, tx, move{s, at, next, entries[len(entries)-1].At})
		if err != nil {
			return err
		}
		if !moved {
			return whyNot(ctx, tx, s, at)
		}
		return insert(ctx, tx, s, at.Seq, entries)
	})
	if err != nil {
		return at, err
	}
	return next, nil
}

// A move is what an append does to a stream's head.
type move struct {
	stream journal.Stream
	at     journal.Position // where the writer believes it is
	next   journal.Position
	time   time.Time // of the last entry
}

// moveHead takes the numbers after m.at, if they are free: compare and set in one statement.
func moveHead(ctx context.Context, tx *sql.Tx, m move) (bool, error) {
	query, args := `UPDATE streams SET head = $1, head_at = $2 WHERE stream = $3 AND epoch = $4 AND head = $5`,
		[]any{m.next.Seq, m.time.UnixNano(), string(m.stream), m.at.Epoch, m.at.Seq}
	if m.at == (journal.Position{}) {
		query, args = `INSERT INTO streams (stream, epoch, head, head_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			[]any{string(m.stream), m.next.Epoch, m.next.Seq, m.time.UnixNano()}
	}
	res, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return false, fmt.Errorf("journal/sqlite: append to %s: %w", m.stream, err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// whyNot tells a lost race from a changed history.
func whyNot(ctx context.Context, tx *sql.Tx, s journal.Stream, at journal.Position) error {
	now, err := head(ctx, tx, s)
	switch {
	case err != nil:
		return err
	case at.Epoch != 0 && now.Epoch != at.Epoch || now.Seq < at.Seq:
		return journal.ErrEpoch
	}
	return journal.ErrMoved
}

func insert(ctx context.Context, tx *sql.Tx, s journal.Stream, after uint64, entries []journal.Entry) error {
	const query = `INSERT INTO entries (stream, seq, at, "by", cause, sum, key, body)
		VALUES ($1, $2, $3, $4, nullif($5, ''), $6, $7, $8)`
	for i, e := range entries {
		body := e.Body
		if body == nil {
			body = []byte{}
		}
		_, err := tx.ExecContext(ctx, query, string(s), after+uint64(i)+1, e.At.UnixNano(), e.By, e.Cause, e.Sum, e.Key, body)
		var refused *sqlite.Error
		if errors.As(err, &refused) && refused.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE &&
			strings.Contains(refused.Error(), "cause") {
			return journal.ErrCause
		}
		if err != nil {
			return fmt.Errorf("journal/sqlite: append to %s: %w", s, err)
		}
	}
	return nil
}

// AppendLocked implements [journal.Journal]. The writer is alone, so its transaction is
// the lock.
func (j *Journal) AppendLocked(
	ctx context.Context, s journal.Stream, at journal.Position,
	decide func([]journal.Entry) ([]journal.Entry, error),
) (journal.Position, error) {
	next := at
	err := j.do(ctx, func(ctx context.Context, tx *sql.Tx) error {
		now, err := head(ctx, tx, s)
		if err != nil {
			return err
		}
		if at.Epoch != 0 && now.Epoch != at.Epoch || now.Seq < at.Seq {
			return journal.ErrEpoch
		}
		missed, err := collect(read(ctx, tx, s, at.Seq))
		if err != nil {
			return err
		}
		entries, err := decide(missed)
		if next = now; err != nil || len(entries) == 0 {
			return err
		}
		if next.Seq += uint64(len(entries)); now.Epoch == 0 {
			next.Epoch = rand.Uint64N(1<<62) + 1
		}
		if _, err := moveHead(ctx, tx, move{s, now, next, entries[len(entries)-1].At}); err != nil {
			return err
		}
		return insert(ctx, tx, s, now.Seq, entries)
	})
	if err != nil {
		return at, err
	}
	return next, nil
}
