// Package schema brings tables to the form that this release needs, whichever earlier one
// made them.
package schema

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

const versions = `CREATE TABLE IF NOT EXISTS schema_versions (owner TEXT PRIMARY KEY, version BIGINT NOT NULL)`

// Apply carries out those steps of owner, a package, that the database has not had yet,
// each in one transaction. Steps are added, and never changed. One node at a time calls it.
func Apply(ctx context.Context, db *sql.DB, owner string, steps ...string) error {
	if _, err := db.ExecContext(ctx, versions); err != nil {
		return fmt.Errorf("schema of %s: %w", owner, err)
	}
	var had int
	err := db.QueryRowContext(ctx, `SELECT version FROM schema_versions WHERE owner = $1`, owner).Scan(&had)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("schema of %s: %w", owner, err)
	}
	if had > len(steps) {
		return fmt.Errorf("the tables of %s are those of a later release: start that one", owner)
	}
	for ; had < len(steps); had++ {
		if err := step(ctx, db, owner, had+1, steps[had]); err != nil {
			return fmt.Errorf("schema of %s, step %d: %w", owner, had+1, err)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, owner string, version int, query string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit there is nothing to roll back
	if _, err := tx.ExecContext(ctx, query); err != nil {
		return err
	}
	const note = `INSERT INTO schema_versions (owner, version) VALUES ($1, $2)
		ON CONFLICT (owner) DO UPDATE SET version = excluded.version`
	if _, err := tx.ExecContext(ctx, note, owner, version); err != nil {
		return err
	}
	return tx.Commit()
}
