package room

import (
	"cmp"
	"context"
	"slices"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// Desk is what a captioner of a channel is told of the meeting: how far it is, what it is
// about, who may be speaking, and what was said besides.
func (r *Room) Desk(ctx context.Context, lang string) (d wire.Desk, err error) {
	err = r.ledger.Look(ctx, func(l law) { d, _ = r.desk(l.State, lang) })
	return d, err
}

// Words are those that the captioners of a channel should have in their programs before they
// are said, each once: who is there, if a list of that may leave the page, the bodies, the
// items, and the glossary.
func (r *Room) Words(ctx context.Context, lang string) (words []string, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		d, m := r.desk(l.State, lang)
		for _, s := range d.Speakers {
			if d.Names {
				words = append(words, s.Name)
			}
		}
		words = append(words, m.Bodies...)
		for _, i := range d.Agenda {
			words = append(words, i.Title)
		}
		for _, t := range d.Glossary {
			words = append(words, t.Term)
		}
	})
	seen := make(map[string]bool)
	return slices.DeleteFunc(words, func(w string) bool { had := seen[w]; seen[w] = true; return had }), err
}

// desk is what a captioner is told, and the meeting. It runs in the ledger's goroutine.
func (r *Room) desk(s *meeting.State, lang string) (wire.Desk, meeting.MeetingValue) {
	v := r.show(s, meeting.Room, s.Seq()) // no papers are that new
	m, _ := v["meeting"].(meeting.MeetingValue)
	d := wire.Desk{Op: "state", Stage: m.Stage, OffRecord: m.OffRecord, Previews: []wire.Preview{}, Speakers: []wire.Speaker{}, Agenda: items(v)}
	q, _ := v["queue"].(meeting.QueueValue)
	if q.Turn != nil {
		d.Speakers = append(d.Speakers, wire.Speaker{Name: q.Turn.Name, Body: q.Turn.Body, Floor: true})
	}
	for _, h := range q.Hands {
		d.Speakers = append(d.Speakers, wire.Speaker{Name: h.Name, Body: h.Body})
	}
	d.Speakers = named(append(d.Speakers, r.others(s)...))
	c := meeting.ShowCaptioner(s, lang)
	d.Asides, d.Glossary, d.Names = r.asides(c.Asides), append([]meeting.Term{}, c.Glossary...), c.Names
	tabs, _ := r.tabs.Tabs(r.id)
	d.Readers = len(tabs)
	return d, m
}

// asides are asides as a captioner is told of them.
func (r *Room) asides(of []meeting.AsideValue) []wire.DeskAside {
	n := namer{cards: r.known}
	if n.asides(of); n.missed {
		r.reloadCards()
		n.cards = r.known
		n.asides(of)
	}
	out := make([]wire.DeskAside, len(of))
	for i, a := range of {
		out[i] = wire.DeskAside{ID: a.ID, Text: a.Text, Mine: a.Person == meeting.House, Name: a.Name, Body: a.Body, At: a.At, Seen: a.Seen != nil}
	}
	return out
}

// items is the agenda of a view.
func items(v meeting.View) []wire.DeskItem {
	all, _ := v["agenda"].([]meeting.ItemValue)
	agenda := meeting.Accepted(all)
	items := make([]wire.DeskItem, len(agenda))
	for i, item := range agenda {
		items[i] = wire.DeskItem{Number: item.Number, Title: item.Title, State: item.State}
	}
	return items
}

// others are the people who are there and may speak, by name.
func (r *Room) others(s *meeting.State) (others []wire.Speaker) {
	for p := range r.seen {
		others = append(others, wire.Speaker{Name: r.showMe(s, p).Name, Body: r.known[p].Body})
	}
	slices.SortFunc(others, func(a, b wire.Speaker) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Body, b.Body))
	})
	return others
}

// named are the speakers that have a name, each once.
func named(speakers []wire.Speaker) []wire.Speaker {
	once := []wire.Speaker{}
	for _, s := range speakers {
		if s.Name != "" && !slices.ContainsFunc(once, func(o wire.Speaker) bool { return o.Name == s.Name }) {
			once = append(once, s)
		}
	}
	return once
}
