package export_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
	"example.org/convener/server/export/document/documenttest"
	"example.org/convener/server/pages"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	began      = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	circulated = began.Add(24 * time.Hour)
	approved   = began.Add(9 * 24 * time.Hour)
	corrected  = began.Add(30 * 24 * time.Hour)
)

// rich is what people in a meeting see of it in which all has happened that minutes tell.
func rich() meeting.View {
	was := func(at time.Time, old, now, why string) *[]meeting.WordingValue {
		return &[]meeting.WordingValue{{Text: old, At: at, Name: "Léa Martin", Why: why, Diff: meeting.Diff(old, now)}}
	}
	return meeting.View{
		"meeting": meeting.MeetingValue{ID: "m1", Title: "Call <of> *November*", Stage: meeting.Ended, Rule: meeting.Open, Starts: began},
		"minutes": meeting.MinutesValue{State: meeting.MinutesCorrected, Circulated: &circulated, Approved: &approved, In: "m2", Corrected: &corrected},
		"agenda": []meeting.ItemValue{
			{ID: 2, Number: "1", Title: "Welcome", State: meeting.ItemDone},
			{ID: 3, Number: "2", Title: "Captions", State: meeting.ItemDone},
			{ID: 4, Number: "2.1", Title: "Costs", State: meeting.ItemDeferred},
			{ID: 90, Title: "Proposed only", State: meeting.ItemProposed},
		},
		"attender/b":  meeting.Attender{Name: "Ben Okri", Declared: true},
		"attender/a":  meeting.Attender{Name: "Amina Diallo", Body: "Islands"},
		"attender/c":  meeting.Attender{Name: "دعاء حسن", Body: "Libraries", Excused: true},
		"seats":       []meeting.SeatsValue{{Body: "Islands", Seats: 2, Sat: []meeting.SittingValue{{Name: "Amina Diallo", ForName: "Io Sand"}}}},
		"note/10":     meeting.NoteValue{ID: 10, Kind: meeting.NoteQuiet, What: meeting.HappenedStart, Text: "The meeting was opened."},
		"note/11":     meeting.NoteValue{ID: 11, Item: 2, Kind: meeting.NoteQuiet, What: meeting.HappenedItem, About: "Welcome"},
		"note/12":     meeting.NoteValue{ID: 12, Item: 2, Kind: meeting.NoteQuiet, What: meeting.HappenedSpeech, SpeakerName: "Amina Diallo"},
		"note/13":     meeting.NoteValue{ID: 13, Item: 2, Kind: meeting.NoteQuiet, What: meeting.HappenedSpeech, SpeakerName: "Ben Okri"},
		"note/14":     meeting.NoteValue{ID: 14, Item: 2, Kind: meeting.NoteQuiet, What: meeting.HappenedClosing, Hidden: true},
		"decision/15": meeting.DecisionValue{ID: 15, Item: 2, Number: "1", Text: "The agenda is adopted."},
		"note/16":     meeting.NoteValue{ID: 16, Item: 3, Kind: meeting.NoteQuiet, What: meeting.HappenedSpeech, SpeakerName: "Amina Diallo"},
		"note/17":     meeting.NoteValue{ID: 17, Item: 3, Kind: meeting.NoteContribution, SpeakerName: "Amina Diallo", Text: "Captions first.\n1. Always."},
		"note/18":     meeting.NoteValue{ID: 18, Item: 3, Kind: meeting.NoteIssue, Number: "1", Text: "Who pays?"},
		"note/19":     meeting.NoteValue{ID: 19, Item: 3, Kind: meeting.NoteObjection, Number: "1", Label: "A guest", Text: "Too dear."},
		"note/20":     meeting.NoteValue{ID: 20, Item: 3, Kind: meeting.NoteQuote, SpeakerName: "دعاء حسن", Text: "أتفق تماماً.", Quote: &meeting.Quote{Lang: "ar", From: 4, To: 4, Corrected: true}},
		"decision/21": meeting.DecisionValue{ID: 21, Item: 3, Number: "2", Text: "Captions in all sessions.", Was: was(corrected, "Captions in every session.", "Captions in all sessions.", "A word was wrong.")},
		"note/22":     meeting.NoteValue{ID: 22, Item: 3, Kind: meeting.NoteConclusion, Text: "Agreed.", Was: was(began, "Agree.", "Agreed.", "")},
		"action/23":   meeting.ActionValue{ID: 23, Item: 3, Number: "1", Text: "write", Owner: "Ben", Due: "2026-11-30", State: meeting.ActionOpen},
		"action/24":   meeting.ActionValue{ID: 24, Item: 3, Number: "2", Text: "ask", State: meeting.ActionDone, Name: "Ben Okri", Outcome: "Asked & answered."},
		"correction/30": meeting.CorrectionValue{
			ID: 30, Line: 21, Item: 3, Text: "No captions.", Diff: meeting.Diff("Captions in every session.", "No captions."), Why: "So I heard.", Name: "Ben Okri",
			State: meeting.CorrectionRefused, Answer: "All heard otherwise.",
		},
		"correction/31": meeting.CorrectionValue{ID: 31, Item: 4, Text: "We had no time.", Diff: meeting.Diff("", "We had no time."), Name: "Amina Diallo", State: meeting.CorrectionOpen},
	}
}

