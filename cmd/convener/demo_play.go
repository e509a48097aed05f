package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
)

// demoPace is how long lies between two things that happen in the demo meeting.
const demoPace = 9 * time.Second

// play holds the demo meeting for as long as the server runs: somebody is captioned at the
// pace of speech, with a captioner's slips and corrections, people queue, the chair calls
// them, and items end. Whoever looks on may take part; the cast takes what comes.
func (d *demoCast) play(ctx context.Context, captionURL string) error {
	var playing sync.WaitGroup
	defer playing.Wait()
	for _, session := range append([]string{d.chair, d.secretary}, d.speakers...) {
		playing.Go(func() { d.attend(ctx, session) })
	}
	playing.Go(func() { d.act(ctx) })
	for ctx.Err() == nil {
		captions := captionCmd{URL: captionURL, WPM: 150, Errors: true}
		err := captions.Run(ctx, stdio{In: strings.NewReader(demoCaptions), Out: io.Discard, Err: io.Discard})
		if err != nil && ctx.Err() == nil { // a visitor with the chair's link has ended the meeting
			slog.Warn("the demo's captioner stops", "err", err)
			return nil
		}
	}
	return nil
}

// attend keeps one of the cast connected, so that others see who is there.
func (d *demoCast) attend(ctx context.Context, session string) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.api+"/events?feeds=me", nil)
	if err != nil {
		return
	}
	req.Header.Set("Authorization", "Bearer "+session)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return // nobody is missed in a demo
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	_, _ = io.Copy(io.Discard, resp.Body)    // until the server stops
}

// A scene is where the meeting is.
type scene struct {
	Meeting struct{ Item int }
	Agenda  []struct{ ID int }
	Queue   struct {
		Hands []struct{ ID int }
		Turn  struct{ ID int }
	}
}

// scene finds out where the meeting is.
func (d *demoCast) scene(ctx context.Context) (s scene, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.api+"/feeds/meeting", nil)
	if err != nil {
		return s, err
	}
	var patch struct{ Set scene }
	err = fetch(req, &patch)
	return patch.Set, err
}

// What the cast has to say.
var (
	demoTopics = []string{
		"Captions on slow links", "", "Sign language in the next call", "What libraries can lend", "", "Costs for small groups",
		"Recordings and consent", "A glossary for captioners",
	}
	demoNotes = []string{
		"Captions should arrive before the recording does.",
		"Small island states ask for a text version that works at 64 kbit/s.",
		"Libraries offer rooms with a hearing loop for those who join from there.",
		"The glossary of names is sent to the captioner two days ahead.",
		"Several coalitions support a shared budget for captions.",
	}
)

// act has something happen at the demo's pace until ctx ends.
func (d *demoCast) act(ctx context.Context) {
	tick := time.NewTicker(demoPace)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		if s, err := d.scene(ctx); err == nil {
			_ = d.happen(ctx, n, s) // a visitor may have been faster, and may have ended the meeting
		}
	}
}

// happen makes the n-th thing happen: of four, somebody asks for the floor twice, the
// secretary notes something, and the chair calls the next. Each eighth round ends the item.
func (d *demoCast) happen(ctx context.Context, n int, s scene) error {
	round := n / 4
	switch {
	case n%32 == 31:
		return d.nextItem(ctx, s)
	case n%4 == 1:
		_, err := d.ask(ctx, d.secretary, "add_note", map[string]any{"text": demoNotes[round%len(demoNotes)]})
		return err
	case n%4 == 3 && len(s.Queue.Hands) > 0:
		_, err := d.ask(ctx, d.chair, "call_next", map[string]any{"after": s.Queue.Turn.ID, "head": s.Queue.Hands[0].ID})
		return err
	}
	hand := map[string]any{"class": "topic", "note": demoTopics[n%len(demoTopics)]}
	_, err := d.ask(ctx, d.speakers[(n/2)%len(d.speakers)], "raise_hand", hand)
	return err
}

// nextItem ends the item and begins the next, or after the last one the second again.
func (d *demoCast) nextItem(ctx context.Context, s scene) error {
	next := 1
	for i, item := range s.Agenda[:len(s.Agenda)-1] {
		if item.ID == s.Meeting.Item {
			next = max(1, i+1)
		}
	}
	_, err := d.ask(ctx, d.chair, "start_item", map[string]any{"item": s.Agenda[next].ID, "after": s.Meeting.Item})
	_, opened := d.ask(ctx, d.chair, "open_queue", nil)
	return errors.Join(err, opened)
}
