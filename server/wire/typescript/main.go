// Command typescript writes the protocol's types for the front end, from the types that
// the server encodes and decodes: the two cannot drift apart. go generate runs it.
package main

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"example.org/convener/captions"
	"example.org/convener/captions/ingest"
	"example.org/convener/meeting"
	"example.org/convener/meeting/group"
	"example.org/convener/server/pages"
	"example.org/convener/server/roster"
	"example.org/convener/server/wire"
)

// interfaces are the structs that become interfaces. Of some the public gets another form
// under the Chatham House Rule; what that lacks is optional.
var interfaces = []struct {
	name     string
	of       reflect.Type
	nameless reflect.Type
}{
	{"Channel", reflect.TypeFor[meeting.Channel](), nil},
	{"Headcount", reflect.TypeFor[meeting.Headcount](), nil},
	{"ClassLook", reflect.TypeFor[meeting.Look](), nil},
	{"Meeting", reflect.TypeFor[meeting.MeetingValue](), nil},
	{"Item", reflect.TypeFor[meeting.ItemValue](), reflect.TypeFor[meeting.NamelessItem]()},
	{"ItemLink", reflect.TypeFor[meeting.Link](), nil},
	{"PlannedItem", reflect.TypeFor[meeting.PlannedItem](), nil},
	{"ItemDocument", reflect.TypeFor[meeting.DocumentValue](), nil},
	{"Silence", reflect.TypeFor[meeting.SilenceValue](), nil},
	{"ItemDetails", reflect.TypeFor[meeting.ItemDetails](), reflect.TypeFor[meeting.NamelessDetails]()},
	{"Reason", reflect.TypeFor[meeting.Reason](), nil},
	{"HeardHand", reflect.TypeFor[meeting.HeardHand](), nil},
	{"Hand", reflect.TypeFor[meeting.HandValue](), reflect.TypeFor[meeting.NamelessHand]()},
	{"Turn", reflect.TypeFor[meeting.TurnValue](), reflect.TypeFor[meeting.NamelessTurn]()},
	{"Undoable", reflect.TypeFor[meeting.UndoValue](), nil},
	{"Queue", reflect.TypeFor[meeting.QueueValue](), nil},
	{"Quote", reflect.TypeFor[meeting.Quote](), nil},
	{"Piece", reflect.TypeFor[meeting.Piece](), nil},
	{"Wording", reflect.TypeFor[meeting.WordingValue](), nil},
	{"Minutes", reflect.TypeFor[meeting.MinutesValue](), nil},
	{"Correction", reflect.TypeFor[meeting.CorrectionValue](), nil},
	{"Attender", reflect.TypeFor[meeting.Attender](), nil},
	{"Attendance", reflect.TypeFor[meeting.Attendance](), nil},
	{"Note", reflect.TypeFor[meeting.NoteValue](), nil},
	{"Decision", reflect.TypeFor[meeting.DecisionValue](), nil},
	{"Action", reflect.TypeFor[meeting.ActionValue](), nil},
	{"RecordLine", reflect.TypeFor[meeting.RecordLine](), nil},
	{"Passage", reflect.TypeFor[meeting.PassageValue](), nil},
	{"OfferedPassage", reflect.TypeFor[meeting.OfferedPassage](), nil},
	{"Stretch", reflect.TypeFor[meeting.Stretch](), nil},
	{"Consent", reflect.TypeFor[meeting.Consent](), nil},
	{"Consents", reflect.TypeFor[meeting.ConsentValue](), nil},
	{"Review", reflect.TypeFor[meeting.ReviewValue](), nil},
	{"RecordEntry", reflect.TypeFor[meeting.RecordEntry](), nil},
	{"RecordPart", reflect.TypeFor[meeting.RecordPart](), nil},
	{"RecordOfMeeting", reflect.TypeFor[meeting.RecordValue](), nil},
	{"Budget", reflect.TypeFor[meeting.BudgetValue](), nil},
	{"Sitting", reflect.TypeFor[meeting.SittingValue](), nil},
	{"Seats", reflect.TypeFor[meeting.SeatsValue](), nil},
	{"Heard", reflect.TypeFor[meeting.HeardValue](), nil},
	{"Alarm", reflect.TypeFor[meeting.AlarmValue](), nil},
	{"Statement", reflect.TypeFor[meeting.StatementValue](), nil},
	{"Aside", reflect.TypeFor[meeting.AsideValue](), nil},
	{"Term", reflect.TypeFor[meeting.Term](), nil},
	{"Glossary", reflect.TypeFor[meeting.GlossaryValue](), nil},
	{"Lowered", reflect.TypeFor[meeting.LoweredValue](), nil},
	{"Me", reflect.TypeFor[meeting.MeValue](), nil},
	{"LinkWay", reflect.TypeFor[meeting.LinkValue](), nil},
	{"Present", reflect.TypeFor[wire.Present](), nil},
	{"Presence", reflect.TypeFor[wire.Presence](), nil},
	{"Label", reflect.TypeFor[wire.Label](), nil},
	{"Segment", reflect.TypeFor[captions.Segment](), nil},
	{"Spread", reflect.TypeFor[captions.Spread](), nil},
	{"Health", reflect.TypeFor[captions.Health](), nil},
	{"LinkState", reflect.TypeFor[ingest.Diagnostics](), nil},
	{"SourceState", reflect.TypeFor[wire.Source](), nil},
	{"Op", reflect.TypeFor[wire.Op](), nil},
	{"Resume", reflect.TypeFor[wire.Resume](), nil},
	{"ConsoleWelcome", reflect.TypeFor[wire.ConsoleWelcome](), nil},
	{"Ack", reflect.TypeFor[wire.Ack](), nil},
	{"Refused", reflect.TypeFor[wire.Refused](), nil},
	{"Pong", reflect.TypeFor[wire.Pong](), nil},
	{"Preview", reflect.TypeFor[wire.Preview](), nil},
	{"Speaker", reflect.TypeFor[wire.Speaker](), nil},
	{"DeskItem", reflect.TypeFor[wire.DeskItem](), nil},
	{"DeskAside", reflect.TypeFor[wire.DeskAside](), nil},
	{"Desk", reflect.TypeFor[wire.Desk](), nil},
	{"Monitor", reflect.TypeFor[wire.Monitor](), nil},
	{"Limits", reflect.TypeFor[wire.Limits](), nil},
	{"Welcome", reflect.TypeFor[wire.Welcome](), nil},
	{"Hello", reflect.TypeFor[wire.Hello](), nil},
	{"Painted", reflect.TypeFor[wire.Painted](), nil},
	{"Needs", reflect.TypeFor[wire.Needs](), nil},
	{"PersonNeeds", reflect.TypeFor[wire.PersonNeeds](), nil},
	{"Joining", reflect.TypeFor[wire.Joining](), nil},
	{"Joined", reflect.TypeFor[wire.Joined](), nil},
	{"Refusal", reflect.TypeFor[meeting.Error](), nil},
	{"GroupClass", reflect.TypeFor[group.Class](), nil},
	{"GroupQueue", reflect.TypeFor[group.Queue](), nil},
	{"GroupBody", reflect.TypeFor[group.Body](), nil},
	{"SignLanguage", reflect.TypeFor[group.Sign](), nil},
	{"GroupAccess", reflect.TypeFor[group.Access](), nil},
	{"GroupSettings", reflect.TypeFor[group.Settings](), nil},
	{"Delegate", reflect.TypeFor[roster.Delegate](), nil},
	{"GroupChange", reflect.TypeFor[group.Change](), nil},
	{"AgreedPoint", reflect.TypeFor[pages.Point](), nil},
	{"AgreedSection", reflect.TypeFor[pages.Section](), nil},
}

