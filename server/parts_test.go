package server

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/captions/ingest"
	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/channel"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/room"
	"example.org/convener/server/wire"
)

// A mixed meeting is open but for two items under the Rule, and was captioned.
type mixed struct {
	*Server
	id            uuid.UUID
	do            func(meeting.Person, meeting.Command) meeting.Seq
	money, people meeting.Seq // the items under the Rule
}

const someSecrets = "money-hand people-hand money-note people-note money-caption people-caption"

// mixedMeeting holds one, in a bubble of synctest.
func mixedMeeting(t *testing.T) (m mixed) {
	t.Helper()
	m.Server, m.id, m.do = aloneWith(t, new(memory.Journal), meeting.CreateMeeting{
		Title: "Coordination", Rule: meeting.Open, Channels: []meeting.Channel{{Lang: "en", Title: "English"}},
		Agenda: []meeting.PlannedItem{
			{Title: "Report", Kind: "discussion", Minutes: 5},
			{Title: "Money", Kind: "discussion", Minutes: 5},
			{Title: "Visit", Kind: "discussion", Minutes: 5},
			{Title: "People", Kind: "discussion", Minutes: 5},
		},
	})
	items := []meeting.Seq{2, 3, 4, 5}
	m.money, m.people = items[1], items[3]
	m.do("p-chair", meeting.SetRule{Rule: meeting.ChathamHouse, Item: m.money})
	m.tends(t)
	m.do("p-chair", meeting.StartMeeting{})
	after := items[0]
	for i, about := range []string{"report", "money", "visit", "people"} {
		if i > 0 {
			m.do("p-chair", meeting.StartItem{Item: items[i], After: after})
			after = items[i]
		}
		m.do("p-chair", meeting.OpenQueue{})
		hand := m.do("p-secretary", meeting.RaiseHand{Class: meeting.Topic, Note: about + "-hand"})
		m.do("p-chair", meeting.CallNext{Head: hand})
		time.Sleep(time.Minute)
		m.do("p-secretary", meeting.AddNote{Text: about + "-note"})
		m.caption(t, int64(i+1), ">> "+strings.ToUpper(about)+": The "+about+"-caption.\n")
		time.Sleep(time.Minute)
	}
	for _, s := range m.streams() { // at once, not when somebody tends it
		if _, keys := m.log(t, s); keys[fmt.Sprintf(".%d", m.money)] == 0 || len(keys) != 2 {
			t.Errorf("%s is sealed under %v", s, keys)
		}
	}
	m.do("p-chair", meeting.SetRule{Rule: meeting.ChathamHouse, Item: m.people}) // when all was said
	m.tends(t)
	m.do("p-chair", meeting.EndMeeting{})
	return m
}

// streams are those of the meeting: its log, and its captions.
func (m mixed) streams() []journal.Stream {
	return []journal.Stream{room.Stream(m.id), channel.ID{Meeting: m.id, Lang: "en"}.Stream()}
}

func (m mixed) tends(t *testing.T) {
	t.Helper()
	if err := m.tend(t.Context(), m.id); err != nil {
		t.Fatal(err)
	}
}

