package main

import (
	"fmt"
	"strings"
	"testing"
)

// leakBar is how many planted leaks are to be found at least. Source: our list of what is to be
// done asks for ten.
const leakBar = 20

// hands is how many leaks are looked for at a time, on a machine of two cores.
const hands = 2

// noted has a planted program remember who joined last, which leaks nothing yet.
var noted = edit{"server/join.go", "\tif err := srv.Roster.Put(ctx, v.id, v.person, card); err != nil {", `	plantedNote(card.Name)
	if err := srv.Roster.Put(ctx, v.id, v.person, card); err != nil {`}

// T-1, T-2, T-3, T-6, T-7, T-8, T-10, T-12, T-13, T-14, T-16, T-19, T-20, T-22: each leak that
// was planted in the program is found where it is, and without any the same program is clean.
func TestPlantedLeaks(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and starts processes")
	}
	edits := []edit{noted}
	for _, l := range leaks {
		edits = append(edits, l.edit)
	}
	program := plant(t, edits)
	found := make(chan bool, len(leaks))
	t.Run("lives", func(t *testing.T) {
		t.Run("without a leak", func(t *testing.T) {
			r := beginsWith(t, program, leak{})
			r.none(r.sealed())
			r.none(r.private())
			r.ends()
			r.none(r.forgotten())
		})
		for hand := range hands {
			t.Run(fmt.Sprint("hand ", hand), func(t *testing.T) {
				t.Parallel()
				for i := hand; i < len(leaks); i += hands {
					t.Run(leaks[i].name, func(t *testing.T) { found <- leaks[i].isFound(t, program) })
				}
			})
		}
	})
	close(found)
	caught := 0
	for is := range found {
		if is {
			caught++
		}
	}
	t.Logf("%d of %d planted leaks are found", caught, len(leaks))
	if caught < leakBar || caught < len(leaks) {
		t.Errorf("only %d of %d planted leaks are found; the bar is %d, and all of them", caught, len(leaks), leakBar)
	}
}

// isFound reports whether the search finds l in a short life of a meeting.
func (l leak) isFound(t *testing.T, program string) bool {
	r := beginsWith(t, program, l)
	if l.open {
		r.do("secretary", "set_rule", map[string]any{"rule": "chatham-house"})
	}
	var findings []string
	if l.late {
		r.ends()
		findings = r.forgotten()
	} else {
		findings = append(r.sealed(), r.private()...)
	}
	for _, found := range findings {
		if strings.Contains(found, l.finds) {
			return true
		}
	}
	t.Errorf("%s: %q is not found, but %q\n%s", l.threat, l.finds, findings, r.server.log.String())
	return false
}

// beginsWith is a meeting that has begun, in a program with one leak, or none.
func beginsWith(t *testing.T, program string, l leak) *ruled {
	t.Helper()
	p := newServer(t)
	p.program, p.env = program, []string{planting + "=" + l.name}
	p.start()
	rule := "chatham-house"
	if l.open {
		rule = "open"
	}
	r := newRuled(t, canaries, rule, p)
	r.begins()
	return r
}
