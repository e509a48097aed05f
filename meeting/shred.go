package meeting

import (
	"slices"
	"time"
)

// A PublishedPart is the record of a part of a meeting, which is all that is left of it while
// the rest of the meeting is still sealed.
type PublishedPart struct {
	Item      Seq
	Level     Level
	Lines     []RecordEntry // in the order of the agenda, without numbers
	Published time.Time     // to the hour
	Digest    string        // of the texts of the lines, as a record's
}

// PartPublished is what is left of a part of a meeting: what everybody may know. It is made by
// [Shred], never by a wish.
type PartPublished struct {
	Item   Seq           `json:"item"`
	Level  Level         `json:"level"`
	Lines  []RecordEntry `json:"lines,omitempty"`
	Digest string        `json:"digest"`
}

func (e PartPublished) apply(s *State, en Entry) {
	s.published = append(slices.Clip(s.published), PublishedPart{e.Item, e.Level, e.Lines, en.At.Truncate(time.Hour), e.Digest})
	s.draft, s.passed, s.anew = nil, false, en.Seq
}

// PartShredded stands where an entry was that belonged to a part whose record is published:
// those who hold the log still count as many.
type PartShredded struct{}

func (PartShredded) apply(*State, Entry) {}

// Shreds is the part whose record is to be published now, and all else of it destroyed; 0 for
// none.
func (s *State) Shreds() Seq {
	if s.passed {
		return s.draft.Item
	}
	return 0
}

// publishedLines are the lines of a kind in the records of parts.
func (s *State) publishedLines(kind string) (lines []RecordEntry) {
	for _, p := range s.published {
		for _, l := range p.Lines {
			if l.Kind == kind {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// Over are the parts of which only the record is left.
func (s *State) Over() (parts []Seq) {
	for _, p := range s.published {
		parts = append(parts, p.Item)
	}
	return parts
}

// shredded reports whether the record of the part is published that an item belongs to.
func (s *State) shredded(item Seq) bool {
	part := s.partOf(item)
	return part != 0 && slices.ContainsFunc(s.published, func(p PublishedPart) bool { return p.Item == part })
}

// Parts is a meeting after all of its log, and to which part of it each entry belongs, by the
// rules as they are in the end: an item may have come under one when much had been said on it.
// What is left of a part whose record is published is the meeting's.
func Parts(log []Entry) (s *State, parts []Seq) {
	s, parts = fold(log)
	for i, item := range parts {
		parts[i] = s.PartOf(item)
	}
	return s, parts
}

// fold is the state after a log, and what each entry is about.
func fold(log []Entry) (*State, []Seq) {
	s, items := new(State), make([]Seq, len(log))
	for i, e := range log {
		items[i] = s.about(e.Event)
		if u, is := e.Event.(Unchanged); is && u.Was > 0 && u.Was < e.Seq && s.sealedPart(items[u.Was-1]) != 0 {
			items[i] = items[u.Was-1] // what was so already was of that part
		}
		Apply(s, e)
	}
	return s, items
}

// Shred is the log of a meeting without the part whose record was passed last, with which the log
// ends; nil if there is none. Its entries say nothing any more, the time of none of them is left,
// and the last one is the record.
func Shred(log []Entry) []Entry {
	s, items := fold(log)
	part := s.Shreds()
	if part == 0 {
		return nil
	}
	gone := make(map[Seq]bool)
	for i, e := range log {
		gone[e.Seq] = s.sealedPart(items[i]) == part
	}
	follow(log, gone)
	left := slices.Clone(log)
	for i, e := range left[:len(left)-1] {
		if gone[e.Seq] {
			left[i] = Entry{Seq: e.Seq, At: left[i-1].At, Event: PartShredded{}}
		}
	}
	left[len(left)-1].Event = s.publishedPart(part)
	return left
}

// follow adds to the entries that are gone from a log what goes with them: a hand that was up
// before, and was called there, with all that became of it; what was so already; and what was
// done and taken back.
func follow(log []Entry, gone map[Seq]bool) {
	kin := kinOf(log)
	hands := make(map[Seq]bool)
	for _, e := range log {
		hands[kin.of(e.Seq)] = hands[kin.of(e.Seq)] || gone[e.Seq]
	}
	is := func(id Seq) bool { return gone[id] || hands[kin.of(id)] }
	for i, e := range log {
		switch ev := e.Event.(type) {
		case RecordDrafted, PassagesAdded, RecordPassed: // what is left of them is in the record
			gone[e.Seq] = true
		case Unchanged: // of what was so already
			gone[e.Seq] = is(e.Seq) || is(ev.Was)
		case Undone:
			if all := takenBack(log, i); slices.ContainsFunc(all, func(e Entry) bool { return is(e.Seq) }) { // nothing came of it
				for _, e := range all {
					gone[e.Seq] = true
				}
			}
		default:
			gone[e.Seq] = is(e.Seq)
		}
	}
}

// takenBack are the entries of the action that entry i of a log takes back, and that one.
func takenBack(log []Entry, i int) []Entry {
	e, _ := log[i].Event.(Undone)
	last := slices.IndexFunc(log[:i], func(o Entry) bool { return o.Seq == e.Seq })
	if last < 0 {
		return log[i : i+1]
	}
	first := last
	for first > 0 && log[first-1].Cause == "" && log[first-1].By == log[last].By {
		first--
	}
	return append(slices.Clone(log[first:last+1]), log[i])
}

// publishedPart is the record of a part, as it was passed.
func (s *State) publishedPart(part Seq) PartPublished {
	e := PartPublished{Item: part, Level: s.draft.Level}
	places, items := make(map[Seq]int), []Seq{0}
	for _, i := range s.publicItems() {
		places[i.ID] = len(items)
		items = append(items, i.ID)
	}
	var lines []PublishedLine
	for _, l := range s.draft.Lines {
		lines = append(lines, s.publish(l, places))
	}
	lines = append(lines, s.draft.said(places)...)
	byAgenda(lines)
	for _, l := range lines {
		e.Lines = append(e.Lines, RecordEntry{Item: items[l.Item], Kind: l.Kind, Text: l.Text, Said: l.Said, Due: l.Due})
	}
	e.Digest = digest(lines)
	return e
}

// kin says which entries are about the same hand: one that was called, put back, called again.
type kin map[Seq]Seq

// kinOf is that of a log.
func kinOf(log []Entry) kin {
	k := make(kin)
	for _, e := range log {
		if thing, is := queueOf(e.Event); is {
			k.join(thing, e.Seq)
		}
		if merged, is := e.Event.(HandsMerged); is {
			k.join(merged.Into, e.Seq)
		}
	}
	return k
}

// of is what all entries about the same have in common.
func (k kin) of(id Seq) Seq {
	for k[id] != 0 && k[id] != id {
		id = k[id]
	}
	return id
}

// join notes that two are about the same; 0 is about nothing.
func (k kin) join(a, b Seq) {
	if a != 0 {
		k[k.of(b)] = k.of(a)
	}
}
