package meeting

import (
	"maps"
	"slices"
	"time"
)

// State is a meeting after its first entries; the zero State is a meeting of which
// nothing is known. It changes only by [Apply] and is seen only through [Show], [Me] and
// [State.Audience].
type State struct {
	seq       Seq
	title     string
	series    string
	starts    time.Time
	made      time.Time
	started   time.Time // when it was opened; zero before
	closed    time.Time // when it was ended; zero before
	moved     time.Time // when the last entry was made
	rule      Rule
	clear     bool                 // its log has entries that are not sealed
	sealed    bool                 // it, or a part of it, is or was under a rule that is not Open
	parts     []Pause              // when what was said was under such a rule, in no order; the running one's end is zero
	consents  map[Person][]Consent // what people let be told of what they said under the Rule
	struck    map[Seq]Person       // lines that are kept out of the record by who said them
	out       map[Person][]Stretch // of the captions, that are kept out of the record by who said them
	slips     map[Person]bool      // who has looked through what they said
	draft     *Draft               // of the record, nil for none
	passed    bool                 // the draft is to be published
	published []PublishedPart      // the parts of which only the record is left
	record    *Record              // what is left of a meeting under the Rule; nil until it is published
	stage     Stage
	bodies    []Body
	channels  []Channel
	preset    Preset

	offRecord  time.Time // since when it is off the record; zero if it is on it
	unrecorded []Pause   // when it was off it before

	people  map[Person]Roles
	removed []Person // in order of removal
	ways    []Way
	via     map[Person]string // the links that people came by

	sittings []Sitting // for bodies, in order

	labels map[string]Person // whom captioners mean, where somebody said so

	items     []Item
	current   Seq    // the item under discussion, 0 for none
	proposals []Item // that nobody has accepted or declined yet, in order

	circulated time.Time // when the agenda was sent round; zero if it was not
	adopted    time.Time // when it was adopted; zero if it was not
	silences   []Silence // in order; the last one may still run
	setup      Setup
	carried    []string // the meetings of the series that have left something to this one

	startedBy Person // who made it current
	anew      Seq    // the last entry that changed who may see what there was already

	queue    Queue
	parked   map[Seq]Queue // the queues of items that were left, by item
	settings Settings
	policies map[Seq]Policy // by item; the meeting's is that of 0
	limits   map[Class]time.Duration
	times    map[Person]int // of the limit, for those who have their own (acc-Q7)
	turn     Turn           // the zero Turn is a free floor
	held     Turn           // the speech that turn interrupts, the zero Turn for none
	spoken   []Speech       // the turns that have ended, in order
	heard    map[tally]int  // turns that count
	spoke    map[tally]time.Duration
	budgets  map[Seq]Budget // by item
	receipts []Receipt      // of statements, in order

	done action   // the last thing that those who run the queue did to it
	left []leaver // the hands that went down in the last minute

	muted     map[Person]bool
	locked    bool
	headcount Headcount
	alarms    []Alarm
	asides    []Aside // in order
	glossary  Glossary
	pause     Break
	deputies  []Person // in the order in which they became that
	offer     Offer

	notes     []Note
	decisions []Decision
	actions   []Action

	minutes     Minutes
	corrections []Correction // in order
	arrived     []Person     // who was connected while the meeting was on, in order of arrival
	excused     []Person     // who sent apologies, in order
	declared    []Person     // who says of themselves that they were there, in order
	unlisted    []Person     // who took back to have been there, or not to come
	attended    Seq          // the last entry that changed who was there
}

// Seq is the number of the last entry in s.
func (s *State) Seq() Seq { return s.seq }

// Anew is the last entry that hid something from an audience, or showed it something that
// was there before; 0 for none. Whoever has less than that forgets all and looks again.
func (s *State) Anew() Seq { return s.anew }

// Clone returns an independent copy of s: applying to one leaves the other as it was.
func (s *State) Clone() *State {
	c := *s
	c.bodies = slices.Clone(s.bodies)
	c.channels = slices.Clone(s.channels)
	c.people = maps.Clone(s.people)
	c.removed = slices.Clone(s.removed)
	c.ways = slices.Clone(s.ways)
	c.via = maps.Clone(s.via)
	c.sittings = slices.Clone(s.sittings)
	c.unrecorded, c.parts = slices.Clip(s.unrecorded), slices.Clip(s.parts)
	c.labels, c.consents, c.struck = maps.Clone(s.labels), maps.Clone(s.consents), maps.Clone(s.struck)
	c.out, c.slips = maps.Clone(s.out), maps.Clone(s.slips)
	c.items, c.proposals = slices.Clone(s.items), slices.Clone(s.proposals)
	c.silences, c.carried = slices.Clone(s.silences), slices.Clone(s.carried)
	c.queue.Hands = slices.Clone(s.queue.Hands)
	c.parked = maps.Clone(s.parked)
	for item, q := range c.parked {
		q.Hands = slices.Clone(q.Hands)
		c.parked[item] = q
	}
	c.policies, c.limits, c.times = maps.Clone(s.policies), maps.Clone(s.limits), maps.Clone(s.times)
	c.heard, c.spoke = maps.Clone(s.heard), maps.Clone(s.spoke)
	c.budgets, c.muted = maps.Clone(s.budgets), maps.Clone(s.muted)
	c.turn.Pauses, c.held.Pauses = slices.Clone(s.turn.Pauses), slices.Clone(s.held.Pauses)
	c.receipts, c.alarms, c.asides = slices.Clone(s.receipts), slices.Clone(s.alarms), slices.Clone(s.asides)
	c.left, c.deputies = slices.Clone(s.left), slices.Clone(s.deputies)
	c.spoken = slices.Clone(s.spoken) // a speech's pauses are never changed again
	c.notes = slices.Clone(s.notes)
	c.decisions = slices.Clone(s.decisions)
	c.actions, c.corrections = slices.Clone(s.actions), slices.Clone(s.corrections)
	c.arrived, c.excused = slices.Clone(s.arrived), slices.Clone(s.excused)
	c.declared, c.unlisted = slices.Clone(s.declared), slices.Clone(s.unlisted)
	return &c
}

// at returns the element of things whose identity is id, or nil.
func at[T interface{ id() Seq }](things []T, id Seq) *T {
	i := slices.IndexFunc(things, func(t T) bool { return t.id() == id })
	if i < 0 {
		return nil
	}
	return &things[i]
}
