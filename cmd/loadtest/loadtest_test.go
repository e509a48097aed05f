package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"example.org/convener/server"
	"example.org/convener/server/auth"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

const admin = "cva_test"

// serve runs a server until the test ends, and returns its address.
func serve(t *testing.T) (address string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := sqlite.Open(t.Context(), t.TempDir())
	must(err)
	keys, err := auth.Open(t.Context(), db.Writer(), db.Reader())
	must(err)
	must(keys.SetAdminToken(t.Context(), admin))
	people, err := roster.Open(t.Context(), db.Writer(), db.Reader(), seal.NewKeys())
	must(err)
	j := sqlite.NewJournal(db)
	web := httptest.NewUnstartedServer(nil)
	public, err := url.Parse("http://" + web.Listener.Addr().String())
	must(err)
	srv, err := server.New(server.Config{PublicURL: public, Journal: j, Keys: keys, Roster: people, Dist: fstest.MapFS{}})
	must(err)
	web.Config.Handler = srv.Handler()
	web.Start()
	writing, stopWriting := context.WithCancel(context.Background())
	serving, stopServing := context.WithCancel(context.Background())
	var writer, runner sync.WaitGroup
	writer.Go(func() { j.Run(writing) })
	runner.Go(func() {
		if err := srv.Run(serving); err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	t.Cleanup(func() {
		stopServing()
		runner.Wait()
		web.Close()
		stopWriting()
		writer.Wait()
		must(db.Close())
	})
	return public.String()
}

func TestRun(t *testing.T) {
	text := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(text, []byte(">> ANNA: Good morning, everyone, and welcome to this meeting.\n>> Thank you. Let us begin.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, progress bytes.Buffer
	code := run([]string{
		serve(t), "--admin-token", admin, "--viewers", "20", "--askers", "4", "--asks", "40",
		"--play", text, "--wpm", "2000", "--until", "Let us begin.", "--for", "30s", "--server-pid", strconv.Itoa(os.Getpid()),
	}, &out, &progress)
	if code != 0 || progress.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, progress.String())
	}
	for _, want := range []string{
		`viewers +20 in .*; 0 lost`,
		`frames +\d{2,}, `,
		`captions +16 words in \d+ posts, 0 sent again; post to frame p50 [1-9]`,
		`last word +at 20 viewers, the first [1-9].* and the last [1-9]`,
		`text +at 20 of 20 viewers`,
		`missed +0 of [1-9]\d* segments at 20 viewers`,
		`asks +[1-9]\d*, 0 of them refused; p50 [1-9]`,
		`server +\S+s of CPU to connect, then \S+s in`,
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("%s is not in the figures:\n%s", want, out.String())
		}
	}
}

// Who reads slowly has all in the end, and nobody waits for it.
func TestSlowViewer(t *testing.T) {
	text := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(text, []byte("Good morning, everyone, and welcome to this meeting.\nThank you. Let us begin.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, progress bytes.Buffer
	code := run([]string{serve(t), "--admin-token", admin, "--viewers", "3", "--slow", "1", "--play", text, "--wpm", "2000"}, &out, &progress)
	for _, want := range []string{`at 1 kB/s +post to frame p50 \d`, `last word +at 2 viewers`, `missed +0 of [1-9]\d* segments at 3 viewers`} {
		if code != 0 || !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("exit code %d, %s is not in the figures:\n%s%s", code, want, out.String(), progress.String())
		}
	}
}

func TestUsage(t *testing.T) {
	for _, tt := range []struct {
		rule string
		args []string
		want string
	}{
		{"another machine is spared", []string{"https://meet.example.org", "--admin-token", admin}, "is not this machine"},
		{"by its address too", []string{"http://192.0.2.7:8080", "--admin-token", admin}, "is not this machine"},
		{"a server needs a token", []string{"http://127.0.0.1:8080"}, "needs --admin-token"},
		{"an address is needed", []string{"127.0.0.1:8080", "--admin-token", admin}, "is no address"},
		{"stamps are of a text", []string{"http://127.0.0.1:8080", "--admin-token", admin, "--stamps", "x"}, "of what is played"},
		{"askers are viewers", []string{"http://127.0.0.1:8080", "--admin-token", admin, "--viewers", "2", "--askers", "3"}, "no more of them ask"},
	} {
		var out, progress bytes.Buffer
		if code := run(tt.args, &out, &progress); code != 2 || !strings.Contains(progress.String(), tt.want) {
			t.Errorf("%s: exit code %d: %s", tt.rule, code, progress.String())
		}
	}
}

func TestShownBy(t *testing.T) {
	p := newPlayed()
	for _, body := range []string{">> ANNA:", " Good", " morning.", "\n>> BOB:", " Good", " day."} {
		p.post(body)
	}
	for text, want := range map[string]int{
		"ANNA": 1, "Good": 5, "Good morning.": 3, "Good mor": 2, "BOB": 4, "Good day.": 6, "Good d": 5, "Bad": 0, "": 0, "...": 0,
	} {
		if got := p.shownBy(text); got != want {
			t.Errorf("%q shows %d posts, not %d", text, got, want)
		}
	}
	if n := len(p.since(time.Now(), 2, 6)); n != 4 {
		t.Errorf("four posts are %d", n)
	}
	if n := len(p.since(time.Now(), 6, 2)); n != 0 {
		t.Errorf("what is older shows %d posts", n)
	}
}

// Who compares what a browser shows needs to know what was sent by when.
func TestStamps(t *testing.T) {
	p, file := newPlayed(), filepath.Join(t.TempDir(), "stamps.json")
	before := float64(time.Now().UnixMicro()) / 1000
	p.post(">> Café")
	p.post(" 7!")
	if err := p.write(file); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []stamp
	if err := json.Unmarshal(b, &got); err != nil || len(got) != 2 {
		t.Fatalf("%v: %s", err, b)
	}
	if got[0].Letters != 4 || got[1].Letters != 5 || got[0].At < before || got[1].At < got[0].At || got[1].At > before+60_000 {
		t.Errorf("%s, begun at %f", b, before)
	}
}

func TestMisses(t *testing.T) {
	kept := map[uint64]*segment{1: {ID: 1, Rev: 2, Text: "Yes."}, 2: {ID: 2, Rev: 1, Text: "No."}}
	for _, tt := range []struct {
		rule string
		has  map[uint64]*segment
		want int
	}{
		{"all is there", map[uint64]*segment{1: {ID: 1, Rev: 2, Text: "Yes."}, 2: {ID: 2, Rev: 1, Text: "No."}}, 0},
		{"one is not", map[uint64]*segment{1: {ID: 1, Rev: 2, Text: "Yes."}}, 1},
		{"one is old", map[uint64]*segment{1: {ID: 1, Rev: 1, Text: "Ye"}, 2: {ID: 2, Rev: 1, Text: "No."}}, 1},
		{"one should have gone", map[uint64]*segment{1: {ID: 1, Rev: 2, Text: "Yes."}, 2: {ID: 2, Rev: 1, Text: "No."}, 3: {ID: 3}}, 1},
	} {
		if got := (&viewer{segs: tt.has}).misses(kept); got != tt.want {
			t.Errorf("%s: %d", tt.rule, got)
		}
	}
}

func TestQuantiles(t *testing.T) {
	var h histogram
	if got := h.quantile(0.5); got != 0 {
		t.Errorf("of nothing: %v", got)
	}
	for ms := range 1000 {
		h.add(time.Duration(ms+1) * time.Millisecond)
	}
	for q, want := range map[float64]time.Duration{0.5: 500 * time.Millisecond, 0.99: 990 * time.Millisecond, 1: time.Second} {
		if got := h.quantile(q); got < want*98/100 || got > want*103/100 {
			t.Errorf("%v: %v, want %v", q, got, want)
		}
	}
}

func TestProcess(t *testing.T) {
	began := time.Now()
	for time.Since(began) < 50*time.Millisecond { // until some ticks are used
		lettersOf(strings.Repeat("word ", 1000))
	}
	if u := (process{os.Getpid()}).now(); u.cpu < tick || u.rss < 1<<20 {
		t.Errorf("%+v", u)
	}
	if u := (process{0}).now(); u != (usage{}) {
		t.Errorf("of no process: %+v", u)
	}
}
