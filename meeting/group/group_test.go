package group

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/convener/meeting"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// with is the default after a change.
func with(change func(*Settings)) Settings {
	s := kept(Default())
	change(&s)
	return s
}

// class changes one class of hands.
func class(s *Settings, name meeting.Class, change func(*Class)) {
	c := s.Classes[name]
	change(&c)
	s.Classes[name] = c
}

func TestWhatAGroupCanSay(t *testing.T) { // P16
	for _, test := range []struct {
		rule   string
		change func(*Settings)
		taken  bool
	}{
		{"what it begins with", func(*Settings) {}, true},
		{"a name", func(s *Settings) { s.Name = "Coalitions" }, true},
		{"not none", func(s *Settings) { s.Name = " " }, false},
		{"a class with another name", func(s *Settings) { class(s, meeting.Topic, func(c *Class) { c.Label = "New thread" }) }, true},
		{"not with that of another", func(s *Settings) { class(s, meeting.Topic, func(c *Class) { c.Label = " Reply" }) }, false},
		{"not in any colour", func(s *Settings) { class(s, meeting.Topic, func(c *Class) { c.Colour = "#ffff00" }) }, false},
		{"turns of 5 s", func(s *Settings) { class(s, meeting.Topic, func(c *Class) { c.Limit = 5 }) }, true},
		{"not of 4 s", func(s *Settings) { class(s, meeting.Topic, func(c *Class) { c.Limit = 4 }) }, false},
		{"all classes", func(s *Settings) { delete(s.Classes, meeting.Topic) }, false},
		{"not no classes", func(s *Settings) { clear(s.Classes) }, false},
		{"no others", func(s *Settings) {
			delete(s.Classes, meeting.Topic)
			s.Classes["tea"] = Class{"Tea", meeting.Red, 60}
		}, false},
		{"a policy that there is", func(s *Settings) { s.Queue.Policy = meeting.Draw }, true},
		{"not another", func(s *Settings) { s.Queue.Policy = "rank" }, false},
		{"people are overtaken at least once", func(s *Settings) { s.Queue.Overtakes = 0 }, false},
		{"and 20 times at most", func(s *Settings) { s.Queue.Overtakes = 21 }, false},
		{"a clock begins within 10 min", func(s *Settings) { s.Queue.Grace = 601 }, false},
		{"a scale of one's own", func(s *Settings) { s.Scale = []string{"Yes", "No"} }, true},
		{"not of one outcome", func(s *Settings) { s.Scale = []string{"Yes"} }, false},
		{"not with an outcome twice", func(s *Settings) { s.Scale = []string{"Yes", "Yes "} }, false},
		{"a silence of 10 s", func(s *Settings) { s.Silence = 10 }, true},
		{"not of 9", func(s *Settings) { s.Silence = 9 }, false},
		{"not of more than an hour", func(s *Settings) { s.Silence = 3601 }, false},
		{"nobody has to wait for those with a bad line", func(s *Settings) { s.Grace = 0 }, true},
		{"nor for long", func(s *Settings) { s.Grace = 601 }, false},
		{"a minority has 7 days", func(s *Settings) { s.Dissent = 7 }, true},
		{"and never less", func(s *Settings) { s.Dissent = 6 }, false}, // D5
		{"nor for ever", func(s *Settings) { s.Dissent = 366 }, false},
		{"documents on the day", func(s *Settings) { s.Documents = 0 }, true},
		{"not after it", func(s *Settings) { s.Documents = -1 }, false},
		{"one seat", func(s *Settings) { s.Seats = 1 }, true},
		{"not none", func(s *Settings) { s.Seats = 0 }, false},
		{"a rule that there is", func(s *Settings) { s.Rule = meeting.ChathamHouse }, true},
		{"not another", func(s *Settings) { s.Rule = "secret" }, false},
		{"captions that are not kept", func(s *Settings) { s.Keep = meeting.Live }, true},
		{"not for a week", func(s *Settings) { s.Keep = "week" }, false},
		{"bodies", func(s *Settings) {
			s.Bodies = []Body{{Name: "Libraries", Link: "https://example.org/l"}, {"Islands", 1, "Aims.", ""}}
		}, true},
		{"each once", func(s *Settings) { s.Bodies = []Body{{Name: "Libraries"}, {Name: " Libraries"}} }, false},
		{"with seats", func(s *Settings) { s.Bodies = []Body{{Name: "Libraries", Seats: -1}} }, false},
		{"not too many", func(s *Settings) { s.Bodies = []Body{{Name: "Libraries", Seats: 21}} }, false},
		{"a link that leads somewhere", func(s *Settings) { s.Bodies = []Body{{Name: "Libraries", Link: "javascript:alert(1)"}} }, false},
		{"languages", func(s *Settings) { s.Access.Languages = []string{"English", "Français"} }, true},
		{"with names", func(s *Settings) { s.Access.Languages = []string{""} }, false},
		{"sign languages, with their pictures", func(s *Settings) { s.Access.Signs = []Sign{{"LSF", "https://example.org/lsf"}} }, true},
		{"not anywhere", func(s *Settings) { s.Access.Signs = []Sign{{"LSF", "lsf"}} }, false},
		{"help", func(s *Settings) { s.Access.Help = "Ask Noor.\nOr call." }, true},
		{"not at any length", func(s *Settings) { s.Access.Help = strings.Repeat("a", maxWords+1) }, false},
	} {
		s := with(test.change)
		d := new(Document)
		event, err := Decide(d, SetGroup{Settings: s})
		refused, ok := errors.AsType[*meeting.Error](err)
		if (err == nil) != test.taken || err != nil && (!ok || refused.Code != "malformed" || !strings.HasSuffix(refused.Text, ".")) {
			t.Errorf("%s: %v", test.rule, err)
		}
		if event != nil && err == nil {
			c := event.Settings.Fill(meeting.CreateMeeting{Title: "A"})
			if _, err := meeting.Decide(new(meeting.State), c, meeting.Asked{By: meeting.House}); err != nil {
				t.Errorf("%s: it makes no meeting: %v", test.rule, err)
			}
		}
	}
}

