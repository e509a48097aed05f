package ledger

import (
	"time"

	"example.org/convener/server/journal"
)

// decided is a batch of asks that were judged and not yet answered.
type decided[S, C any] struct {
	entries []journal.Entry // of all asks, numbered
	replies []reply         // by ask
	batch   []request[C]
	ahead   bool // state has folded entries already
	state   S    // a copy, if ahead
}

// undecided is batch before anything of it was judged.
func undecided[S, C any](batch []request[C]) decided[S, C] {
	return decided[S, C]{batch: batch, replies: make([]reply, len(batch))}
}

// decide judges batch. The later asks of a batch must be judged by what the earlier ones
// have led to, and the state may not run ahead of the journal: for them a copy does.
func (k *keeper[S, C]) decide(batch []request[C], ahead bool) decided[S, C] {
	d := undecided[S](batch)
	if d.ahead, d.state = ahead, k.state; ahead {
		d.state = k.state.Clone()
	}
	now := time.Now().UTC().Round(0)
	if now.Before(k.lastAt) {
		now = k.lastAt
	}
	fresh := make(map[string]known) // causes of this batch
	for i, r := range batch {
		d.replies[i] = k.judge(&d, r, now, fresh)
	}
	return d
}

// judge decides one ask and adds its entries to d.
func (k *keeper[S, C]) judge(d *decided[S, C], r request[C], now time.Time, fresh map[string]known) reply {
	if err := r.ctx.Err(); err != nil {
		return reply{err: err} // nobody waits any more
	}
	if had, ok := k.known(r.ask.Cause, fresh); ok {
		if had.sum != r.ask.Sum {
			return reply{err: ErrReused}
		}
		return reply{seq: had.answer}
	}
	entries, err := d.state.Decide(r.ask, now)
	if err != nil {
		return reply{err: err}
	}
	head := k.at.Seq + uint64(len(d.entries))
	if len(entries) == 0 {
		return reply{seq: head}
	}
	for i := range entries {
		e := &entries[i]
		e.Seq, e.At, e.By = head+uint64(i)+1, now, r.ask.By
		if i == len(entries)-1 {
			e.Cause, e.Sum = r.ask.Cause, r.ask.Sum
		}
		if !d.ahead {
			continue
		}
		if err := d.state.Apply(*e); err != nil {
			return reply{err: err}
		}
	}
	d.entries = append(d.entries, entries...)
	answer := d.state.Answer(entries[len(entries)-1])
	if r.ask.Cause != "" {
		fresh[r.ask.Cause] = known{answer, r.ask.Sum}
	}
	return reply{seq: answer}
}

// known finds what became of an ask before.
func (k *keeper[S, C]) known(cause string, fresh map[string]known) (known, bool) {
	if cause == "" {
		return known{}, false
	}
	if had, ok := k.causes[cause]; ok {
		return had, true
	}
	had, ok := fresh[cause]
	return had, ok
}

// answer tells the askers what became of their asks.
func (d decided[S, C]) answer() {
	for i, r := range d.batch {
		r.reply <- d.replies[i]
	}
}

// fail tells all of them that the outcome is unknown; refusals stand.
func (d decided[S, C]) fail(err error) {
	for i, r := range d.batch {
		if d.replies[i].err != nil {
			r.reply <- d.replies[i]
			continue
		}
		r.reply <- reply{err: err}
	}
}
