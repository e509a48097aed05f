package document_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/convener/server/export/document"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference")

// rich is a document with a block of each kind, and with what people type.
func rich() document.Document {
	return document.Document{
		Title: "Minutes of the 12th meeting of the Working Group on Open Standards",
		Lang:  "en",
		About: []document.Fact{
			{Label: "State", Text: "Draft, revision 3: circulated on 2 March 2026, corrections until 9 March"},
			{Label: "Held", Text: "Monday 2 March 2026, 10:00–13:05 (Europe/Zurich), Geneva and online"},
			{Label: "Permalink", Link: "https://meet.example.org/m/0190f2c4-5b7e-7c31-9f04-2b8b1c0d9e11/minutes?revision=3&lang=en"},
			{Label: "Attribution", Text: "Chatham House Rule: what was said may be used, but not who said it or for whom."},
		},
		Blocks: append(opening(), closing()...),
		Made:   time.Date(2026, 3, 2, 14, 30, 0, 0, time.UTC),
	}
}

func opening() []document.Block {
	strong := func(s string) document.Run { return document.Run{Text: s, Strong: true} }
	return []document.Block{
		document.Heading{Level: 2, Text: "1. Opening & adoption of the agenda", Anchor: "item-1"},
		document.Paragraph{Runs: []document.Run{
			{Text: "The chair opened the meeting at 10:02 and welcomed the delegates. " +
				"The agenda was adopted with one change: item 4 is taken before item 3, because the delegation concerned has to leave at noon. " +
				"See also "},
			{Text: "the budget item", Link: "#item-2"},
			{Text: " and "},
			{Text: "the paper of the secretariat", Link: "https://docs.example.org/papers/2026/07.pdf"},
			{Text: "."},
		}},
		document.Paragraph{Look: document.Quiet, Runs: []document.Run{{Text: "10:04 · two delegates joined by telephone"}}},
		document.Heading{Level: 2, Text: "2. Budget 2026–2027", Anchor: "item-2"},
		document.Heading{Level: 3, Text: "2.1 Travel fund"},
		document.Paragraph{Anchor: "decision-1", Look: document.Decision, Runs: []document.Run{
			strong("Decision 1: "),
			{Text: "The travel fund is raised to "},
			{Text: "40,000", Change: document.Removed},
			{Text: " "},
			{Text: "45,000", Change: document.Added},
			{Text: " Swiss francs. It pays for the journeys of delegates from countries whose bodies cannot; nobody is asked for reasons."},
		}},
		document.Paragraph{Look: document.Action, Runs: []document.Run{
			strong("Action 1 (open): "),
			{Text: "The secretariat writes to all bodies about the new amounts, by 20 March 2026."},
		}},
		document.Paragraph{Look: document.Quote, Runs: []document.Run{{Text: "“We would rather pay for three people who speak than for thirty who listen.”\nA delegate"}}},
		document.List{Items: [][]document.Run{
			{{Text: "Trains are paid in "}, strong("second class"), {Text: ", flights only above 1,000 km."}},
			{{Text: "Hotels are paid up to the rate of the host city; whoever stays with friends gets a third of it, without receipts, as in the years before."}},
			{{Text: "See https://travel.example.org/rules/of/the/fund/that/have/a/very/long/address/indeed.html"}},
		}},
		document.Heading{Level: 4, Text: "How to apply"},
		document.List{Ordered: true, Items: [][]document.Run{
			{{Text: "Write to the secretariat."}}, {{Text: "Wait for a week."}}, {{Text: "Buy the ticket.\nKeep the receipt."}},
		}},
	}
}

