package meeting

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// captioned is a meeting under the Rule that has ended, in which three people spoke, and a
// draft of its record to which passages can be added.
func captioned(t *testing.T, level Level) (log []Entry) {
	t.Helper()
	log, _ = spoke(t, ann, bob, cleo)
	return play(t, log, ask{chair, EndMeeting{}}, ask{secretary, DraftRecord{Level: level}})
}

func offer(of Person, from uint64, text string) OfferedPassage {
	return OfferedPassage{From: from, To: from + 1, Text: text, Item: itemA, Speaker: of}
}

// R4, R5: what was captioned is published as people have looked it through.
func TestPassages(t *testing.T) {
	log := captioned(t, Excerpts)
	add := func(p ...OfferedPassage) AddPassages { return AddPassages{last(log), p, nil} }
	one, doubtful := offer(ann, 3, "Captions \n first."), offer(bob, 5, "I wrote it.")
	doubtful.Doubts = true
	read := doubtful
	read.Read = true
	added := play(t, log, ask{secretary, add(one)})
	whole := play(t, log, ask{secretary, DraftRecord{Level: Written}})
	struck := play(t, log, ask{bob, StrikePassage{4, 9, true, true, 0}})
	long := offer(ann, 3, strings.Repeat("x ", maxText/2))
	many := log
	for i := range uint64(maxPassages/maxText + 1) {
		p := long
		p.From, p.To = i+1, i+1
		if i == maxPassages/maxText {
			judged(t, []rule{{"there is an end", many, secretary, AddPassages{last(many), []OfferedPassage{p}, nil}, nil, ErrTooLong}})
			break
		}
		many = play(t, many, ask{secretary, AddPassages{last(many), []OfferedPassage{p}, nil}})
	}
	judged(t, []rule{
		{"a passage is kept as it was cleaned", log, secretary, add(one), []Event{PassagesAdded{Passages: []Passage{{3, 4, itemA, "Captions first.", ann, false}}}}, nil},
		{"of a draft that there is", play(t, underWay(t), ask{chair, SetRule{ChathamHouse, 0}}), secretary, AddPassages{1, []OfferedPassage{one}, nil}, nil, ErrUnknown},
		{"and that is as the asker saw it", added, secretary, add(offer(ann, 9, "X")), nil, ErrStale},
		{"one's own", log, chair, add(one), nil, ErrOthersDraft},
		{"that is to have some", whole, secretary, AddPassages{last(whole), []OfferedPassage{one}, nil}, nil, ErrNoPassages},
		{"not none", log, secretary, add(), nil, ErrEmpty},
		{"nor one that says nothing", log, secretary, add(offer(ann, 3, " ")), nil, ErrEmpty},
		{"nor one twice", log, secretary, add(one, one), nil, ErrLineTwice},
		{"nor one before another", added, secretary, AddPassages{last(added), []OfferedPassage{offer(ann, 1, "X"), offer(ann, 4, "X")}, nil}, nil, ErrLineTwice},
		{"nor one that is nowhere", log, secretary, add(OfferedPassage{From: 3, To: 2, Text: "X"}), nil, ErrUnknown},
		{"nor on an item that is hidden from outsiders", play(t, log, ask{secretary, EditItem{Item: itemA, Visibility: new(VisiblePresent)}}), secretary, AddPassages{last(log), []OfferedPassage{one}, nil}, nil, ErrHidden},
		{"nor what its speaker keeps out", struck, secretary, add(one), nil, ErrStruck},
		{"nor what is in doubt and was not read", log, secretary, add(doubtful), nil, ErrUnread},
		{"unless it was", log, secretary, add(read), []Event{PassagesAdded{Passages: []Passage{{5, 6, itemA, "I wrote it.", bob, false}}}}, nil},
	})
}

