package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.org/convener/captions/typist"
)

// captionCmd plays text into a caption link, as a captioner's program would.
type captionCmd struct {
	URL    string `required:"" placeholder:"URL" help:"Caption link to play into, as pasted from the meeting."`
	WPM    int    `default:"180" help:"Words a minute."`
	Errors bool   `help:"Misspell a word now and then, and correct it by backspaces."`
}

// Paths of caption links. Source: section 1.1 of our captions reference.
const (
	zoomPath  = "/closedcaption"
	teamsPath = "/cartcaption"
)

// Run plays standard input until its end, or until ctx is done.
func (c *captionCmd) Run(ctx context.Context, in stdio) error {
	link, err := url.Parse(c.URL)
	if err != nil || link.Host == "" || link.Scheme != "http" && link.Scheme != "https" {
		return errors.New("this is not a caption link: it should begin with http:// or https://")
	}
	if c.WPM < 1 {
		return errors.New("--wpm is at least 1")
	}
	text, err := io.ReadAll(in.In)
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	p := player{sender: newSender(link, http.DefaultTransport), log: in.Err, terminal: isTerminal(in.Err)}
	return p.play(ctx, string(text), c.posts(link, string(text)))
}

// posts is how text is played into link: as lines where each post is a line.
func (c *captionCmd) posts(link *url.URL, text string) iter.Seq[typist.Post] {
	if strings.HasSuffix(link.Path, teamsPath) {
		return typist.Lines(text, c.WPM)
	}
	return typist.Posts(text, c.WPM, c.Errors, rand.Uint64())
}

// A player plays posts at their time and says how far it is.
type player struct {
	sender   *sender
	log      io.Writer
	terminal bool // log may be written over
	posts    int
	words    int
}

// play sends posts, which have the words of text. What is late is sent at once.
func (p *player) play(ctx context.Context, text string, posts iter.Seq[typist.Post]) error {
	if err := p.sender.begin(ctx); err != nil {
		return err
	}
	all := len(strings.Fields(text))
	due := time.Now()
	var failed error
	for post := range posts {
		due = due.Add(post.After)
		if failed = sleep(ctx, time.Until(due)); failed != nil {
			break
		}
		if failed = p.sender.send(ctx, post.Body); failed != nil {
			break
		}
		p.posts++
		p.words = min(p.words+len(strings.Fields(strings.TrimLeft(post.Body, "\b"))), all)
		if p.terminal {
			fmt.Fprintf(p.log, "\r%d of %d words, %d %%", p.words, all, 100*p.words/max(all, 1))
		}
	}
	if failed == nil {
		p.words = all // words written twice may have hidden how far it was
	}
	if p.terminal {
		fmt.Fprint(p.log, "\r\x1b[K")
	}
	fmt.Fprintf(p.log, "%d words in %d posts, %d retries\n", p.words, p.posts, p.sender.retries)
	return failed
}

// sleep waits for d or until ctx is done, whose error it returns.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// How long a request may take, how long one is tried again, and the pauses between.
const (
	requestWait = 5 * time.Second
	giveUp      = 60 * time.Second
	firstPause  = 250 * time.Millisecond
	lastPause   = 2 * time.Second
)

// maxAnswer is how much of an answer is read, in bytes.
const maxAnswer = 4 << 10

// A sender posts to one caption link. Its errors never show the link, which is a secret.
type sender struct {
	client  *http.Client
	link    *url.URL
	seq     int64 // of the last post; it counts for links of Zoom's shape only
	retries int
}

func newSender(link *url.URL, transport http.RoundTripper) *sender {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // a redirected POST would lose its body
	return &sender{client: &http.Client{Transport: transport, CheckRedirect: stay}, link: link}
}

// numbered reports whether the link wants its posts numbered.
func (s *sender) numbered() bool { return strings.HasSuffix(s.link.Path, zoomPath) }

// begin asks the link for the number of the last post, so that ours go on from there.
func (s *sender) begin(ctx context.Context) error {
	if !s.numbered() {
		return nil
	}
	ask := *s.link
	ask.Path += "/seq"
	answer, err := s.try(ctx, http.MethodGet, ask.String(), "")
	if err != nil {
		return err
	}
	if s.seq, err = strconv.ParseInt(strings.TrimSpace(answer), 10, 64); err != nil {
		return errors.New("the caption link did not answer with a number: is it a caption link?")
	}
	return nil
}

// send posts body until it is taken, under one number however often it has to be tried.
func (s *sender) send(ctx context.Context, body string) error {
	to := *s.link
	if s.numbered() {
		s.seq++
		query := "seq=" + strconv.FormatInt(s.seq, 10)
		if to.RawQuery != "" {
			query = to.RawQuery + "&" + query // the link's own query stays as it was pasted
		}
		to.RawQuery = query
	}
	_, err := s.try(ctx, http.MethodPost, to.String(), body)
	return err
}

// try asks until it is answered with 200, for as long as giveUp. Its error is a sentence
// for the person at the keyboard, or ctx's.
func (s *sender) try(ctx context.Context, method, to, body string) (string, error) {
	end := time.Now().Add(giveUp)
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		answer, after, err := s.ask(ctx, method, to, body)
		if err == nil {
			return answer, nil
		}
		if after < 0 {
			return "", err
		}
		wait := max(pause, after)
		if time.Now().Add(wait).After(end) {
			return "", fmt.Errorf("the caption link has not worked for a minute: %w", err)
		}
		if err := sleep(ctx, wait); err != nil {
			return "", err
		}
		s.retries++
	}
}

// ask asks once. With an error, after is how long the server wants us to wait before we ask
// again, and negative if asking again is of no use.
func (s *sender) ask(ctx context.Context, method, to, body string) (answer string, after time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, requestWait)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, to, strings.NewReader(body))
	if err != nil {
		return "", -1, errors.New("this is not a caption link")
	}
	req.Header.Set("Content-Type", "text/plain; charset=utf-8")
	res, err := s.client.Do(req)
	if err != nil {
		return "", 0, bare(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return "", 0, bare(err)
	}
	if res.StatusCode == http.StatusOK {
		return string(text), 0, nil
	}
	after, err = refused(res)
	return "", after, err
}

// refused says what an answer other than 200 means, and as ask does when to ask again.
func refused(res *http.Response) (time.Duration, error) {
	switch code := res.StatusCode; {
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusNotFound:
		return -1, fmt.Errorf("the caption link is not valid, or not any more (%d): ask the host for a new one", code)
	case code == http.StatusBadRequest:
		return -1, errors.New("the meeting is over or its captions are closed (400)")
	case code == http.StatusRequestTimeout, code == http.StatusTooManyRequests, code >= 500:
		seconds, _ := strconv.Atoi(res.Header.Get("Retry-After")) // a date or nothing: our own pause will do
		return time.Duration(min(max(seconds, 0), 3600)) * time.Second, fmt.Errorf("the server answered %s", res.Status)
	default:
		return -1, fmt.Errorf("the caption link does not take captions: the server answered %s", res.Status)
	}
}

// bare is err without the link that net/http puts into it.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}