func (m mixed) caption(t *testing.T, n int64, text string) {
	t.Helper()
	c, leave, err := m.channels.Enter(t.Context(), channel.ID{Meeting: m.id, Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	if err := c.Post(t.Context(), "link", channel.Record, ingest.Post{Body: []byte(text), Seq: n}); err != nil {
		t.Fatal(err)
	}
}

// log is what a stream says, as far as there are keys for it, and how many entries each key has.
func (m mixed) log(t *testing.T, s journal.Stream) (said string, keys map[string]int) {
	t.Helper()
	keys = make(map[string]int)
	for e, err := range m.Journal.Read(context.WithoutCancel(t.Context()), s, 0) {
		if err != nil {
			t.Fatal(err)
		}
		said += fmt.Sprintf("%s %s %s\n", e.At.Format("15:04:05"), e.By, e.Body)
		keys[strings.TrimPrefix(e.Key, m.id.String())]++
	}
	return said, keys
}

// Each part is sealed under a key of its own, also what was said before it came under the Rule.
// Once two people have passed its record, nothing else of it is left, and all else is as it was.
func TestParts(t *testing.T) { synctest.Test(t, testParts) }

func testParts(t *testing.T) {
	m := mixedMeeting(t)
	streams := m.streams()
	money, people := fmt.Sprintf(".%d", m.money), fmt.Sprintf(".%d", m.people)
	for _, s := range streams {
		said, keys := m.log(t, s)
		if len(keys) != 3 || keys[money] == 0 || keys[people] == 0 || keys[money] != keys[people] || !strings.Contains(said, "money-") {
			t.Errorf("%s is sealed under %v", s, keys)
		}
	}
	before, _ := m.log(t, streams[0])
	draft := m.do("p-secretary", meeting.DraftRecord{Item: m.money, Level: meeting.TitleOnly})
	m.do("p-chair", meeting.PassRecord{Draft: draft})
	m.tends(t)
	m.isShredded(t, streams, money)
	if names, err := m.seals.Names(); err != nil || len(names) != 2 || names[0] != m.id.String() || !strings.HasPrefix(names[1], m.id.String()+people+".") {
		t.Errorf("there are keys %v, %v", names, err)
	}
	after, _ := m.log(t, streams[0])
	for line := range strings.Lines(before) { // all that is said of other items
		if strings.Contains(line, "report-") || strings.Contains(line, "people-") {
			if !strings.Contains(after, line) {
				t.Errorf("gone is %s", line)
			}
		}
	}
	heads, err := m.Journal.Heads(t.Context(), streams...)
	if err != nil {
		t.Fatal(err)
	}
	m.tends(t)
	if again, err := m.Journal.Heads(t.Context(), streams...); err != nil || !maps.Equal(again, heads) {
		t.Errorf("once more it is shredded: %v after %v, %v", again, heads, err)
	}
	m.comesLate(t)
	m.goesOn(t, people)
	draft = m.do("p-secretary", meeting.DraftRecord{Level: meeting.TitleOnly})
	m.do("p-chair", meeting.PassRecord{Draft: draft})
	m.tends(t)
	if names, err := m.seals.Names(); err != nil || len(names) != 0 {
		t.Errorf("in the end there are keys %v, %v", names, err)
	}
}

// comesLate checks that what a captioner typed while their line was lost is not kept where it was
// typed in a part that is over.
func (m mixed) comesLate(t *testing.T) {
	t.Helper()
	r, leave, err := m.rooms.Enter(t.Context(), m.id)
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	d := &desk{srv: m.Server, who: &captioner{CaptionLink: auth.CaptionLink{Meeting: m.id, Lang: "en"}, room: r}}
	began := time.Now().Add(-8 * time.Minute)
	for minute, want := range []channel.Place{channel.Record, channel.Record, channel.Live, channel.Live, channel.Record} {
		op := wire.Op{At: began.Add(time.Duration(minute)*time.Minute + time.Second)}
		if to, err := d.place(t.Context(), op); err != nil || to != want {
			t.Errorf("what was typed in minute %d goes to place %d, %v", minute, to, err)
		}
	}
}

// goesOn checks that what was left undone, as the server ended, is done by the next look: what was
// captioned goes before the key, which opens it.
func (m mixed) goesOn(t *testing.T, people string) {
	t.Helper()
	draft := m.do("p-secretary", meeting.DraftRecord{Item: m.people, Level: meeting.TitleOnly})
	m.do("p-chair", meeting.PassRecord{Draft: draft})
	r, leave, err := m.rooms.Enter(t.Context(), m.id)
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	if err := r.Shred(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.tends(t)
	for _, s := range m.streams() {
		if said, keys := m.log(t, s); keys[people] != 0 || strings.Contains(said, "people-") || !strings.Contains(said, "visit-") {
			t.Errorf("of %s is left %v: %s", s, keys, said)
		}
	}
	if names, err := m.seals.Names(); err != nil || !slices.Equal(names, []string{m.id.String()}) {
		t.Errorf("there are keys %v, %v", names, err)
	}
}

// isShredded checks that nothing of the money is left, and that the rest is there.
func (m mixed) isShredded(t *testing.T, streams []journal.Stream, key string) {
	t.Helper()
	c, leave, err := m.channels.Enter(t.Context(), channel.ID{Meeting: m.id, Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	segments, err := c.Segments(t.Context())
	if err != nil || len(segments) != 3 || segments[0].ID != 1 || segments[1].ID != 3 || segments[2].Text != "The people-caption." || segments[2].ID != 4 {
		t.Errorf("captioned was %+v, %v", segments, err)
	}
	if labels := m.channels.Labels(m.id); len(labels) != 3 || slices.Contains(labels, "MONEY") {
		t.Errorf("those who were captioned are %v", labels)
	}
	all := ""
	for _, s := range streams {
		said, keys := m.log(t, s)
		if keys[key] != 0 || keys[""] == 0 || keys[fmt.Sprintf(".%d", m.people)] == 0 {
			t.Errorf("%s is sealed under %v", s, keys)
		}
		all += said
	}
	for secret := range strings.FieldsSeq(someSecrets + " report-caption visit-caption report-note visit-note") {
		if gone := strings.HasPrefix(secret, "money-"); strings.Contains(all, secret) == gone {
			t.Errorf("%s is left: %v\n%s", secret, !gone, all)
		}
	}
}
