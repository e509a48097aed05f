package pages

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/catalogue"
)

var now = time.Date(2026, 11, 24, 14, 42, 0, 0, time.UTC)

func TestWhenIsSaidInWords(t *testing.T) {
	for _, c := range []struct {
		off  time.Duration
		want string
	}{
		{0, "just now"},
		{time.Minute, "in 1 minute"},
		{59 * time.Minute, "in 59 minutes"},
		{-90 * time.Minute, "1 hour ago"},
		{23 * time.Hour, "in 23 hours"},
		{-24 * time.Hour, "1 day ago"},
		{72 * time.Hour, "in 3 days"},
	} {
		if got := when(now.Add(c.off), now); got != c.want {
			t.Errorf("%v off: %q, want %q", c.off, got, c.want)
		}
	}
}

// home is the home page of meetings that start at these times from now.
func home(t *testing.T, all ...catalogue.Listing) string {
	t.Helper()
	p, err := New(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.Home(&b, all, now); err != nil {
		t.Fatal(err)
	}
	if missing := regexp.MustCompile(`\[[a-z-]+\]`).FindString(b.String()); missing != "" {
		t.Errorf("the catalogue has no sentence %s", missing)
	}
	return b.String()
}

func listing(title string, stage meeting.Stage, off time.Duration) catalogue.Listing {
	return catalogue.Listing{ID: uuid.New(), Title: title, Stage: stage, Starts: now.Add(off), Rule: meeting.Open}
}

func TestHomeHasWhatGoesOnFirstThenWhatIsNextThenWhatWas(t *testing.T) {
	const day = 24 * time.Hour
	got := home(t,
		listing("later", meeting.Planned, 9*day), listing("next", meeting.Planned, 2*day),
		listing("late", meeting.Planned, -time.Hour), listing("live", meeting.Started, -time.Hour),
		listing("never", meeting.Planned, -2*day), listing("past", meeting.Ended, -3*day))
	var order []int
	for _, title := range []string{"live", "late", "next", "later", "never", "past"} {
		order = append(order, strings.Index(got, "<bdi>"+title+"</bdi>"))
	}
	if slices.Min(order) < 0 || !slices.IsSorted(order) {
		t.Errorf("the order is wrong: %v\n%s", order, got)
	}
}

func TestAnEmptyHomeLeadsToTheFirstMeeting(t *testing.T) {
	got := home(t)
	for _, want := range []string{"There is no meeting yet", `<a class="button primary" href="/new">`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
	if strings.Contains(got, `href="/"`) {
		t.Error("the home page links to itself")
	}
}

// Every sentence that a page asks for is in the catalogue.
func TestSentences(t *testing.T) {
	names, err := fs.Glob(sources, "html/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	asked := regexp.MustCompile(`say "([^"]*)"`)
	for _, name := range names {
		b, err := fs.ReadFile(sources, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range asked.FindAllStringSubmatch(string(b), -1) {
			if _, ok := sentence(key[1]); !ok {
				t.Errorf("%s says %q, which is no sentence", name, key[1])
			}
		}
	}
}