// R4, T-28: what was captioned is published when who spoke has had the time to keep something
// out, and if enough people stay unnamed.
func TestPassagesPass(t *testing.T) {
	log := captioned(t, Verbatim)
	passages := []OfferedPassage{offer(ann, 3, "One."), offer(bob, 7, "Two."), {From: 11, To: 11, Text: "Three."}}
	added := play(t, log, ask{secretary, AddPassages{last(log), passages, nil}})
	pass := PassRecord{last(added)}
	passed := []Event{RecordPassed{last(added)}}
	slips := play(t, added, ask{ann, ReturnSlip{true}}, ask{bob, ReturnSlip{true}})
	two, _ := spoke(t, ann, bob)
	two = play(t, two, ask{chair, EndMeeting{}}, ask{secretary, DraftRecord{Level: Verbatim}})
	two = play(t, two, ask{secretary, AddPassages{last(two), passages[:2], nil}})
	unknown := play(t, two, ask{secretary, AddPassages{last(two), passages[2:], nil}})
	third := play(t, two, ask{secretary, AddPassages{last(two), []OfferedPassage{offer(cleo, 11, "Three.")}, nil}})
	guests := play(t, log[:len(log)-1], ask{ann, GiveConsent{true, ConsentName, 0}}, ask{secretary, DraftRecord{Level: Verbatim}})
	guests = play(t, guests, ask{secretary, AddPassages{last(guests), passages[:2], nil}})
	judged(t, []rule{
		{"not at once", added, chair, pass, nil, ErrSlips},
		{"unless all who spoke have looked", slips, chair, pass, passed, nil},
		{"not if one has not", play(t, added, ask{ann, ReturnSlip{true}}), chair, pass, nil, ErrSlips},
		{"or not any more", play(t, slips, ask{ann, ReturnSlip{false}}), chair, pass, nil, ErrSlips},
		{"nor before all of it is there", play(t, log), chair, PassRecord{last(log)}, nil, ErrNoPassages},
		{"nor of an item that was hidden since", play(t, slips, ask{secretary, EditItem{Item: itemA, Visibility: new(VisiblePresent)}}), chair, pass, nil, ErrHidden},
		{"nor by who wrote it", slips, secretary, pass, nil, ErrOwnDraft},
	})
	judgedAt(t, noon.Add(slipWait), []rule{{"not within a day", added, chair, pass, nil, ErrSlips}})
	judgedAt(t, noon.Add(slipWait+time.Minute), []rule{
		{"after a day", added, chair, pass, passed, nil},
		{"not what somebody keeps out since", play(t, added, ask{bob, StrikePassage{8, 8, true, true, 0}}), chair, pass, nil, ErrStruckSince},
		{"nor of two", two, chair, PassRecord{last(two)}, nil, ErrFewVoices},
		{"and somebody whom nobody knows", unknown, chair, PassRecord{last(unknown)}, nil, ErrFewVoices},
		{"unless a third is known by the captions", third, chair, PassRecord{last(third)}, []Event{RecordPassed{last(third)}}, nil},
		{"nor where two stay unnamed", guests, chair, PassRecord{last(guests)}, nil, ErrFewVoices},
	})
	tells := func(s *State) string { return fmt.Sprint(Me(s, ann).Slip, Me(s, bob).Out) }
	becomes(t, []outcome{
		{"who has looked sees it", play(t, added, ask{ann, ReturnSlip{true}}), tells, "true []"},
		{"and what one keeps out", play(t, added, ask{bob, StrikePassage{7, 8, true, true, 0}}), tells, "false [{7 8}]"},
		{"until it is let in again", play(t, added, ask{bob, StrikePassage{7, 8, true, true, 0}}, ask{bob, StrikePassage{7, 8, false, true, 0}}), tells, "false []"},
	})
	judged(t, []rule{
		{"what somebody else said", added, bob, StrikePassage{3, 4, true, false, 0}, nil, ErrNotSaid},
		{"what is nowhere", added, bob, StrikePassage{0, 4, true, true, 0}, nil, ErrUnknown},
		{"in an open meeting", underWay(t), bob, StrikePassage{3, 4, true, true, 0}, nil, ErrOpenMeeting},
		{"nobody has looked while it is on", play(t, underWay(t), ask{chair, SetRule{ChathamHouse, 0}}), bob, ReturnSlip{true}, nil, ErrNotOver},
		{"nor in an open meeting", underWay(t), bob, ReturnSlip{true}, nil, ErrOpenMeeting},
	})
}