// M11: every format says state, date, address and rule, and all that was recorded.
func TestRichMinutes(t *testing.T) {
	m := export.NewMinutes(rich(), "https://example.org/m/m1/minutes", corrected.Add(time.Hour))
	d := m.Document(pages.Say)
	for ext, write := range map[string]func(io.Writer) error{"txt": d.WriteText, "md": d.WriteMarkdown, "json": m.WriteJSON} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/minutes."+ext, b.String())
	}
}

// M11: programs of others read the same in the files that are not text.
func TestProgramsReadRichMinutes(t *testing.T) {
	d := export.NewMinutes(rich(), "https://example.org/m/m1/minutes", corrected.Add(time.Hour)).Document(pages.Say)
	pdf := documenttest.OnDisk(t, "minutes.pdf", d.WritePDF)
	docx := documenttest.OfDOCX(t, documenttest.OnDisk(t, "minutes.docx", d.WriteDOCX))
	for name, path := range map[string]string{"PDF": pdf, "DOCX": docx} {
		t.Run(name, func(t *testing.T) {
			documenttest.Holds(t, documenttest.Program(t, "pdfinfo", path), "Title: Minutes of Call <of> *November*", "Tagged: yes")
			documenttest.Holds(t, documenttest.Words(t, path), richWords...)
			documenttest.Holds(t, documenttest.Plain(documenttest.Nodes(t, path)), "H1", "Welcome", "Table", "TH", "No.", "TD", "write", "Ben")
		})
	}
}

// richWords are what rich minutes say, of each kind of line one, in their order.
var richWords = []string{
	"Call <of> *November*", "Approved on 29 November 2026", "corrected on 20 December 2026", "https://example.org/m/m1/minutes",
	"Present: Amina Diallo (Islands); Ben Okri, by their own account", "دعاء حسن", "Amina Diallo (for Io Sand)", "The meeting was opened.",
	"1. Welcome", "Amina Diallo, Ben Okri: had the floor", "DECISION 1: The agenda is adopted.", "2. Captions", "Captions first. 1. Always.",
	"ISSUE 1: Who pays?", "OBJECTION 1 A guest: Too dear.", "أتفق", "were corrected since.", "DECISION 2: Captions in all sessions.",
	"Reason: A word was wrong.", "Correction proposed by Ben Okri.", "CONCLUSION: Agreed.", "ACTION 1 (open, overdue): Ben: write (due 2026-11-30)",
	"Asked & answered.", "2.1. Costs", "We had no time.",
}

