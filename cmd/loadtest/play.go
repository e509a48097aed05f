package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.org/convener/captions/typist"
)

// play posts text to the caption link as a captioner's program does: numbered, and each
// post under its number until it is taken.
func (h *hall) play(ctx context.Context, text string, wpm int) error {
	link, err := url.Parse(h.captions)
	if err != nil {
		return errors.New("the caption link is no address")
	}
	client := &http.Client{Transport: &http.Transport{}, Timeout: requestWait} // one connection, as programs keep it
	defer client.CloseIdleConnections()
	due, seq := time.Now(), 0
	for post := range typist.Posts(text, wpm, false, 0) {
		due = due.Add(post.After)
		if err := wait(ctx, time.Until(due)); err != nil {
			return err
		}
		seq++
		h.played.post(post.Body)
		to := *link
		to.RawQuery = strings.TrimPrefix(to.RawQuery+"&seq="+strconv.Itoa(seq), "&")
		if err := h.send(ctx, client, to.String(), post.Body); err != nil {
			return err
		}
		h.words.Add(int64(len(strings.Fields(post.Body))))
	}
	n, _ := h.played.last()
	timed, cancel := context.WithTimeout(ctx, settle)
	defer cancel()
	h.await(timed, func(v *viewer) bool { return v.shown == n })
	return nil
}

// send posts until the post is taken.
func (h *hall) send(ctx context.Context, client *http.Client, to, body string) error {
	for {
		status, err := post(ctx, client, to, body)
		switch {
		case err == nil && status == http.StatusOK:
			return nil
		case err == nil && status < 500 && status != http.StatusTooManyRequests:
			return fmt.Errorf("the caption link does not work: the server answers %d", status)
		}
		h.retries++
		if err := wait(ctx, time.Second); err != nil {
			return err
		}
	}
}

func post(ctx context.Context, client *http.Client, to, body string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "text/plain; charset=utf-8")
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}

// wait waits for d or until ctx is done, whose error it returns.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(max(d, 0))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