// play is a document after wishes, each by somebody who has seen the one before.
func play(t *testing.T, wishes ...Settings) *Document {
	t.Helper()
	d := new(Document)
	for _, s := range wishes {
		event, err := Decide(d, SetGroup{d.Rev(), s})
		if err != nil {
			t.Fatal(err)
		}
		if event != nil {
			Apply(d, *event, noon.Add(time.Duration(d.Rev())*time.Hour))
		}
	}
	return d
}

func TestChanges(t *testing.T) { // P16
	day := new(Document)
	if day.Rev() != 0 || day.Changed() != nil || !same(day.Settings(), Default()) {
		t.Errorf("the first day: %+v", day)
	}
	silence := with(func(s *Settings) { s.Silence = 90 })
	bodies := with(func(s *Settings) { s.Silence, s.Bodies = 90, []Body{{Name: "Libraries"}, {Name: "Islands", Seats: 1}} })
	fewer := with(func(s *Settings) { s.Silence, s.Bodies = 90, []Body{{Name: "Islands", Seats: 2}, {Name: "Libraries"}} })
	d := play(t, silence, silence, bodies, fewer)
	var words []string
	for _, c := range d.Changes() {
		words = append(words, strings.Join(c.Fields, ",")+" | "+strings.Join(c.Words, " "))
	}
	want := []string{
		"bodies | The bodies: now Islands, 2 seats, not any more Islands, 1 seat.",
		"bodies | The bodies: now Libraries; Islands, 1 seat.",
		"silence | How long a silence procedure lasts: 90 seconds, before 60 seconds.",
	}
	if !slices.Equal(words, want) || d.Rev() != 3 || !d.Changed().Equal(noon.Add(2*time.Hour)) {
		t.Errorf("revision %d, at %v:\n%s", d.Rev(), d.Changed(), strings.Join(words, "\n"))
	}
	if _, err := Decide(d, SetGroup{2, Default()}); !errors.Is(err, meeting.ErrStale) {
		t.Errorf("who saw an older one: %v", err)
	}
	before := d.Clone()
	Apply(d, GroupSet{Default()}, noon)
	Apply(before, GroupSet{silence}, noon)
	if !same(d.Settings(), Default()) || len(d.Changes()[0].Fields) != 2 || len(before.Changes()[0].Fields) != 1 {
		t.Error("a copy is not its own")
	}
}

