package server

import (
	"maps"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/auth"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/room"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

// alone is a server of which nothing runs, with one meeting under the Rule that is over.
func alone(t *testing.T) (srv *Server, id uuid.UUID, do func(meeting.Person, meeting.Command) meeting.Seq) {
	t.Helper()
	srv, id, do = aloneWith(t, new(memory.Journal), meeting.CreateMeeting{Title: "Funding", Rule: meeting.ChathamHouse, Channels: []meeting.Channel{{Lang: "en", Title: "English"}}})
	do("p-chair", meeting.StartMeeting{})
	do("p-secretary", meeting.AddNote{Text: "We met."})
	do("p-chair", meeting.EndMeeting{})
	return srv, id, do
}

// aloneWith is a server of which nothing runs, with one meeting that has a chair and a secretary.
func aloneWith(t *testing.T, j journal.Journal, made meeting.CreateMeeting) (srv *Server, id uuid.UUID, do func(meeting.Person, meeting.Command) meeting.Seq) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := sqlite.Open(t.Context(), t.TempDir())
	must(err)
	t.Cleanup(func() { _ = db.Close() })
	keys, err := auth.Open(t.Context(), db.Writer(), db.Reader())
	must(err)
	people, err := roster.Open(t.Context(), db.Writer(), db.Reader(), seal.NewKeys())
	must(err)
	srv, err = New(Config{PublicURL: new(url.URL), Journal: j, Keys: keys, Roster: people, Dist: fstest.MapFS{}})
	must(err)
	t.Cleanup(func() { srv.rooms.Close(); srv.channels.Close() })
	id = uuid.New()
	must(srv.rooms.Create(t.Context(), id, made))
	r, leave, err := srv.rooms.Enter(t.Context(), id)
	must(err)
	t.Cleanup(leave)
	do = func(by meeting.Person, c meeting.Command) meeting.Seq {
		t.Helper()
		seq, err := r.Do(t.Context(), by, uuid.NewString(), "", c)
		must(err)
		return seq
	}
	for p, roles := range map[meeting.Person]meeting.Roles{"p-chair": meeting.Chair, "p-secretary": meeting.Secretary} {
		must(people.Put(t.Context(), id, p, roster.Card{Name: "Somebody", Way: "speak"}))
		_, err := keys.NewSession(t.Context(), auth.Session{Meeting: id, Person: p})
		must(err)
		do(meeting.House, meeting.AdmitPerson{Person: p, Roles: roles})
	}
	return srv, id, do
}

func (srv *Server) how(t *testing.T, id uuid.UUID) room.Sealing {
	t.Helper()
	r, leave, err := srv.rooms.Enter(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	s, err := r.Sealing(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Where a record was passed and the server ended before the rest was destroyed, the next look
// does it, and one more does no harm.
func TestForgettingGoesOn(t *testing.T) {
	srv, id, do := alone(t)
	if err := srv.tend(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if s := srv.how(t, id); !s.Sealed || s.Unsealed || s.Published || s.Ends {
		t.Errorf("before it is passed: %+v", s)
	}
	draft := do("p-secretary", meeting.DraftRecord{})
	do("p-chair", meeting.PassRecord{Draft: draft})
	for range 2 {
		if err := srv.tend(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if s := srv.how(t, id); !s.Published || s.Sealed {
			t.Errorf("after it: %+v", s)
		}
		if names, err := srv.seals.Names(); err != nil || len(names) != 0 {
			t.Errorf("keys are left: %v, %v", names, err)
		}
		if cards, err := srv.Roster.Cards(t.Context(), id); err != nil || len(cards) != 0 {
			t.Errorf("people are left: %v, %v", cards, err)
		}
	}
	if err := srv.tend(t.Context(), uuid.New()); err != nil {
		t.Errorf("a meeting that is not there: %v", err)
	}
}

// A meeting that no key opens is told as a fault, and harms no other.
func TestLostKey(t *testing.T) {
	srv, id, _ := alone(t)
	if was, err := srv.seals.Destroy(room.Key(id)); err != nil || !was {
		t.Fatal(was, err)
	}
	srv.rooms.Close()
	if err := srv.tend(t.Context(), id); err == nil {
		t.Error("what cannot be read is tended")
	}
}

// What two people pass has what the program found replaced, in the language of the meeting,
// and what it doubts shown.
func TestStripped(t *testing.T) {
	lines, _ := stripped(room.Review{
		Known: room.Known{
			Lang: "en", Bodies: []string{"Islands"},
			Cards:     map[meeting.Person]roster.Card{"p-1": {Name: "Amina Diallo", Body: "Islands"}, "p-2": {Name: "Ben Okri"}},
			Spellings: map[meeting.Person][]string{"p-2": {"BENN OKREE"}},
		},
		Lines: []room.ReviewLine{
			{ID: 4, Kind: "note", Text: "Amina Diallo of Islands thanked Ben; Benn Okree agreed."},
			{ID: 5, Kind: "note", Text: "Nobody is named here."},
			{ID: 6, Kind: "contribution", Text: "Amina was in Rome.", Told: true, Said: "Amina Diallo"},
		},
	}, nil)
	if got := lines[0].Strip; strings.Contains(got, "Amina") || strings.Contains(got, "Ben") || strings.Contains(got, "Okree") || strings.Contains(got, "Islands") || !strings.Contains(got, "[a participant]") {
		t.Errorf("stripped is %q", got)
	}
	whole := ""
	for _, p := range lines[0].Pieces {
		whole += p.Text
		if (p.With != "") != (p.Class != "") {
			t.Errorf("a piece is %+v", p)
		}
	}
	if whole != lines[0].Text {
		t.Errorf("the pieces are %q", whole)
	}
	if lines[1].Strip != lines[1].Text || len(lines[1].Pieces) != 1 {
		t.Errorf("where nobody is named: %+v", lines[1])
	}
	if l := lines[2]; l.Strip != l.Text || l.Said != "Amina Diallo" || len(l.Pieces) != 0 {
		t.Errorf("on an open item: %+v", l)
	}
}

// Whoever runs the server is told a week, three days, and a day before, each once.
func TestWarns(t *testing.T) {
	told := make(map[int]int)
	for left := 14*24*time.Hour + time.Minute; left > -time.Hour; left -= tendEvery {
		told[warns(left)]++
	}
	if delete(told, 0); !maps.Equal(told, map[int]int{7: 1, 3: 1, 1: 1}) {
		t.Errorf("told %v", told)
	}
}
