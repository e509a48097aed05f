package room

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/journal"
)

// Key names the key that seals what belongs to a meeting, but for its parts.
func Key(id uuid.UUID) string { return id.String() }

// PartKey names the key that seals what belongs to a part of a meeting; the meeting's own for 0.
func PartKey(id uuid.UUID, part meeting.Seq) string { return partKey(Key(id), part) }

func partKey(of string, part meeting.Seq) string {
	if part == 0 {
		return of
	}
	return fmt.Sprintf("%s.%d", of, part)
}

// OfKey is the meeting, and the part of it, to which the key called name belongs.
func OfKey(name string) (id uuid.UUID, part meeting.Seq, err error) {
	of := strings.Split(name, ".") // and the node
	if id, err = uuid.Parse(of[0]); err == nil && len(of) > 1 {
		var seq uint64
		seq, err = strconv.ParseUint(of[1], 10, 64)
		part = meeting.Seq(seq)
	}
	return id, part, err
}

// Sealing is how far the sealing of a meeting is.
type Sealing struct {
	Sealed    bool          // it is under the Rule, or a part of it is
	Unsealed  bool          // and something in its log is not sealed yet
	Parts     bool          // and some of it is sealed by itself
	Over      []meeting.Seq // parts of which only the record is left
	Shreds    meeting.Seq   // the record of this part was passed: all else of it is to be destroyed; 0 for none
	Ends      bool          // the record was passed: all else is to be destroyed
	Forgets   time.Time     // when it is anyway; zero for never
	Published bool          // it is destroyed
}

// Alone does something when nobody else on this node does so: what is sealed and destroyed of a
// meeting is so in an order that goes over several streams. The error is do's, or ctx's.
func (r *Room) Alone(ctx context.Context, do func() error) error {
	select {
	case r.alone <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-r.alone }()
	return do()
}

// Sealing is how far the sealing of the meeting is.
func (r *Room) Sealing(ctx context.Context) (s Sealing, err error) {
	if err := r.ledger.CatchUp(ctx); err != nil {
		return s, err
	}
	err = r.ledger.Look(ctx, func(l law) {
		s = Sealing{
			Sealed: l.Sealed(), Unsealed: l.Unsealed(), Parts: l.HasParts(), Over: l.Over(),
			Shreds: l.Shreds(), Ends: l.Passed(), Forgets: l.Forgets(), Published: l.Published(),
		}
	})
	return s, err
}

// Seal seals what is in the meeting's log from before the Rule was asked for, and what belongs
// to a part that has a key of its own since.
func (r *Room) Seal(ctx context.Context) error {
	return r.ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		log, err := events(all)
		if err != nil || len(log) == 0 {
			return nil, err
		}
		s, parts := meeting.Parts(log)
		moved := false
		for i, part := range parts {
			key := PartKey(r.id, part)
			moved, all[i].Key = moved || all[i].Key != key, key
		}
		if !s.Sealed() || !moved {
			return nil, nil
		}
		return all, nil
	})
}

// Shred takes the part out of the log whose record was passed, if there is one.
func (r *Room) Shred(ctx context.Context) error {
	return r.ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		log, err := events(all)
		if err != nil || len(log) == 0 {
			return nil, err
		}
		left := meeting.Shred(log)
		if left == nil {
			return nil, nil
		}
		_, parts := meeting.Parts(left)
		for i, e := range left {
			body, err := meeting.MarshalEvent(e.Event)
			if err != nil {
				return nil, err
			}
			kept := &all[i]
			*kept = journal.Entry{Seq: kept.Seq, At: e.At, By: string(e.By), Cause: e.Cause, Sum: kept.Sum, Key: PartKey(r.id, parts[i]), Body: body}
			if e.Cause == "" {
				kept.Sum = ""
			}
		}
		return all, nil
	})
}

// SaidIn reports of what was captioned from one time to another whether it belongs to a part, or
// was so near to it that it may.
func (r *Room) SaidIn(ctx context.Context, part meeting.Seq) (said func(from, to time.Time) bool, err error) {
	err = r.ledger.Look(ctx, func(l law) { said = l.State.SaidIn(part) })
	return said, err
}

// CaptionKeys are the keys that may seal what is captioned at a time, the best one first: what
// comes as an item begins may be sealed as what was before, or after.
func (r *Room) CaptionKeys(ctx context.Context) (keys func(time.Time) []string, err error) {
	var partAt func(time.Time) meeting.Seq
	err = r.ledger.Look(ctx, func(l law) { partAt = l.State.PartAt() })
	return func(at time.Time) (names []string) {
		for _, about := range []time.Duration{0, -lag, lag} {
			names = append(names, PartKey(r.id, partAt(at.Add(about))))
		}
		return names
	}, err
}

// lag bounds how late a node hears that another item is under discussion.
const lag = 5 * time.Second

// events are the entries of a meeting's log as the law reads them.
func events(all []journal.Entry) ([]meeting.Entry, error) {
	log := make([]meeting.Entry, len(all))
	for i, e := range all {
		event, err := meeting.UnmarshalEvent(e.Body)
		if err != nil {
			return nil, err
		}
		log[i] = entry(e, event)
	}
	return log, nil
}

// Forget has the log hold the record and nothing else, if somebody has passed it or its time
// is over: then what was written on open items is the record.
func (r *Room) Forget(ctx context.Context) error {
	return r.ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		l, err := r.fold(all)
		now := time.Now()
		if err != nil || !l.Passed() && (l.Forgets().IsZero() || now.Before(l.Forgets())) {
			return nil, err
		}
		var open []meeting.RecordLine
		if !l.Passed() {
			if open, err = r.open(l.State); err != nil {
				return nil, err // in an hour again
			}
		}
		left := l.State.Forget(now, open)
		body, err := meeting.MarshalEvent(left.Event)
		return []journal.Entry{{Seq: uint64(left.Seq), At: left.At, Body: body}}, err
	})
}

// fold is the state after entries.
func (r *Room) fold(entries []journal.Entry) (law, error) {
	l := newLaw(Key(r.id))
	for _, e := range entries {
		if err := l.Apply(e); err != nil {
			return l, err
		}
	}
	return l, nil
}

// Langs are the languages of the meeting's captions.
func (r *Room) Langs() (langs []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.plan.Channels {
		langs = append(langs, c.Lang)
	}
	return langs
}

// Expired reports whether the captions in a language are to be destroyed.
func (r *Room) Expired(ctx context.Context, lang string) (expired bool, err error) {
	err = r.ledger.Look(ctx, func(l law) { expired = l.State.Expired(lang) })
	return expired, err
}

// Released reports whether everybody may read the captions in a language.
func (r *Room) Released(ctx context.Context, lang string) (released bool, err error) {
	err = r.ledger.Look(ctx, func(l law) { released = l.State.Released(lang) })
	return released, err
}
