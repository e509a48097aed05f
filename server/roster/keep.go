package roster

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/schema"
	"example.org/convener/server/seal"
)

// A Roster keeps cards; those of a meeting that has a key, sealed under it. It is safe for
// concurrent use.
type Roster struct {
	writer, reader *sql.DB
	keys           *seal.Keys
}

// Open makes the tables if they are missing. writer is the connection that may write.
func Open(ctx context.Context, writer, reader *sql.DB, keys *seal.Keys) (*Roster, error) {
	if err := schema.Apply(ctx, writer, "roster", tables, asked, sealed); err != nil {
		return nil, err
	}
	if err := schema.Apply(ctx, writer, "delegates", delegates); err != nil {
		return nil, err
	}
	return &Roster{writer, reader, keys}, nil
}

// Seals are the keys that cards are sealed with, and all else of the same meetings.
func (r *Roster) Seals() *seal.Keys { return r.keys }

// Put keeps the card of a person. A card that is there already stays as it is.
func (r *Roster) Put(ctx context.Context, id uuid.UUID, p meeting.Person, c Card) error {
	k, err := r.keys.Key(id.String())
	if errors.Is(err, seal.ErrSealed) {
		return r.put(ctx, id, p, c, "")
	}
	if err != nil {
		return fmt.Errorf("roster: keep a card: %w", err)
	}
	sealed, err := sealCard(k, id, p, c)
	if err != nil {
		return err
	}
	return r.put(ctx, id, p, Card{}, sealed)
}

func (r *Roster) put(ctx context.Context, id uuid.UUID, p meeting.Person, c Card, sealed string) error {
	_, err := r.writer.ExecContext(ctx, `INSERT INTO roster (meeting, person, name, body, way, says, needs, needs_text, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
		id.String(), string(p), c.Name, c.Body, c.Way, c.Says, strings.Join(c.Needs, " "), c.NeedsText, sealed)
	if err != nil {
		return fmt.Errorf("roster: keep a card: %w", err)
	}
	return nil
}

func place(id uuid.UUID, p meeting.Person) string { return fmt.Sprintf("roster %s %s", id, string(p)) }

func sealCard(k *seal.Key, id uuid.UUID, p meeting.Person, c Card) (string, error) {
	b, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("roster: seal a card: %w", err)
	}
	return base64.StdEncoding.EncodeToString(k.Seal(place(id, p), b)), nil
}

func openCard(k *seal.Key, id uuid.UUID, p meeting.Person, sealed string) (c Card, err error) {
	b, err := base64.StdEncoding.DecodeString(sealed)
	if err == nil {
		b, err = k.Open(place(id, p), b)
	}
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		return c, fmt.Errorf("roster: open a card: %w", err)
	}
	return c, nil
}

// A kept card is as the table has it.
type kept struct {
	person meeting.Person
	card   Card
	sealed string
}

// rows are the cards of a meeting as the table has them.
func (r *Roster) rows(ctx context.Context, from *sql.DB, id uuid.UUID) (all []kept, err error) {
	rows, err := from.QueryContext(ctx, `SELECT person, name, body, way, says, needs, needs_text, sealed FROM roster WHERE meeting = $1`, id.String())
	if err != nil {
		return nil, fmt.Errorf("roster: read the cards: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is rows.Err's
	for rows.Next() {
		var k kept
		var needs string
		c := &k.card
		if err := rows.Scan(&k.person, &c.Name, &c.Body, &c.Way, &c.Says, &needs, &c.NeedsText, &k.sealed); err != nil {
			return nil, fmt.Errorf("roster: read the cards: %w", err)
		}
		c.Needs = strings.Fields(needs)
		all = append(all, k)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("roster: read the cards: %w", err)
	}
	return all, nil
}

// Cards are the cards of everyone in a meeting. Those that no key opens any more are none.
func (r *Roster) Cards(ctx context.Context, id uuid.UUID) (map[meeting.Person]Card, error) {
	all, err := r.rows(ctx, r.reader, id)
	if err != nil {
		return nil, err
	}
	cards := make(map[meeting.Person]Card, len(all))
	for _, one := range all {
		if one.sealed == "" {
			cards[one.person] = one.card
			continue
		}
		k, err := r.keys.Key(id.String())
		if errors.Is(err, seal.ErrSealed) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("roster: read the cards: %w", err)
		}
		if cards[one.person], err = openCard(k, id, one.person, one.sealed); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// Seal seals the cards that were kept before the meeting had a key. What was there in clear
// is overwritten; the store sees to it that no file has it.
func (r *Roster) Seal(ctx context.Context, id uuid.UUID) error {
	k, err := r.keys.Key(id.String())
	if err != nil {
		return fmt.Errorf("roster: seal the cards: %w", err)
	}
	all, err := r.rows(ctx, r.reader, id)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.sealed != "" {
			continue
		}
		sealed, err := sealCard(k, id, one.person, one.card)
		if err != nil {
			return err
		}
		const query = `UPDATE roster SET name = '', body = '', way = '', says = '', needs = '', needs_text = '', sealed = $1
			WHERE meeting = $2 AND person = $3`
		if _, err := r.writer.ExecContext(ctx, query, sealed, id.String(), string(one.person)); err != nil {
			return fmt.Errorf("roster: seal the cards: %w", err)
		}
	}
	return nil
}

// Forget deletes the cards of a meeting.
func (r *Roster) Forget(ctx context.Context, id uuid.UUID) error {
	if _, err := r.writer.ExecContext(ctx, `DELETE FROM roster WHERE meeting = $1`, id.String()); err != nil {
		return fmt.Errorf("roster: forget a meeting: %w", err)
	}
	return nil
}
