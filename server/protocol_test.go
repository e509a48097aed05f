package server_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

var update = flag.Bool("update", false, "write the tables of PROTOCOL.md anew")

// The tables of values and commands in PROTOCOL.md say what the code says.
func TestProtocolTables(t *testing.T) {
	b, err := os.ReadFile("PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	want := table(t, table(t, string(b), "values", valueRows()), "commands", commandRows())
	want = table(t, want, "source", rows([]value{{"monitor.source", ingest.Diagnostics{}}}))
	if want == string(b) {
		return
	}
	if !*update {
		t.Fatal("PROTOCOL.md has old tables; go test ./server -run ProtocolTables -update writes them")
	}
	if err := os.WriteFile("PROTOCOL.md", []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// table puts rows behind the marker name, for those that stand there.
func table(t *testing.T, doc, name, rows string) string {
	t.Helper()
	marked := regexp.MustCompile(`<!-- ` + name + ` -->\n(\|.*\n)*`)
	if !marked.MatchString(doc) {
		t.Fatalf("PROTOCOL.md has no table of %s", name)
	}
	return marked.ReplaceAllLiteralString(doc, "<!-- "+name+" -->\n"+rows)
}

// A value is one that the protocol sends, under its name.
type value struct {
	key   string
	value any
}

func valueRows() string {
	return rows([]value{
		{"meeting", meeting.MeetingValue{}},
		{"meeting.classes", meeting.Look{}},
		{"agenda", meeting.ItemValue{}},
		{"item/&lt;id&gt;", meeting.ItemDetails{}},
		{"item/&lt;id&gt;.links", meeting.DocumentValue{}},
		{"silence/&lt;id&gt;", meeting.SilenceValue{}},
		{"queue", meeting.QueueValue{}},
		{"queue.hands", meeting.HandValue{}},
		{"queue.hands.reasons", meeting.Reason{}},
		{"queue.hands.heard", meeting.HeardHand{}},
		{"queue.turn", meeting.TurnValue{}},
		{"queue.undo", meeting.UndoValue{}},
		{"budgets", meeting.BudgetValue{}},
		{"seats", meeting.SeatsValue{}},
		{"seats.sat", meeting.SittingValue{}},
		{"heard", meeting.HeardValue{}},
		{"alarms", meeting.AlarmValue{}},
		{"asides", meeting.AsideValue{}},
		{"glossary", meeting.GlossaryValue{}},
		{"glossary.terms", meeting.Term{}},
		{"minutes", meeting.MinutesValue{}},
		{"attender/&lt;person&gt;", meeting.Attender{}},
		{"attendance", meeting.Attendance{}},
		{"note/&lt;id&gt;", meeting.NoteValue{}},
		{"note/&lt;id&gt;.was", meeting.WordingValue{}},
		{"note/&lt;id&gt;.was.diff", meeting.Piece{}},
		{"note/&lt;id&gt;.quote", meeting.Quote{}},
		{"decision/&lt;id&gt;", meeting.DecisionValue{}},
		{"action/&lt;id&gt;", meeting.ActionValue{}},
		{"correction/&lt;id&gt;", meeting.CorrectionValue{}},
		{"review", meeting.ReviewValue{}},
		{"review.lines", meeting.RecordLine{}},
		{"review.passages", meeting.PassageValue{}},
		{"consents", meeting.ConsentValue{}},
		{"record", meeting.RecordValue{}},
		{"record.lines", meeting.RecordEntry{}},
		{"links", meeting.LinkValue{}},
		{"me", meeting.MeValue{}},
		{"me.statements", meeting.StatementValue{}},
		{"me.lowered", meeting.LoweredValue{}},
		{"presence", wire.Presence{}},
		{"present/&lt;person&gt;", wire.Present{}},
		{"needs", wire.PersonNeeds{}},
		{"label/&lt;label&gt;", wire.Label{}},
		{"health/&lt;lang&gt;", captions.Health{}},
		{"seg/&lt;id&gt;", captions.Segment{}},
		{"source", wire.Source{}},
	})
}

func rows(values []value) string {
	var b strings.Builder
	b.WriteString("| value | fields |\n|---|---|\n")
	for _, v := range values {
		fmt.Fprintf(&b, "| %s | `%s` |\n", v.key, strings.Join(fieldsOf(reflect.TypeOf(v.value)), "` `"))
	}
	return b.String()
}

func commandRows() string {
	var b strings.Builder
	b.WriteString("| command | fields | roles |\n|---|---|---|\n")
	for name, p := range meeting.Permissions() {
		fields := strings.Join(fieldsOf(reflect.TypeOf(p.Command)), ", ")
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, fields, strings.Join(p.Roles.Names(), ", "))
	}
	return b.String()
}

// fieldsOf are the names of t's fields in JSON, those that may be absent in brackets.
func fieldsOf(t reflect.Type) (names []string) {
	for _, f := range reflect.VisibleFields(t) {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || name == "":
		case strings.Contains(opts, "omitempty"):
			names = append(names, "["+name+"]")
		default:
			names = append(names, name)
		}
	}
	return names
}
