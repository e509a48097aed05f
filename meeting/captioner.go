package meeting

// CaptionerValue is what the captioners of a channel may see beside what the room sees.
type CaptionerValue struct {
	Asides   []AsideValue // of the channel, in order
	Glossary []Term
	Names    bool // a list of who is there may leave the page: under the Rule it may not
}

// ShowCaptioner returns what the captioners of a channel may see of s.
func ShowCaptioner(s *State, lang string) CaptionerValue {
	return CaptionerValue{s.showAsides(func(x Aside) bool { return x.Lang == lang }), s.glossary.Terms, !s.sealed}
}

// showCaptioning shows those who run the meeting what passes between them and the captioners.
func (s *State) showCaptioning(v View) {
	if len(s.asides) > 0 {
		v["asides"] = nil
		if asides := s.showAsides(func(Aside) bool { return true }); asides != nil {
			v["asides"] = asides
		}
	}
	if s.glossary.ID != 0 {
		v["glossary"] = GlossaryValue(s.glossary)
	}
}