const head = `// Written by ` + "`go generate ./server/wire`" + `. Do not edit.

/** The number of an entry in its meeting's log. */
export type Seq = number;

/** A person's pseudonym in this meeting. */
export type Person = string;

`

const tail = `/** The keys of the feed "meeting". */
export interface MeetingFeed {
  meeting: Meeting;
  agenda: Item[];
  queue: Queue;
  minutes: Minutes;
  attendance?: Attendance;
  [attender: ` + "`attender/${string}`" + `]: Attender;
  budgets?: Budget[];
  review?: Review;
  consents?: Consents[];
  record?: RecordOfMeeting;
  seats?: Seats[];
  heard?: Heard;
  alarms?: Alarm[];
  asides?: Aside[];
  glossary?: Glossary;
  links?: LinkWay[];
  [item: ` + "`item/${number}`" + `]: ItemDetails;
  [silence: ` + "`silence/${number}`" + `]: Silence;
  [note: ` + "`note/${number}`" + `]: Note;
  [decision: ` + "`decision/${number}`" + `]: Decision;
  [action: ` + "`action/${number}`" + `]: Action;
  [correction: ` + "`correction/${number}`" + `]: Correction;
}

/** The keys of the feed "presence". */
export interface PresenceFeed {
  presence: Presence;
  [present: ` + "`present/${string}`" + `]: Present;
  [label: ` + "`label/${string}`" + `]: Label;
  [health: ` + "`health/${string}`" + `]: Health;
  needs?: PersonNeeds[];
}

/** Sets the keys it holds; null takes a key away; reset forgets what was there. */
export interface Patch {
  feed: string;
  cursor: string;
  reset?: boolean;
  /** The next patch is there already, and belongs to this one. */
  more?: boolean;
  set: Record<string, unknown>;
}

/** What a captioner's page is told, with the end of what readers see and how its own link does. */
export type Monitored = Monitor & { segments: Segment[]; source: LinkState; health: Health };

/** The answer to an ask: the number of the entry that made so what was wished, or a refusal. */
export type Answer = { n: number; seq: Seq } | ({ n: number } & Refusal);
`

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: typescript FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], []byte(protocol()), 0o644); err != nil { //nolint:gosec // a source file
		fmt.Fprintln(os.Stderr, "typescript:", err)
		os.Exit(1)
	}
}

