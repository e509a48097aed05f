package group

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"example.org/convener/meeting"
)

// A Document is the group's document after its first entries. The zero Document is that of
// the first day: the default, changed never.
type Document struct {
	rev      int
	settings Settings
	changes  []Change // the latest last
}

// Rev counts how often the document was changed: who changes it says which they saw.
func (d *Document) Rev() int { return d.rev }

// Settings are what the document says now.
func (d *Document) Settings() Settings {
	if d.rev == 0 {
		return Default()
	}
	return d.settings
}

// Changes are all that were made, the latest first.
func (d *Document) Changes() []Change {
	latest := slices.Clone(d.changes)
	slices.Reverse(latest)
	return latest
}

// Changed is when the document was last changed; nil for never.
func (d *Document) Changed() *time.Time {
	if len(d.changes) == 0 {
		return nil
	}
	at := d.changes[len(d.changes)-1].At
	return &at
}

// Clone returns an independent copy of d.
func (d *Document) Clone() *Document {
	c := *d
	c.changes = slices.Clip(d.changes)
	return &c
}

// A Change is one of the document, in words that everybody may read.
type Change struct {
	Rev    int       `json:"rev"`
	At     time.Time `json:"at"`
	Fields []string  `json:"fields"` // that are others now, by their names in the document
	Words  []string  `json:"words"`  // a sentence each
}

// SetGroup makes the document say something else. Rev is the one that the asker saw.
type SetGroup struct {
	Rev      int      `json:"rev"`
	Settings Settings `json:"settings"`
}

// GroupSet records what the document says from now on.
type GroupSet struct {
	Settings Settings `json:"settings"`
}

// Decide returns the event by which c changes d, or nil if d says that already. The error is
// a refusal.
func Decide(d *Document, c SetGroup) (*GroupSet, error) {
	if c.Rev != d.rev {
		return nil, meeting.ErrStale
	}
	settings, err := c.Settings.Clean()
	if err != nil || same(settings, d.Settings()) {
		return nil, err
	}
	return &GroupSet{settings}, nil
}

// same reports whether two documents say the same.
func same(a, b Settings) bool {
	return reflect.DeepEqual(kept(a), kept(b))
}

// kept is s as a log has it: there an empty list and none are the same.
func kept(s Settings) (out Settings) {
	b, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		panic("group: the document does not survive being kept: " + err.Error()) // a bug of ours
	}
	return out
}

// Apply folds an event that happened at a time into d. It cannot fail.
func Apply(d *Document, e GroupSet, at time.Time) {
	was := d.Settings()
	d.rev++
	d.settings = e.Settings
	fields, words := changed(was, e.Settings)
	d.changes = append(d.changes, Change{Rev: d.rev, At: at, Fields: fields, Words: words})
}

// kindSet is what logs call the event, for ever.
const kindSet = "group_set"

type body struct {
	Kind string   `json:"kind"`
	Data GroupSet `json:"data"`
}

// Marshal encodes e as the body of an entry.
func Marshal(e GroupSet) ([]byte, error) { return json.Marshal(body{kindSet, e}) }

// Unmarshal decodes the body of an entry. A kind that it does not know is an error: a
// program older than its log must not guess.
func Unmarshal(b []byte) (GroupSet, error) {
	var l body
	if err := json.Unmarshal(b, &l); err != nil {
		return GroupSet{}, fmt.Errorf("group: an entry is not JSON: %w", err)
	}
	if l.Kind != kindSet {
		return GroupSet{}, fmt.Errorf("group: unknown kind of entry %q", l.Kind)
	}
	return l.Data, nil
}
