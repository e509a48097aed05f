// Package sqlite keeps everything of one node in one SQLite file: the journal, and the
// tables of other packages, which get its connections.
//
// One connection writes; what waits is committed together, and an append returns when its
// bytes are synced. Readers have connections of their own and never wait for the writer.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed schema.sql
var schema string

// ErrInUse says that another process has the folder.
var ErrInUse = errors.New("another convener is running on this data folder; stop it, or choose another folder with --data")

// minVersion is the first SQLite whose WAL cannot be corrupted by a reset that races with
// a checkpoint. Source: SQLite's release notes of 3.51.3.
var minVersion = []int{3, 51, 3}

// A Database is an open SQLite file. It is safe for concurrent use.
type Database struct {
	writer *sql.DB // one connection; a transaction holds the write lock from its start
	reader *sql.DB
	lock   *os.File
}

// Open opens the file in folder dir, or makes it. It refuses settings under which an
// answer could be lost, and a folder that another process has open ([ErrInUse]).
func Open(ctx context.Context, dir string) (*Database, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("journal/sqlite: %w", err)
	}
	lock, err := flock(filepath.Join(dir, "convener.lock"))
	if err != nil {
		return nil, err
	}
	d, err := open(filepath.Join(dir, "convener.db"))
	if err == nil {
		d.lock = lock
		if err = d.prepare(ctx); err == nil {
			return d, nil
		}
		err = errors.Join(err, d.writer.Close(), d.reader.Close())
	}
	return nil, errors.Join(err, lock.Close())
}

// flock takes the lock that says a process has the folder. The lock ends with the process.
func flock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("journal/sqlite: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(ErrInUse, f.Close())
	}
	return f, nil
}

func open(path string) (*Database, error) {
	settings := url.Values{"_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
		"trusted_schema(0)", "cell_size_check(1)", "mmap_size(0)", "journal_size_limit(67108864)",
		"secure_delete(1)", "temp_store(2)", // what is forgotten is overwritten, and was in no file beside
	}}
	settings.Set("_txlock", "immediate")
	name := (&url.URL{Scheme: "file", Path: path}).String()
	writer, err := sql.Open("sqlite", name+"?"+settings.Encode())
	if err != nil {
		return nil, fmt.Errorf("journal/sqlite: open %s: %w", path, err)
	}
	writer.SetMaxOpenConns(1)
	settings.Add("_pragma", "query_only(1)")
	settings.Set("_txlock", "deferred")
	reader, err := sql.Open("sqlite", name+"?"+settings.Encode())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("journal/sqlite: open %s: %w", path, err), writer.Close())
	}
	reader.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	reader.SetMaxIdleConns(max(4, runtime.GOMAXPROCS(0)))
	return &Database{writer: writer, reader: reader}, nil
}

// prepare makes the tables and checks what durability rests on.
func (d *Database) prepare(ctx context.Context) error {
	if _, err := d.writer.ExecContext(ctx, schema); err != nil {
		return fmt.Errorf("journal/sqlite: make the tables: %w", err)
	}
	var mode, version string
	var level int
	row := d.writer.QueryRowContext(ctx, `SELECT journal_mode, synchronous, sqlite_version()
		FROM pragma_journal_mode, pragma_synchronous`)
	if err := row.Scan(&mode, &level, &version); err != nil {
		return fmt.Errorf("journal/sqlite: read the settings: %w", err)
	}
	var v [3]int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &v[0], &v[1], &v[2]); err != nil {
		return fmt.Errorf("journal/sqlite: version %q: %w", version, err)
	}
	const full = 2
	if mode != "wal" || level < full || slices.Compare(v[:], minVersion) < 0 {
		return fmt.Errorf("journal/sqlite: answers would not be safe: journal_mode %s, synchronous %d, version %s",
			mode, level, version)
	}
	return d.Forget(ctx) // a process that was killed may have deleted something and not done this
}

// Writer is the one connection that may write. A transaction on it keeps everyone else
// from writing: it does nothing that waits.
func (d *Database) Writer() *sql.DB { return d.writer }

// Reader is for queries; it cannot write.
func (d *Database) Reader() *sql.DB { return d.reader }

// Close ends the connections and gives the folder free.
func (d *Database) Close() error {
	return errors.Join(d.reader.Close(), d.writer.Close(), d.lock.Close())
}
