// Package roster knows the names of the people in meetings. Names stand nowhere else: the
// log has pseudonyms.
package roster

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/schema"
)

//go:embed schema.sql
var tables string

// A Card is what is known of a person in a meeting.
type Card struct {
	Name string // as the person gave it, 1-80 characters
	Body string // the body the person belongs to, or empty
	Way  string // of taking part: speak, sign or type
}

// maxName is how many characters a name may have.
const maxName = 80

// Ways are the ways of taking part.
var ways = []string{"speak", "sign", "type"}

// Clean returns c as it is kept, or a refusal. A name keeps its letters of every script
// but no controls that change the direction of the text around it (SEC-33).
func (c Card) Clean() (Card, error) {
	c.Name = strings.Join(strings.FieldsFunc(c.Name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r)
	}), " ")
	if n := utf8.RuneCountInString(c.Name); n < 1 || n > maxName || !utf8.ValidString(c.Name) {
		return c, &meeting.Error{Code: "malformed", Text: "A name has from 1 to 80 characters."}
	}
	if c.Way == "" {
		c.Way = ways[0]
	}
	if !slices.Contains(ways, c.Way) {
		return c, &meeting.Error{Code: "malformed", Text: "A way of taking part is one of speak, sign, type."}
	}
	return c, nil
}

// NewPerson draws a pseudonym.
func NewPerson() meeting.Person {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails
	return meeting.Person("p-" + strings.ToLower(base32.StdEncoding.EncodeToString(b)))
}

// A Roster keeps cards. It is safe for concurrent use.
type Roster struct{ writer, reader *sql.DB }

// Open makes the table if it is missing. writer is the connection that may write.
func Open(ctx context.Context, writer, reader *sql.DB) (*Roster, error) {
	if err := schema.Apply(ctx, writer, "roster", tables); err != nil {
		return nil, err
	}
	return &Roster{writer, reader}, nil
}

// Put keeps the card of a person. A card that is there already stays as it is.
func (r *Roster) Put(ctx context.Context, id uuid.UUID, p meeting.Person, c Card) error {
	_, err := r.writer.ExecContext(ctx, `INSERT INTO roster (meeting, person, name, body, way)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`, id.String(), string(p), c.Name, c.Body, c.Way)
	if err != nil {
		return fmt.Errorf("roster: keep a card: %w", err)
	}
	return nil
}

// Cards are the cards of everyone in a meeting.
func (r *Roster) Cards(ctx context.Context, id uuid.UUID) (map[meeting.Person]Card, error) {
	rows, err := r.reader.QueryContext(ctx, `SELECT person, name, body, way FROM roster WHERE meeting = $1`, id.String())
	if err != nil {
		return nil, fmt.Errorf("roster: read the cards: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is rows.Err's
	cards := make(map[meeting.Person]Card)
	for rows.Next() {
		var p meeting.Person
		var c Card
		if err := rows.Scan(&p, &c.Name, &c.Body, &c.Way); err != nil {
			return nil, fmt.Errorf("roster: read the cards: %w", err)
		}
		cards[p] = c
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("roster: read the cards: %w", err)
	}
	return cards, nil
}
