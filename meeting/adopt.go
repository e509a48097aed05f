package meeting

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
