// Package postgres keeps everything of several nodes in one PostgreSQL database: the
// journal, and the tables of other packages, which get its connections.
//
// Nodes meet in the head of a stream. An append moves it by compare-and-set in one
// statement; a node that has lost a race takes the row's lock, catches up inside it and
// decides again, so it never loses twice (reliability reference, 1.3).
package postgres

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

//go:embed schema.sql
var schema string

// settings are those of every connection. A node that is frozen between lock and commit
// must not hold a meeting for longer than that; times are in milliseconds.
var settings = map[string]string{
	"application_name":                    "convener",
	"statement_timeout":                   "5000",
	"lock_timeout":                        "2000",
	"idle_in_transaction_session_timeout": "3000",
	"synchronous_commit":                  "on",
	"timezone":                            "UTC",
}

const (
	connectWait    = 5 * time.Second
	maxConnections = 16
	idleLife       = 5 * time.Minute
)

// A Database is a pool of connections. It is safe for concurrent use.
type Database struct{ pool *sql.DB }

// Open connects to the database at url, and makes the journal's tables. It refuses a
// server whose settings could lose what was answered.
func Open(ctx context.Context, url string) (*Database, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errors.New("--database is not the address of a PostgreSQL database, such as postgres://user@host/name") //nolint:err113 // err quotes the password
	}
	config.ConnectTimeout = connectWait
	maps.Copy(config.RuntimeParams, settings)
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(maxConnections)
	pool.SetMaxIdleConns(maxConnections)
	pool.SetConnMaxIdleTime(idleLife)
	d := &Database{pool}
	if err := errors.Join(d.checkDurable(ctx), d.Setup(ctx, func() error { return d.exec(ctx, schema) })); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return d, nil
}

// checkDurable refuses settings under which an answer could be lost.
func (d *Database) checkDurable(ctx context.Context) error {
	var fsync, pages, commit string
	var replica bool
	row := d.pool.QueryRowContext(ctx, `SELECT current_setting('fsync'), current_setting('full_page_writes'),
		current_setting('synchronous_commit'), pg_is_in_recovery()`)
	if err := row.Scan(&fsync, &pages, &commit, &replica); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	if fsync != "on" || pages != "on" || replica {
		return fmt.Errorf("answers would not be safe in this database: fsync %s, full_page_writes %s, synchronous_commit %s, read-only replica %t",
			fsync, pages, commit, replica)
	}
	return nil
}

// setupLock names, to the database, the right to make tables: "convener" in ASCII.
const setupLock = 0x636f6e76656e6572

// Setup calls tables while no other node makes tables.
func (d *Database) Setup(ctx context.Context, tables func() error) error {
	conn, err := d.pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("journal/postgres: connect: %w", err)
	}
	defer func() { _ = conn.Close() }() // back to the pool
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, int64(setupLock)); err != nil {
		return fmt.Errorf("journal/postgres: wait for other nodes to make the tables: %w", err)
	}
	err = tables()
	_, unlocked := conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, int64(setupLock))
	return errors.Join(err, unlocked)
}

func (d *Database) exec(ctx context.Context, query string) error {
	if _, err := d.pool.ExecContext(ctx, query); err != nil {
		return fmt.Errorf("journal/postgres: make the tables: %w", err)
	}
	return nil
}

// Writer is for changes, Reader for queries; here they are the same.
func (d *Database) Writer() *sql.DB { return d.pool }

// Reader is for queries.
func (d *Database) Reader() *sql.DB { return d.pool }

// Close ends the connections.
func (d *Database) Close() error { return d.pool.Close() }
