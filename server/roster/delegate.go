package roster

import (
	"context"
	_ "embed"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/convener/meeting"
)

//go:embed delegates.sql
var delegates string

// A Delegate is somebody whom a body has named to represent it (P14). Everybody may know
// who that is: the body says so in public.
type Delegate struct {
	ID     string `json:"delegate"`
	Body   string `json:"-"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`            // representative or alternate
	Since  string `json:"since"`           // a day, such as 2026-11-24
	Chosen string `json:"chosen"`          // how, in one line of at most 200 characters
	Until  string `json:"until,omitempty"` // the day on which it ended

	key string
}

// The kinds of delegates.
const (
	Representative = "representative"
	Alternate      = "alternate"
)

const (
	maxChosen     = 200 // characters
	maxAlternates = 20  // of a body
)

// Day is how days are written.
const Day = time.DateOnly

// In is d's pseudonym in a meeting: the same whenever d comes in, and like no other for
// whoever has not the roster.
func (d Delegate) In(id uuid.UUID) meeting.Person {
	return meeting.Person("p-" + uuid.NewSHA1(id, []byte("delegate "+d.key)).String())
}

// Clean returns d as it is kept, or a refusal.
func (d Delegate) Clean() (Delegate, error) {
	card, err := Card{Name: d.Name}.Clean()
	if err != nil {
		return d, err
	}
	d.Name, d.Chosen = card.Name, oneLine(d.Chosen)
	if d.Kind != Representative && d.Kind != Alternate {
		return d, &meeting.Error{Code: "malformed", Text: "A delegate is one of representative, alternate."}
	}
	if _, err := time.Parse(Day, d.Since); err != nil {
		return d, &meeting.Error{Code: "malformed", Text: "Since is a day such as 2026-11-24."}
	}
	if n := utf8.RuneCountInString(d.Chosen); n < 1 || n > maxChosen || !utf8.ValidString(d.Chosen) {
		return d, &meeting.Error{Code: "malformed", Text: "Say in one line, of at most 200 characters, how they were chosen."}
	}
	return d, nil
}

// What a body cannot name.
var (
	ErrNamedAlready = &meeting.Error{Code: "queued_already", Text: "This person is named already: end that first."}
	ErrNoSeat       = &meeting.Error{Code: "not_allowed", Text: "The body has named as many as it has seats: end one first."}
	ErrAlternates   = &meeting.Error{Code: "not_allowed", Text: "The body has named 20 alternates: end one first."}
)

// Name keeps that a body with so many seats is represented by d from now on, and returns d
// with its id. The error is a refusal, or a fault.
func (r *Roster) Name(ctx context.Context, d Delegate, seats int) (Delegate, error) {
	all, err := r.Delegates(ctx, d.Body)
	if err != nil {
		return d, err
	}
	same := 0
	for _, had := range all {
		switch {
		case had.Until != "":
		case had.Name == d.Name:
			return d, ErrNamedAlready
		case had.Kind == d.Kind:
			same++
		}
	}
	switch {
	case d.Kind == Representative && same >= seats:
		return d, ErrNoSeat
	case d.Kind == Alternate && same >= maxAlternates:
		return d, ErrAlternates
	}
	d.ID, d.key, d.Until = uuid.NewString(), uuid.NewString(), ""
	_, err = r.writer.ExecContext(ctx, `INSERT INTO delegates (id, key, body, name, kind, since, chosen, until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, '')`, d.ID, d.key, d.Body, d.Name, d.Kind, d.Since, d.Chosen)
	if err != nil {
		return d, fmt.Errorf("roster: name a delegate: %w", err)
	}
	return d, nil
}

// End keeps that a delegate represents a body no more, from a day on. The error is a
// refusal, or a fault.
func (r *Roster) End(ctx context.Context, body, id, day string) error {
	res, err := r.writer.ExecContext(ctx, `UPDATE delegates SET until = $1 WHERE id = $2 AND body = $3 AND until = ''`, day, id, body)
	if err != nil {
		return fmt.Errorf("roster: end a delegate: %w", err)
	}
	if n, err := res.RowsAffected(); n == 0 && err == nil {
		return meeting.ErrUnknown
	}
	return nil
}

// Delegates are all whom a body has named, ended or not, the first first.
func (r *Roster) Delegates(ctx context.Context, body string) ([]Delegate, error) {
	rows, err := r.reader.QueryContext(ctx, `SELECT id, key, body, name, kind, since, chosen, until FROM delegates
		WHERE body = $1 ORDER BY since, name, id`, body)
	if err != nil {
		return nil, fmt.Errorf("roster: read the delegates: %w", err)
	}
	defer func() { _ = rows.Close() }() // its error is rows.Err's
	all := []Delegate{}
	for rows.Next() {
		var d Delegate
		if err := rows.Scan(&d.ID, &d.key, &d.Body, &d.Name, &d.Kind, &d.Since, &d.Chosen, &d.Until); err != nil {
			return nil, fmt.Errorf("roster: read the delegates: %w", err)
		}
		all = append(all, d)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("roster: read the delegates: %w", err)
	}
	return all, nil
}
