package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/format"
	"example.org/convener/captions/ingest"
)

// A captionServer takes captions as the real one does, after the faults it is to have.
type captionServer struct {
	mode   ingest.Mode
	mu     sync.Mutex
	faults []string // of the next posts: a status, "hang", "lose" (the answer); "" is none
	source ingest.Source
	track  captions.Track
	asked  []string // method, path and number of each request
}

func (s *captionServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.Method+" "+r.URL.Path+" "+r.URL.Query().Get("seq"))
	fault := ""
	if len(s.faults) > 0 {
		fault, s.faults = s.faults[0], s.faults[1:]
	}
	if code, err := strconv.Atoi(fault); err == nil {
		w.Header().Set("Retry-After", "3")
		w.Header().Set("Location", "/elsewhere")
		http.Error(w, "no", code)
		return
	}
	if strings.HasSuffix(r.URL.Path, "/seq") {
		_, _ = io.WriteString(w, strconv.FormatInt(s.source.Last(), 10))
		return
	}
	if fault == "hang" {
		<-r.Context().Done()
		return
	}
	s.take(body, r.URL.Query())
	if fault == "lose" {
		panic(http.ErrAbortHandler)
	}
	_, _ = io.WriteString(w, "2026-03-02T10:00:00.000")
}

func (s *captionServer) take(body []byte, query url.Values) {
	seq, err := strconv.ParseInt(query.Get("seq"), 10, 64)
	if err != nil {
		seq = -1
	}
	now := time.Now()
	taken, v := s.source.Decide(now, ingest.Post{Body: body, Seq: seq, Mode: s.mode})
	if v != ingest.New {
		s.source.Heard(now, v)
		return
	}
	s.source.Apply(now, taken)
	s.source.Answered(taken.Sum)
	s.track.Apply(now, taken.Ops...)
}

func (s *captionServer) text(t *testing.T) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var text strings.Builder
	if err := format.WriteText(&text, s.track.Segments()); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// pipes is a listener without a network, so that its time can be a bubble's.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	if c, ok := <-p; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}

func (p pipes) Close() error {
	close(p)
	return nil
}

func (p pipes) Addr() net.Addr { return &net.UnixAddr{} }

// serve starts s in the present bubble and returns the way to it. The test's end ends it.
func (s *captionServer) serve(t *testing.T) *http.Transport {
	listener := make(pipes)
	server := http.Server{Handler: s}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener) // ends with the listener
	}()
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		listener <- far
		return near, nil
	}}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		server.Close()
		<-done
	})
	return transport
}

const secret = "cvs_0123456789"

// perform plays text into a link of s in a bubble, as Run does, and returns what it logged.
func perform(ctx context.Context, t *testing.T, s *captionServer, c captionCmd, text string) (string, error) {
	t.Helper()
	link, err := url.Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	p := player{sender: newSender(link, s.serve(t)), log: &log}
	err = p.play(ctx, text, c.posts(link, text))
	return log.String(), err
}

const (
	zoomLink = "http://convener.test/closedcaption?id=1&signature=" + secret
	speech   = "ANNA: Good morning, everyone, and welcome to the third meeting of our group.\n\n>> Yes, we can hear you, loud and clear.\n"
)

func TestCaptionArrivesWordForWord(t *testing.T) {
	for _, tt := range []struct {
		rule    string
		link    string
		mode    ingest.Mode
		faults  []string
		retries string
	}{
		{"into a Zoom-shaped link", zoomLink, ingest.Auto, nil, "0 retries"},
		{"into a link for any program", "http://convener.test/cc/" + secret + "?v=1", ingest.Auto, nil, "0 retries"},
		{"into a link that takes lines", "http://convener.test/cartcaption?meetingid=1&token=" + secret, ingest.Lines, nil, "0 retries"},
		{"through a server that is overloaded", zoomLink, ingest.Auto, []string{"503", "", "429", "500", "502", "", "408"}, "5 retries"},
		{"through one that hangs", zoomLink, ingest.Auto, []string{"", "", "hang"}, "1 retries"},
		{"through a line that loses answers", zoomLink, ingest.Auto, []string{"", "lose", "", "lose", "lose"}, "3 retries"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &captionServer{mode: tt.mode, faults: tt.faults}
				log, err := perform(t.Context(), t, s, captionCmd{URL: tt.link, WPM: 180, Errors: true}, speech)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := strings.Fields(s.text(t)), strings.Fields(speech); !slices.Equal(got, want) {
					t.Errorf("arrived: %q", got)
				}
				if !strings.HasPrefix(log, "22 words in ") || !strings.HasSuffix(log, ", "+tt.retries+"\n") {
					t.Errorf("logged %q", log)
				}
				if d := s.source.Diagnostics(time.Now()); d.Gaps+d.SeqRepeat+d.Late+d.Restarts > 0 {
					t.Errorf("%+v", d)
				}
			})
		})
	}
}

