package room

import (
	"context"
	"time"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/journal"
)

// Key names the key that seals what belongs to a meeting.
func Key(id uuid.UUID) string { return id.String() }

// Sealing is how far the sealing of a meeting is.
type Sealing struct {
	Sealed    bool      // it is under the Rule, or a part of it is
	Unsealed  bool      // and something in its log is not sealed yet
	Ends      bool      // a record was passed: all else is to be destroyed
	Forgets   time.Time // when it is anyway; zero for never
	Published bool      // it is destroyed
}

// Sealing is how far the sealing of the meeting is.
func (r *Room) Sealing(ctx context.Context) (s Sealing, err error) {
	if err := r.ledger.CatchUp(ctx); err != nil {
		return s, err
	}
	err = r.ledger.Look(ctx, func(l law) {
		s = Sealing{Sealed: l.Sealed(), Unsealed: l.Unsealed(), Ends: l.Passed(), Forgets: l.Forgets(), Published: l.Published()}
	})
	return s, err
}

// Seal seals what is in the meeting's log from before the Rule was asked for.
func (r *Room) Seal(ctx context.Context) error {
	return r.ledger.Rewrite(ctx, func(all []journal.Entry) ([]journal.Entry, error) {
		l, err := r.fold(all)
		if err != nil || !l.Unsealed() {
			return nil, err
		}
		for i := range all {
			all[i].Key = l.key
		}
		return all, nil
	})
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
