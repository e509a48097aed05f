package room

import (
	"cmp"
	"context"
	"slices"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// Desk is what a captioner is told of the meeting: how far it is, what it is about, and who may be speaking.
func (r *Room) Desk(ctx context.Context) (d wire.Desk, err error) {
	err = r.ledger.Look(ctx, func(l law) {
		v := r.show(l.State, meeting.Room, l.Seq()) // no papers are that new
		m, _ := v["meeting"].(meeting.MeetingValue)
		d = wire.Desk{Op: "state", Stage: m.Stage, OffRecord: m.OffRecord, Previews: []wire.Preview{}, Speakers: []wire.Speaker{}, Agenda: items(v)}
		q, _ := v["queue"].(meeting.QueueValue)
		if q.Turn != nil {
			d.Speakers = append(d.Speakers, wire.Speaker{Name: q.Turn.Name, Body: q.Turn.Body, Floor: true})
		}
		for _, h := range q.Hands {
			d.Speakers = append(d.Speakers, wire.Speaker{Name: h.Name, Body: h.Body})
		}
		d.Speakers = named(append(d.Speakers, r.others(l.State)...))
		tabs, _ := r.tabs.Tabs(r.id)
		d.Readers = len(tabs)
	})
	return d, err
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