func TestCaptionGoesOnFromTheLastNumber(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &captionServer{}
		s.take([]byte("Hello. "), url.Values{"seq": {"41"}})
		if _, err := perform(t.Context(), t, s, captionCmd{URL: zoomLink, WPM: 180}, "One two"); err != nil {
			t.Fatal(err)
		}
		if want := []string{"GET /closedcaption/seq ", "POST /closedcaption 42", "POST /closedcaption 43"}; !slices.Equal(s.asked, want) {
			t.Errorf("asked %q", s.asked)
		}
	})
}

func TestCaptionStops(t *testing.T) {
	for _, tt := range []struct {
		rule   string
		faults []string
		says   string
		asks   int
		took   time.Duration
	}{
		{"at a link that is not valid", []string{"404"}, "ask the host for a new one", 1, 0},
		{"at one that is not valid any more", []string{"", "", "403"}, "ask the host for a new one", 3, time.Second},
		{"when the meeting is over", []string{"", "400"}, "the meeting is over", 2, time.Second},
		{"at a redirection, which would lose the text", []string{"", "302"}, "does not take captions", 2, time.Second},
		{"after a minute without an answer", slices.Repeat([]string{"503"}, 100), "has not worked for a minute", 21, time.Minute},
		{"after a minute of silence", slices.Concat([]string{""}, slices.Repeat([]string{"hang"}, 100)), "has not worked for a minute", 11, time.Minute},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, began := &captionServer{faults: tt.faults}, time.Now()
				_, err := perform(t.Context(), t, s, captionCmd{URL: zoomLink, WPM: 180}, speech)
				if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), secret) {
					t.Fatalf("error %v", err)
				}
				if took := time.Since(began); took > tt.took+10*time.Second {
					t.Errorf("took %v", took)
				}
				if len(s.asked) != tt.asks {
					t.Errorf("asked %d times", len(s.asked))
				}
			})
		})
	}
}

func TestCaptionIsInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		s := &captionServer{}
		log, err := perform(ctx, t, s, captionCmd{URL: zoomLink, WPM: 180}, speech)
		if !errors.Is(err, context.DeadlineExceeded) || log != "6 words in 6 posts, 0 retries\n" {
			t.Errorf("%v, %q", err, log)
		}
	})
}

func TestCaptionShowsProgressOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		link, _ := url.Parse(zoomLink)
		var log strings.Builder
		p := player{sender: newSender(link, new(captionServer).serve(t)), log: &log, terminal: true}
		c := captionCmd{URL: zoomLink, WPM: 180}
		if err := p.play(t.Context(), "one two", c.posts(link, "one two")); err != nil {
			t.Fatal(err)
		}
		if want := "\r1 of 2 words, 50 %\r2 of 2 words, 100 %\r\x1b[K2 words in 2 posts, 0 retries\n"; log.String() != want {
			t.Errorf("%q", log.String())
		}
	})
}

func TestCaptionRun(t *testing.T) {
	s := &captionServer{}
	server := httptest.NewServer(s)
	defer server.Close()
	for _, tt := range []struct {
		rule string
		cmd  captionCmd
		says string
	}{
		{"plays standard input", captionCmd{URL: server.URL + "/closedcaption?signature=" + secret, WPM: 60_000}, ""},
		{"wants a link", captionCmd{URL: "meeting", WPM: 180}, "http://"},
		{"wants some pace", captionCmd{URL: zoomLink}, "--wpm"},
		{"does not show the link of a server that is not there", captionCmd{URL: "http://127.0.0.1:1/x\x7f" + secret, WPM: 1}, "not a caption link"},
	} {
		var log strings.Builder
		err := tt.cmd.Run(t.Context(), stdio{In: strings.NewReader(speech), Out: io.Discard, Err: &log})
		if (err == nil) != (tt.says == "") || err != nil && (!strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), secret)) {
			t.Errorf("%s: %v", tt.rule, err)
		}
	}
	if got := strings.Fields(s.text(t)); !slices.Equal(got, strings.Fields(speech)) {
		t.Errorf("arrived: %q", got)
	}
}
