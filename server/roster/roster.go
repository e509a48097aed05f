// Package roster knows the names of the people in meetings. Names stand nowhere else: the
// log has pseudonyms.
package roster

import (
	"crypto/rand"
	_ "embed"
	"encoding/base32"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/convener/meeting"
)

var (
	//go:embed schema.sql
	tables string
	//go:embed asked.sql
	asked string // what people are asked beside their names
	//go:embed sealed.sql
	sealed string
)

// A Card is what is known of a person in a meeting.
type Card struct {
	Name string // as the person gave it, 1-80 characters
	Body string // the body the person belongs to, or empty
	Way  string // of taking part: speak, sign or type
	Says string // how the name is pronounced, at most 80 characters, or empty

	// What the person needs to take part. Only who runs the meeting may know it (acc-J2).
	Needs     []string // of the kinds of needs
	NeedsText string   // at most 500 characters
}

// Format implements [fmt.Formatter]: a card is printed and logged as "[person]".
func (Card) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[person]")) }

// LogValue implements [slog.LogValuer].
func (Card) LogValue() slog.Value { return slog.StringValue("[person]") }

// Bounds of what people say of themselves, in characters.
const (
	maxName  = 80
	maxNeeds = 500
)

// ways are the ways of taking part.
var ways = []string{"speak", "sign", "type"}

// needs are the kinds of what people need.
var needs = []string{"captions", "sign", "print", "time", "breaks", "typing", "other"}

// Ways are the ways of taking part.
func Ways() []string { return slices.Clone(ways) }

// Needs are the kinds of what people need to take part.
func Needs() []string { return slices.Clone(needs) }

// Clean returns c as it is kept, or a refusal. A name keeps its letters of every script
// but no controls that change the direction of the text around it (SEC-33).
func (c Card) Clean() (Card, error) {
	c.Name, c.Says = oneLine(c.Name), oneLine(c.Says)
	if n := utf8.RuneCountInString(c.Name); n < 1 || n > maxName || !utf8.ValidString(c.Name) {
		return c, &meeting.Error{Code: "malformed", Text: "A name has from 1 to 80 characters."}
	}
	if c.Way == "" {
		c.Way = ways[0]
	}
	if !slices.Contains(ways, c.Way) {
		return c, &meeting.Error{Code: "malformed", Text: "A way of taking part is one of speak, sign, type."}
	}
	return c.cleanNeeds()
}

// cleanNeeds is Clean for what is asked beside the name.
func (c Card) cleanNeeds() (Card, error) {
	said := c.Needs
	c.Needs = slices.DeleteFunc(Needs(), func(kind string) bool { return !slices.Contains(said, kind) })
	c.NeedsText = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return -1
		}
		return r
	}, c.NeedsText))
	switch {
	case slices.ContainsFunc(said, func(kind string) bool { return !slices.Contains(needs, kind) }):
		return c, &meeting.Error{Code: "malformed", Text: "An access need is one of " + strings.Join(needs, ", ") + "."}
	case !utf8.ValidString(c.Says) || !utf8.ValidString(c.NeedsText):
		return c, meeting.ErrBadText
	case utf8.RuneCountInString(c.Says) > maxName:
		return c, &meeting.Error{Code: "malformed", Text: "How a name is pronounced takes at most 80 characters."}
	case utf8.RuneCountInString(c.NeedsText) > maxNeeds:
		return c, &meeting.Error{Code: "malformed", Text: "What you need takes at most 500 characters: the organisers can ask you for more."}
	}
	return c, nil
}

// oneLine is text on one line, without controls that change the direction of what is around.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r)
	}), " ")
}

// NewPerson draws a pseudonym.
func NewPerson() meeting.Person {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails
	return meeting.Person("p-" + strings.ToLower(base32.StdEncoding.EncodeToString(b)))
}
