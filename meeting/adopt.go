package meeting

import "time"

// AdoptAgenda puts the agenda to the meeting: it is adopted if nobody objects while a clock
// runs that everybody sees (A10).
type AdoptAgenda struct {
	Seconds int `json:"seconds,omitempty"` // 10-3600; as the meeting has it unless given
}

func (c AdoptAgenda) decide(s *State, a Asked) ([]Event, error) {
	switch {
	case len(s.items) == 0:
		return nil, refuse("There is no agenda yet.")
	case !s.adopted.IsZero():
		return unchanged(s.seq)
	}
	return s.openSilence(SilenceAgenda, "", c.Seconds, a)
}

// AgendaAdopted records that the agenda stands as it is: what comes later is told from it.
type AgendaAdopted struct{}

func (AgendaAdopted) apply(s *State, en Entry) { s.adopted = en.At }

// running is the silence that nothing has ended yet, or nil.
func (s *State) running() *Silence {
	if n := len(s.silences); n > 0 && s.silences[n-1].runs() {
		return &s.silences[n-1]
	}
	return nil
}

// runs reports whether somebody may still object.
func (q Silence) runs() bool { return q.State == SilenceOpen || q.State == SilenceGrace }

// due is when the time for objections runs out that q is in, while it runs.
func (q Silence) due() time.Time {
	if q.State == SilenceOpen {
		return q.Until
	}
	return q.Grace
}
