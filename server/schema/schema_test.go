package schema_test

import (
	"testing"

	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/schema"
)

func TestApply(t *testing.T) {
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	apply := func(steps ...string) error { return schema.Apply(t.Context(), db.Writer(), "zoo", steps...) }
	const first, second = `CREATE TABLE IF NOT EXISTS animals (name TEXT)`, `ALTER TABLE animals ADD COLUMN legs INTEGER NOT NULL DEFAULT 4`
	for _, test := range []struct {
		name  string
		steps []string
		ok    bool
	}{
		{"the first release", []string{first}, true},
		{"again", []string{first}, true},
		{"a step that fails", []string{first, "ALTER TABLE animals ADD COLUMN legs INTEGER; nonsense"}, false},
		{"leaves nothing behind", []string{first, second}, true},
		{"no step twice", []string{first, second}, true},
		{"an older release after a later one", []string{first}, false},
	} {
		if err := apply(test.steps...); (err == nil) != test.ok {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	var legs int
	if _, err := db.Writer().ExecContext(t.Context(), `INSERT INTO animals (name) VALUES ('ox')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT legs FROM animals`).Scan(&legs); err != nil || legs != 4 {
		t.Errorf("%d legs, %v", legs, err)
	}
}