func closing() []document.Block {
	return []document.Block{
		document.Heading{Level: 2, Text: "3. اللغات والترجمة", Anchor: "item-3"},
		document.Paragraph{Runs: []document.Run{{Text: "قررت اللجنة تأجيل النقاش إلى الاجتماع القادم (صفحة 12 من ISO 24495-1)، وطلبت من الأمانة إعداد ورقة."}}},
		document.Paragraph{Look: document.Decision, Runs: []document.Run{{Text: "القرار 2: ", Strong: true}, {Text: "تُنشر المحاضر باللغتين العربية والإنجليزية."}}},
		document.List{Items: [][]document.Run{{{Text: "الترجمة الفورية"}}, {{Text: "الوثائق المكتوبة"}}}},
		document.Paragraph{Runs: []document.Run{{Text: "Captions were written in 日本語 and 中文（简体）, in Ελληνικά, на русском and in עברית (ולא רק 3); the word السلام means peace 🕊️ 😀 ✓."}}},
		document.Heading{Level: 2, Text: "4. Text that is *not* markup"},
		document.Paragraph{Runs: []document.Run{{Text: "1. This is no list, <b>this is not bold</b>, [no](link), `no code` & no &amp; entity.\n# no heading\n- no item\n===\n    no code\tat all | no table \\ end {counter(page)}"}}},
		document.Paragraph{Runs: []document.Run{{Text: "A control\x00 char\x1bacter and cut \xff UTF-8."}}},
		document.Table{Caption: "Votes on the motions", Head: []string{"Motion", "For", "Against", "Abstained"}, Rows: [][]string{
			{"Raise the travel fund", "14", "2", "1"}, {"Move to Geneva", "9", "8", "0"}, {"Adjourn | now", "17"},
		}},
		document.Table{Caption: "Papers", Head: []string{"Paper", "Title", "From"}, Rows: [][]string{
			{"2026/07", "A proposal for how the working group should handle papers that arrive after the deadline, and what it does with those that never do", "The delegation of the host"},
			{"2026/08", "منح السفر للأعضاء", "The secretariat"},
		}},
	}
}

// written is what a writer makes of d.
func written(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// long is a rich meeting of three hours: 600 paragraphs, 40 headings, 3 tables.
func long() document.Document {
	d := rich()
	parts := d.Blocks
	d.Blocks = nil
	for i := range 40 {
		d.Blocks = append(d.Blocks, document.Heading{Level: 2 + i%3, Text: fmt.Sprintf("%d. An item of the agenda with a title", i+1), Anchor: fmt.Sprint("item-", i)})
		for j := range 15 {
			look := document.Plain
			if j%7 == 3 {
				look = document.Decision
			}
			d.Blocks = append(d.Blocks, document.Paragraph{Look: look, Runs: []document.Run{
				{Text: fmt.Sprintf("%d.%d: ", i, j), Strong: true},
				{Text: strings.Repeat("The delegates discussed what the paper says and what it does not. ", 1+j%5)},
			}})
		}
		if i%14 == 5 {
			d.Blocks = append(d.Blocks, parts[len(parts)-1])
		}
	}
	return d
}

func writers(d document.Document) map[string]func(io.Writer) error {
	return map[string]func(io.Writer) error{
		"text": d.WriteText, "Markdown": d.WriteMarkdown, "DOCX": d.WriteDOCX, "PDF": d.WritePDF,
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is written otherwise than before: go test -update, and read the difference\n%s", name, got)
	}
}

func TestGolden(t *testing.T) {
	golden(t, "minutes.txt", written(t, rich().WriteText))
	golden(t, "minutes.md", written(t, rich().WriteMarkdown))
	body := partNamed(t, written(t, rich().WriteDOCX), "word/document.xml")
	golden(t, "document.xml", bytes.ReplaceAll(body, []byte("<w:p>"), []byte("\n<w:p>")))
}

// A line has 72 characters, unless one word has more.
func TestLinesOfText(t *testing.T) {
	for n := 60; n < 90; n++ {
		words := strings.Repeat("é", n-6) + " words"
		d := document.Document{Title: "T", Blocks: []document.Block{document.Paragraph{Runs: []document.Run{{Text: words}}}}}
		want := words
		if n > 72 {
			want = strings.ReplaceAll(words, " ", "\n")
		}
		if got := string(written(t, d.WriteText)); got != "T\n=\n\n"+want+"\n" {
			t.Errorf("%d characters:\n%s", n, got)
		}
	}
	for l := range strings.Lines(string(written(t, rich().WriteText))) {
		if words := strings.Fields(l); utf8.RuneCountInString(l) > 73 && len(words) > 1 {
			t.Errorf("this line is too long: %s", l)
		}
	}
}

func TestSameDocumentGivesSameBytes(t *testing.T) {
	again := writers(rich())
	for name, write := range writers(rich()) {
		if !bytes.Equal(written(t, write), written(t, again[name])) {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
}

func BenchmarkDocument(b *testing.B) {
	for name, write := range writers(long()) {
		b.Run(name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = len(written(b, write))
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