func protocol() string {
	var b strings.Builder
	b.WriteString(head)
	for _, w := range words() {
		fmt.Fprintf(&b, "export type %s = %s;\n", w.Name, union(w.Values))
	}
	for _, i := range interfaces {
		fmt.Fprintf(&b, "\nexport interface %s {\n%s}\n", i.name, fields(i.of, "  ", "\n", i.nameless))
	}
	b.WriteString("\n/** What a client asks; server/PROTOCOL.md describes each. */\nexport type Command =")
	for name, p := range meeting.Permissions() {
		in := fields(reflect.TypeOf(p.Command), " ", "", nil)
		if in == "" {
			in = "Record<string, never>"
		} else {
			in = "{" + strings.TrimSuffix(in, ";") + " }"
		}
		fmt.Fprintf(&b, "\n  | { do: '%s'; in: %s }", name, in)
	}
	b.WriteString(";\n\n" + tail)
	return b.String()
}

// words are the string types whose values are fixed. The mode of captions is empty, too:
// before any text.
func words() []wire.Words {
	modes := wire.Words{Name: "CaptionMode", Of: reflect.TypeFor[ingest.Mode](), Values: []string{""}}
	for _, m := range ingest.Modes() {
		modes.Values = append(modes.Values, string(m))
	}
	alarms := wire.Words{Name: "CaptionAlarm", Of: reflect.TypeFor[captions.Alarm]()}
	for _, a := range captions.Alarms() {
		alarms.Values = append(alarms.Values, string(a))
	}
	return append(wire.AllWords(), modes, alarms)
}

// union is a union of strings.
func union(values []string) string { return "'" + strings.Join(values, "' | '") + "'" }

// fields writes the fields of t, each behind before and in front of after. Those that
// reduced lacks, if it is there, are optional.
func fields(t reflect.Type, before, after string, reduced reflect.Type) string {
	var b strings.Builder
	for _, f := range reflect.VisibleFields(t) {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || name == "" {
			continue
		}
		if strings.Contains(opts, "omit") || reduced != nil && !has(reduced, name) {
			name += "?"
		}
		fmt.Fprintf(&b, "%s%s: %s;%s", before, name, typeOf(f.Type), after)
	}
	return b.String()
}

// has reports whether a field of t is called name in JSON.
func has(t reflect.Type, name string) bool {
	return slices.ContainsFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return tag == name
	})
}

// typeOf is the TypeScript type of what t encodes to.
func typeOf(t reflect.Type) string {
	for _, w := range words() {
		if t == w.Of {
			return w.Name
		}
	}
	for _, i := range interfaces {
		if t == i.of {
			return i.name
		}
	}
	switch t {
	case reflect.TypeFor[meeting.Seq]():
		return "Seq"
	case reflect.TypeFor[meeting.Person]():
		return "Person"
	case reflect.TypeFor[meeting.Roles]():
		return "Role[]"
	case reflect.TypeFor[time.Time]():
		return "string"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeOf(t.Elem()) + " | null"
	case reflect.Slice:
		return typeOf(t.Elem()) + "[]"
	case reflect.Map:
		return "Record<" + typeOf(t.Key()) + ", " + typeOf(t.Elem()) + ">"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Uint64, reflect.Float64:
		return "number"
	default:
		panic("typescript: no type for " + t.String())
	}
}