// How a draft came about is in no document of what was circulated.
func TestDraftsHaveNoHistory(t *testing.T) {
	v := rich()
	v["minutes"] = meeting.MinutesValue{State: meeting.MinutesDraft}
	var b strings.Builder
	if err := export.NewMinutes(v, "", began).Document(pages.Say).WriteText(&b); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Contains(got, "Changed on") || !strings.Contains(got, "not yet circulated") {
		t.Errorf("a draft says %s", got)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || got != string(want) {
		t.Errorf("%s is another by now, %v; run go test -update and read the difference:\n%s", name, err, got)
	}
}

// A record says what became of the rest: published by people, or what stayed without them.
func TestRecordSays(t *testing.T) {
	say := func(key string, _ ...any) string { return key }
	line := []meeting.RecordEntry{{ID: 2, Item: 1, Kind: "decision", Number: 1, Text: "The libraries pay."}}
	for _, tt := range []struct {
		why   meeting.Forgetting
		lines []meeting.RecordEntry
		want  string
	}{
		{meeting.ForgottenPublished, line, "minutes-record-published"},
		{meeting.ForgottenPublished, nil, "minutes-record-published"},
		{meeting.ForgottenDeadline, nil, "minutes-record-deadline"},
		{meeting.ForgottenDeadline, line, "minutes-record-open"},
	} {
		m := export.NewMinutes(meeting.View{
			"minutes": meeting.MinutesValue{State: meeting.MinutesRecord, Approved: new(time.Time)},
			"agenda":  []meeting.NamelessItem{{ID: 1, Number: "1", Title: "Money"}},
			"record":  meeting.RecordValue{Lines: tt.lines, Forgotten: tt.why},
		}, "", time.Time{})
		if got := m.Status(say); got != tt.want {
			t.Errorf("%s with %d lines says %s", tt.why, len(tt.lines), got)
		}
	}
}

// What is published of parts names these, and says nothing of the rest.
func TestPartsSay(t *testing.T) {
	say := func(key string, args ...any) string { return strings.TrimSpace(key + " " + fmt.Sprint(args...)) }
	view := meeting.View{
		"meeting": meeting.MeetingValue{Title: "Coordination", Rule: meeting.Open, Private: true},
		"minutes": meeting.MinutesValue{State: meeting.MinutesRecord, Public: true, Approved: new(time.Time)},
		"agenda":  []meeting.NamelessItem{{ID: 2, Number: "1", Title: "Report"}, {ID: 3, Number: "2", Title: "Money"}, {ID: 4, Number: "3", Title: "People"}},
		"record": meeting.RecordValue{
			Lines: []meeting.RecordEntry{{Item: 3, Kind: "decision", Text: "The libraries pay."}, {Item: 3, Kind: "note", Text: "Some do."}},
			Parts: []meeting.RecordPart{{Item: 3, Level: meeting.Written, Digest: "abc"}, {Item: 4, Level: meeting.TitleOnly, Digest: "def"}},
		},
	}
	m := export.NewMinutes(view, "", time.Time{})
	var b bytes.Buffer
	if err := m.Document(say).WriteText(&b); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for _, said := range []string{
		"minutes-record-parts", "rule-parts", "minutes-part2. Money", "minutes-part3. People", "abc", "def", "Some do. line-decision: The libraries pay.", "minutes-title-only",
	} {
		if !strings.Contains(strings.ReplaceAll(text, "minutes-part ", "minutes-part"), said) {
			t.Errorf("it does not say %q: %s", said, text)
		}
	}
	if strings.Contains(text, "Report") || strings.Contains(text, "minutes-none") {
		t.Errorf("it says something of what is not published: %s", text)
	}
	if lines := m.Lines(m.Items[0]); len(lines) != 2 || lines[0].Anchor() != "" {
		t.Errorf("the lines have numbers already: %+v", lines)
	}
	b.Reset()
	if err := m.WriteJSON(&b); err != nil || strings.Contains(b.String(), `"why"`) || !strings.Contains(b.String(), `"digest": "abc"`) {
		t.Errorf("its JSON is %s, %v", b.String(), err)
	}
	view["record"] = meeting.RecordValue{Forgotten: meeting.ForgottenPublished, Digest: "ghi", Parts: []meeting.RecordPart{{Item: 3, Level: meeting.Written}}}
	if m := export.NewMinutes(view, "", time.Time{}); len(m.Items) != 3 || len(m.Certificates(say)) != 2 {
		t.Errorf("in the end it is %+v", m)
	}
}