// Whatever changes in the document is told under the name of its field.
func TestEveryFieldHasWords(t *testing.T) {
	tried := 0
	for i := range reflect.TypeFor[Settings]().NumField() {
		name, _, _ := strings.Cut(reflect.TypeFor[Settings]().Field(i).Tag.Get("json"), ",")
		for leaf := 0; ; leaf++ {
			is := with(func(s *Settings) {
				s.Bodies, s.Access = []Body{{Name: "Libraries"}}, Access{Languages: []string{"en"}, Signs: []Sign{{Language: "LSF"}}}
			})
			was, n := kept(is), leaf
			if !alter(reflect.ValueOf(&is).Elem().Field(i), &n) {
				break
			}
			tried++
			if fields, words := changed(was, is); !slices.Equal(fields, []string{name}) || len(words) != 1 || !strings.HasSuffix(words[0], ".") {
				t.Errorf("%s, %d: %v, %q", name, leaf, fields, words)
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d leaves were tried", tried)
	}
}

// alter changes leaf n of v, and reports whether there is one; n counts down.
func alter(v reflect.Value, n *int) bool {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			if alter(field, n) {
				return true
			}
		}
		return false
	case reflect.Slice:
		for i := range v.Len() {
			if alter(v.Index(i), n) {
				return true
			}
		}
		return false
	case reflect.Map:
		for _, key := range meeting.Classes() {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(reflect.ValueOf(key)))
			if alter(value, n) {
				v.SetMapIndex(reflect.ValueOf(key), value)
				return true
			}
		}
		return false
	}
	if *n--; *n >= 0 {
		return false
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	default:
		panic(v.Kind())
	}
	return true
}

func TestFill(t *testing.T) { // P16
	s := with(func(s *Settings) {
		s.Rule, s.Keep, s.Seats = meeting.ChathamHouse, meeting.Live, 3
		s.Bodies = []Body{{Name: "Libraries"}, {Name: "Islands", Seats: 1}}
	})
	got := s.Fill(meeting.CreateMeeting{Channels: []meeting.Channel{{Lang: "en"}, {Lang: "fr", Keep: meeting.Kept}}})
	if got.Rule != meeting.ChathamHouse || !reflect.DeepEqual(got.Bodies, []meeting.Body{{Name: "Libraries", Seats: 3}, {Name: "Islands", Seats: 1}}) {
		t.Errorf("rule and bodies: %+v", got)
	}
	if got.Channels[0].Keep != meeting.Live || got.Channels[1].Keep != meeting.Kept {
		t.Errorf("channels: %+v", got.Channels)
	}
	if got.Preset.Classes[meeting.Order].Label != "Point of order" || got.Policy.Limits[meeting.Topic] != 120 || *got.Queue.Grace != 10 {
		t.Errorf("the rest: %+v %+v %+v", got.Preset, got.Policy, got.Queue)
	}
	own := meeting.CreateMeeting{
		Rule: meeting.Open, Bodies: []meeting.Body{}, Preset: &meeting.Preset{}, Policy: &meeting.SetPolicy{}, Queue: &meeting.SetQueue{},
	}
	if got := s.Fill(own); got.Rule != own.Rule || len(got.Bodies) != 0 || got.Preset != own.Preset || got.Policy != own.Policy || got.Queue != own.Queue {
		t.Errorf("what a meeting says itself: %+v", got)
	}
	if got := s.Fill(meeting.CreateMeeting{Bodies: []meeting.Body{{Name: "Guests"}}}); got.Bodies[0].Seats != 3 {
		t.Errorf("a body of the meeting's own has %d seats", got.Bodies[0].Seats)
	}
	if got := Default().Fill(meeting.CreateMeeting{Channels: []meeting.Channel{{Lang: "en"}}}); got.Channels[0].Keep != "" {
		t.Error("what is kept needs no word")
	}
}

// Every document that was ever written is read and means the same for ever.
func TestOldLog(t *testing.T) {
	b, err := os.ReadFile("testdata/first.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	d := new(Document)
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		event, err := Unmarshal([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Marshal(event); err != nil || string(again) != line {
			t.Errorf("%v\nread    %s\nwritten %s", err, line, again)
		}
		Apply(d, event, noon)
	}
	if s := d.Settings(); d.Rev() != 2 || s.Name != "Coalitions" || s.Bodies[1].Seats != 1 || s.Access.Signs[0].Language != "LSF" {
		t.Errorf("%d: %+v", d.Rev(), s)
	}
	for _, wrong := range []string{``, `{}`, `{"kind":"group_unset","data":{}}`, `{"kind":"group_set","data":7}`} {
		if _, err := Unmarshal([]byte(wrong)); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}