// R5, T-5, T-6: what is published of what was captioned tells neither who spoke, nor where one
// speaker ends and the next begins, nor, of excerpts, their order.
func TestPassagesPublished(t *testing.T) {
	text := func(level Level, order ...int) string {
		sentences := []string{strings.Repeat("We pay for it. ", 45), "No.", "Who are we to say? " + strings.Repeat("So it is. ", 60), "Fine."}
		log := captioned(t, level)
		var offers []OfferedPassage
		for i, n := range order {
			p := offer([]Person{ann, bob}[n%2], uint64(10*i+1), sentences[n])
			p.Item = []Seq{itemB, itemA}[n/3]
			offers = append(offers, p)
		}
		log = play(t, log, ask{secretary, AddPassages{last(log), offers, nil}})
		log = later(t, log, slipWait+time.Minute, ask{chair, PassRecord{last(log)}})
		after := replay([]Entry{replay(log).Forget(noon.Add(48*time.Hour), nil)})
		v, _ := Show(after, Public, 0)["record"].(RecordValue)
		var lines []string
		for _, l := range v.Lines {
			lines = append(lines, fmt.Sprintf("%d %s %d", l.Item, l.Kind, len(l.Text)))
		}
		return strings.Join(lines, ", ")
	}
	if got, want := text(Verbatim, 0, 1, 2, 3), "1 passage 5, 2 passage 614, 2 passage 602, 2 passage 79"; got != want {
		t.Errorf("what was captioned is published as %q, not %q", got, want)
	}
	if got, other := text(Excerpts, 0, 1, 2, 3), text(Excerpts, 2, 1, 0, 3); got != other || strings.Count(got, "passage") != 4 {
		t.Errorf("excerpts keep their order: %q, %q", got, other)
	}
	if got := strings.Join(ended([]string{"We pay and", "No.", "[ Applause ]", "(So be it.)"}), " "); got != "We pay and… No. [ Applause ] (So be it.)" {
		t.Errorf("who is broken off goes on: %q", got)
	}
	if cut := paragraphs(strings.Repeat("word ", 400) + "end."); len(cut) != 1 || !slices.Equal(paragraphs(""), []string{""}) {
		t.Errorf("it is cut within a sentence: %d", len(cut))
	}
}

// What was captioned on an open item does not need three who stay unnamed. What was captioned on
// one, but so near to a part under the Rule that it may belong to that, is not published.
func TestOpenPassages(t *testing.T) {
	log, _ := underRule(t)
	log = play(t, log, ask{secretary, DraftRecord{Level: Verbatim}})
	told := OfferedPassage{From: 1, To: 2, Text: "We met in Rome.", Item: itemA, Speaker: ann, Told: true}
	near, ruled := told, told
	near.Told, ruled.Told, ruled.Item = false, false, itemB
	with := func(p OfferedPassage, voices ...Voice) []Entry {
		return play(t, log, ask{secretary, AddPassages{last(log), []OfferedPassage{p}, voices}}, ask{ann, ReturnSlip{true}})
	}
	pass := func(log []Entry) PassRecord { return PassRecord{last(log) - 1} }
	granted := []Event{RecordPassed(pass(with(told)))}
	others := []Voice{{itemB, bob, false}, {itemB, cleo, false}}
	open := []Voice{{itemA, bob, false}, {itemA, cleo, false}, {itemA, deputy, false}}
	judged(t, []rule{
		{"on an open item", with(told), chair, pass(with(told)), granted, nil},
		{"near to a part, however many spoke on the open item", with(near, open...), chair, pass(with(near, open...)), nil, ErrFewVoices},
		{"what one person said under the Rule", with(ruled), chair, pass(with(ruled)), nil, ErrFewVoices},
		{"where two others spoke, too", with(ruled, others...), chair, pass(with(ruled, others...)), granted, nil},
	})
}
