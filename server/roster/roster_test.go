package roster_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

// A card of a release before people were asked what they need is still there, and a new one
// comes back as it was kept.
func TestCards(t *testing.T) {
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	id := uuid.New()
	for _, query := range []string{
		`CREATE TABLE schema_versions (owner TEXT PRIMARY KEY, version BIGINT NOT NULL)`,
		`INSERT INTO schema_versions VALUES ('roster', 1)`,
		`CREATE TABLE roster (meeting TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, way TEXT NOT NULL, PRIMARY KEY (meeting, person))`,
		`INSERT INTO roster VALUES ('` + id.String() + `', 'p-old', 'Ann', 'Islands', 'sign')`,
	} {
		if _, err := db.Writer().ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	people, err := roster.Open(t.Context(), db.Writer(), db.Reader(), seal.NewKeys())
	if err != nil {
		t.Fatal(err)
	}
	card, err := roster.Card{Name: "Ben", Says: " ben\n", Needs: []string{"time", "captions"}, NeedsText: " a\n\u202eb\x00 "}.Clean()
	if err != nil {
		t.Fatal(err)
	}
	if err := people.Put(t.Context(), id, "p-new", card); err != nil {
		t.Fatal(err)
	}
	got, err := people.Cards(t.Context(), id)
	want := map[meeting.Person]roster.Card{
		"p-old": {Name: "Ann", Body: "Islands", Way: "sign", Needs: []string{}},
		"p-new": {Name: "Ben", Way: "speak", Says: "ben", Needs: []string{"captions", "time"}, NeedsText: "a\nb"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n%+v\nwant\n%+v", err, got, want)
	}
}

// T-14: a card is printed and logged as nobody.
func TestCardIsNotPrinted(t *testing.T) {
	c := roster.Card{Name: "Namesecret", Body: "Bodysecret", Needs: []string{"other"}, NeedsText: "Needsecret"}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "card", c, "cards", fmt.Sprint([]roster.Card{c}))
	printed := fmt.Sprintf("%v %+v %#v %s %q", c, c, &c, c, map[string]roster.Card{"a": c}) + log.String()
	if strings.Contains(printed, "secret") {
		t.Errorf("printed is %s", printed)
	}
}
