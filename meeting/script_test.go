package meeting

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The scripts are whole meetings. The part "asks" of a script is written by hand, one ask
// a line: who, what, and the fields; the person - is the server, and "look" stands for
// looking around. What the asks led to, and what each audience sees at each look, follows
// in parts that are written by -update.
func TestScripts(t *testing.T) {
	names, err := filepath.Glob("testdata/script/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("%v, %v", names, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			asks, _, _ := strings.Cut(string(text), "-- log --\n")
			golden(t, name, asks+acted(t, asks))
		})
	}
}

// acted is what follows from asks.
func acted(t *testing.T, asks string) string {
	t.Helper()
	s := new(State)
	var log, seen strings.Builder
	for text := range strings.Lines(asks) {
		text = strings.TrimSpace(text)
		what, name, _ := strings.Cut(text, " ")
		switch {
		case text == "" || strings.HasPrefix(text, "#") || text == "-- asks --":
		case what == "look":
			fmt.Fprintf(&log, "(%s)\n", name)
			look(t, &seen, s, name)
		default:
			actOne(t, &log, s, text)
		}
	}
	return "-- log --\n" + log.String() + seen.String()
}

// actOne lets somebody ask, and notes what came of it.
func actOne(t *testing.T, log *strings.Builder, s *State, text string) {
	t.Helper()
	fields := strings.SplitN(text, " ", 3)
	by := Person(strings.TrimPrefix(fields[0], "-"))
	events, err := Decide(s, command(t, fields[1:]), asked(s, by))
	fmt.Fprintf(log, "%s %s\n", fields[0], fields[1])
	if err != nil {
		fmt.Fprintf(log, "    %v\n", err)
	}
	for _, entry := range entries(s, by, events) {
		e := entry.Event
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(log, "    %d %s %s\n", entry.Seq, snake(reflect.TypeOf(e).Name()), data)
	}
}

// command reads a command's name and fields. Someone on the telephone is called by name.
func command(t *testing.T, fields []string) Command {
	t.Helper()
	for _, p := range permissions {
		of := reflect.TypeOf(p.Command)
		if snake(of.Name()) != fields[0] {
			continue
		}
		c := reflect.New(of)
		if len(fields) > 1 {
			if err := json.Unmarshal([]byte(fields[1]), c.Interface()); err != nil {
				t.Fatalf("%v: %v", fields, err)
			}
		}
		if hand, ok := reflect.TypeAssert[*AddHand](c); ok {
			hand.Guest = Person(strings.ToLower(hand.Name))
		}
		return c.Elem().Interface().(Command) //nolint:forcetypeassert // permissions holds commands
	}
	t.Fatalf("there is no command %s", fields[0])
	return nil
}

// look notes what each audience sees of s, and once only what two of them see alike.
func look(t *testing.T, seen *strings.Builder, s *State, name string) {
	t.Helper()
	before := ""
	for a, audience := range []string{"public", "room", "staff"} {
		now := looks(t, s, Audience(a))
		fmt.Fprintf(seen, "-- %s: %s --\n", name, audience)
		if now == before {
			now = "as before\n"
		} else {
			before = now
		}
		seen.WriteString(now)
	}
}
