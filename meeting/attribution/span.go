package attribution

// Class says how sure a finding is and what follows from it.
type Class string

// The classes. A and B are replaced, C is only shown to the reviewer.
const (
	Certain  Class = "A"
	Likely   Class = "B"
	Doubtful Class = "C"
)

// Kind says what a span is in the sentence.
type Kind string

// The kinds. Address covers speaking to somebody by name; Email also handles.
const (
	Label       Kind = "label"
	Self        Kind = "self"
	Address     Kind = "address"
	Mention     Kind = "mention"
	Affiliation Kind = "affiliation"
	Email       Kind = "email"
)

// Reason tells the reviewer in a few words why a span was found. It never holds a name.
type Reason string

// The reasons, in the order of the passes.
const (
	ByLabel      Reason = "label of a speaker"
	ByAddress    Reason = "e-mail address or handle"
	BySpelling   Reason = "spelled-out name"
	ByFullName   Reason = "full name on the roster"
	ByIntro      Reason = "somebody introduces themselves or is introduced"
	ByWork       Reason = "says where somebody works"
	ByName       Reason = "name on the roster"
	ByCommonName Reason = "name on the roster that is also a common word"
	ByLikeness   Reason = "looks or sounds like a name on the roster"
	ByNeighbour  Reason = "stands beside a name"
	ByBody       Reason = "body on the roster"
	ByBodyPart   Reason = "short, misspelled or misheard form of a body on the roster"
	ByKeyWord    Reason = "key word of a coalition where one is spoken for"
	ByClaim      Reason = "claim that only one person can make"
	ByRole       Reason = "role that tells who spoke"
	ByPronoun    Reason = "gendered pronoun near a replaced name"
	ByCapital    Reason = "unknown word with a capital"
)

// Span is a stretch of a text that identifies somebody, or may.
type Span struct {
	Start  int    `json:"start"` // offset in bytes in the text as given
	End    int    `json:"end"`   // offset of the first byte after it
	Class  Class  `json:"class"`
	Kind   Kind   `json:"kind"`
	Reason Reason `json:"reason"`
	Offer  string `json:"offer,omitempty"` // a neutral word for a pronoun
}

// Replaced reports whether s is replaced in the text.
func (s Span) Replaced() bool { return s.Class != Doubtful }
