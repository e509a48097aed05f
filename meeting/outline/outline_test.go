package outline

import (
	"fmt"
	"strings"
	"testing"
)

// short is an agenda on few lines: what differs from the defaults is told.
func short(items []Item) string {
	var b strings.Builder
	for _, i := range items {
		fmt.Fprintf(&b, "%s%s", strings.Repeat(". ", i.Level-1), i.Title)
		if i.Minutes != DefaultMinutes {
			fmt.Fprintf(&b, " |%d", i.Minutes)
		}
		if i.Kind != DefaultKind {
			fmt.Fprintf(&b, " |%s", i.Kind)
		}
		if i.Visibility != "public" {
			fmt.Fprintf(&b, " |%s", i.Visibility)
		}
		for _, p := range i.Presenters {
			fmt.Fprintf(&b, " |by %s", p)
		}
		for _, l := range i.Links {
			fmt.Fprintf(&b, " |%s=%s", l.Title, l.URL)
		}
		if i.Description != "" {
			fmt.Fprintf(&b, " |%q", i.Description)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Agendas as people paste them (A12).
func TestReadMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{
			"a nested list",
			"- Opening (5 min, information)\n- Reports\n  - Access (15 min)\n    - Captions\n  - Blockchain\n- AOB (aob)\n",
			"Opening |5 |information\nReports\n. Access |15\n. . Captions\n. Blockchain\nAOB |aob\n",
		},
		{"tabs", "* A\n\t* B\n\t\t* C\n* D", "A\n. B\n. . C\nD\n"},
		{"four spaces", "+ A\n    + B\n        + C\n+ D", "A\n. B\n. . C\nD\n"},
		{
			"a mail, with numbers, a greeting and lines around",
			"Dear all,\n\nhere is our agenda:\n\n1. Adoption of the agenda (adoption, 5 min)\n2. Budget 2027 (30 minutes, decision) — Amina Diallo, Jonas Weber\n\n   We vote at the end.\n   Bring questions.\n\n3) Next call\r\n",
			"Adoption of the agenda |5 |adoption\nBudget 2027 |30 |decision |by Amina Diallo |by Jonas Weber |\"We vote at the end.\\nBring questions.\"\nNext call\n",
		},
		{
			"numbers with points, not indented",
			"1. Opening\n2. Reports\n2.1 Access – Amina\n2.1.1 Captions (5')\n2.2. Blockchain\n3. AOB",
			"Opening\nReports\n. Access |by Amina\n. . Captions |5\n. Blockchain\nAOB\n",
		},
		{"bare numbers in order", "1 Opening\n2 Reports\n2.1 Access\n3 AOB", "Opening\nReports\n. Access\nAOB\n"},
		{"a sentence that begins with a number is none", "1. Opening\n3 bodies report.\n2. AOB", "Opening |\"3 bodies report.\"\nAOB\n"},
		{"a number below a point is one of a sentence", "1. Opening\n   2 bodies report.\n2. AOB", "Opening |\"2 bodies report.\"\nAOB\n"},
		{"a level is left out", "1. A\n1.1.1 B\n# C", "A\n. B\n"},
		{"letters below numbers", "1. Opening\n(a) Welcome\n(b) Minutes\n2. Budget\na) Draft", "Opening\n. Welcome\n. Minutes\nBudget\n. Draft\n"},
		{"roman letters below letters", "1. A\n  a) B\n    i) C\n    ii) D", "A\n. B\n. . C\n. . D\n"},
		{"times of day", "14:00-14:10 Opening\n14:10–15:00: Budget (decision)", "Opening\nBudget |50 |decision\n"},
		{"one title a line", "Opening (5 min)\nReports\n  by all bodies\n\nAOB", "Opening |5\nReports |\"by all bodies\"\nAOB\n"},
		{
			"headings above lists",
			"# March call\n\n## 1. Opening (5 min)\n\n## 2. Reports\n\nEach body has two minutes.\n\n- Access\n- Blockchain\n    - Standards\n\n## AOB",
			"Opening |5\nReports |\"Each body has two minutes.\"\n. Access\n. Blockchain\n. . Standards\nAOB\n",
		},
		{
			"a pad with other sections",
			"# Call of 3 March\n\n## Attendees\n- Amina\n- Jonas\n\n## Agenda\n1. Opening\n2. Reports\n\n## Notes\n- Amina opens.\n",
			"Opening\nReports\n",
		},
		{"underlined headings", "Draft agenda\n======\n\n* Opening\n* Reports\n", "Opening\nReports\n"},
		{"a document's marks", "•\tOpening\n•\tReports\n◦ Access\n1.\u00a0\u00a0Minutes", "Opening\nReports\nAccess\nMinutes\n"},
		{"boxes to tick", "- [ ] Opening\n- [x] Reports", "Opening\nReports\n"},
		{
			"presenters and links in lines of their own",
			"- Budget\n  Presenters: Amina; Jonas Weber\n  [Draft](https://example.org/a_(b)?c=1&d=2)\n  - <https://example.org/bare>\n- Next\n  - Speaker: Lee",
			"Budget |by Amina |by Jonas Weber |Draft=https://example.org/a_(b)?c=1&d=2 |=https://example.org/bare\nNext |by Lee\n",
		},
		{"a link in a title", "- [Budget](https://example.org/b) draft (20 min)\n- [Plan](plan.md)", "Budget draft |20 |Budget=https://example.org/b\n[Plan](plan.md)\n"},
		{"how text looks", "- **Opening** by *all* with `x` and 2 * 3 and snake_case\n- __Reports__ &amp; AT&T \\*", "Opening by all with x and 2 * 3 and snake_case\nReports & AT&T *\n"},
		{"names beside a time", "- Budget (Amina and Jonas, 20 min)\n- Plan (draft, 20 min)\n- Aims (draft)\n- Paper [10 min, for decision]", "Budget |20 |by Amina |by Jonas\nPlan (draft) |20\nAims (draft)\nPaper |decision\n"},
		{"a dash that is no name", "- Opening — welcome and aims\n- Budget - second reading", "Opening — welcome and aims\nBudget - second reading\n"},
		{"a name without capitals", "- 予算 — 田中", "予算 |by 田中\n"},
		{"hours", "- A (1h)\n- B (1 h 30 min)\n- C (ca. 90 minutes)\n- D, 45 min\n- E - 5 mins\n- Silence for 1 min", "A |60\nB |90\nC |90\nD |45\nE |5\nSilence for 1 min\n"},
		{"who may see it", "- Candidates (20 min, chair only)\n- Draft (present)", "Candidates |20 |chair\nDraft |present\n"},
		{"a quotation describes", "- A\n  > One.\n  >\n  > - Two.", "A |\"One.\\n\\n- Two.\"\n"},
		{"nothing", " \n", ""},
		{"a heading alone", "# March call", ""},
	} {
		d, err := ReadMarkdown(tt.text)
		if got := short(d.Items); err != nil || got != tt.want {
			t.Errorf("%s: %v\n%swant\n%s", tt.name, err, got, tt.want)
		}
	}
	if d, err := ReadMarkdown("# The *March* call\n- A"); err != nil || d.Title != "The March call" {
		t.Errorf("the title is %q, %v", d.Title, err)
	}
}

// Tables as spreadsheets write them (A12).
func TestReadCSV(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"ours", "title,kind,minutes,level,visibility,presenters,description,links\r\nA,decision,5,1,present,Amina; Jonas,\"One,\ntwo\",[D](https://example.org)\r\n", "A |5 |decision |present |by Amina |by Jonas |D=https://example.org |\"One,\\ntwo\"\n"},
		{"a title alone", "Title\nA\n\nB\n", "A\nB\n"},
		{"semicolons and a mark of the bytes' order", "\ufeffItem;Duration;Who;Room\nA;5 min;Amina, Jonas;3\n;;;\nB;;;\n", "A |5 |by Amina |by Jonas\nB\n"},
		{"tabs, as cells are pasted", "No.\tTopic\tMin\n1\tA\t5\n1.1\tB\t10 min\n2.\tC\t1 h", "A |5\n. B\nC |60\n"},
		{"a line for one program only", "sep=;\ntitle;type\nA;For information\n", "A |information\n"},
		{"what was kept from being a formula", "title,description\n'=A,'+1\n''=B,'tis\n'C,\n", "=A |\"+1\"\n'=B |\"'tis\"\n'C\n"},
		{"short lines", "title,minutes\nA\n", "A\n"},
		{"addresses alone", "title,links\nA,\"https://example.org/1\nhttps://example.org/2\"", "A |=https://example.org/1 |=https://example.org/2\n"},
		{"a heading alone", "title\n", ""},
	} {
		d, err := ReadCSV(tt.text)
		if got := short(d.Items); err != nil || got != tt.want {
			t.Errorf("%s: %v\n%swant\n%s", tt.name, err, got, tt.want)
		}
	}
}

// A refusal says where.
func TestRefusals(t *testing.T) {
	markdown := func(text string) error { _, err := ReadMarkdown(text); return err }
	csv := func(text string) error { _, err := ReadCSV(text); return err }
	long := strings.Repeat("x", 201)
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"four levels", markdown("- A\n  - B\n    - C\n\n      - D"), "Line 5: Items nest three levels deep at most."},
		{"too long a title", markdown("Agenda\n\n- A\n- " + long), "Line 4: The text is too long."},
		{"too many minutes", markdown("- A\n- B (601 min)"), "Line 2: An item takes from 1 to 600 minutes."},
		{"no minutes", markdown("- A (0 min)"), "Line 1: An item takes from 1 to 600 minutes."},
		{"no title", markdown("- A\n- (5 min)"), "Line 2: There is no text."},
		{"201 items", markdown(strings.Repeat("- A\n", 201)), "Line 201: An agenda has at most 200 items."},
		{"control characters", markdown("- A\n- B\x01"), "Line 2: The text holds characters that cannot be kept."},
		{"a table without titles", csv("a,b\n1,2\n"), "Line 1: A table begins with a line of headings, and one of them is title."},
		{"a kind of its own", csv("title,kind\nA,discussion\nB,party\n"), "Line 3: An item is one of adoption"},
		{"no number of minutes", csv("title,minutes\n\nA,soon\n"), "Line 3: An item takes from 1 to 600 minutes."},
		{"no level", csv("title,level\nA,top\n"), "Line 2: A level is 1, 2 or 3."},
		{"a level too deep", csv("title,level\nA,1\nB,3\n"), "Line 3: The item above it is missing"},
		{"no address", csv("title,links\nA,here\n"), "Line 2: A link is an address"},
		{"no visibility", csv("title,visibility\nA,nobody\n"), "Line 2: An item is visible to one of"},
		{"a quotation that does not end", csv("title\nA\n\"B\n"), "Line 3: A quotation mark is missing"},
		{"after a line for one program", csv("sep=,\ntitle\n\"B\n"), "Line 3: A quotation mark is missing"},
		{"after many lines in one cell", csv("sep=,\ntitle,level\n\"A\nA\nA\",1\nB,9\n"), "Line 6: Items nest three levels deep at most."},
		{"another encoding", csv("title\nCaf\xe9\n"), "Line 1: This is not UTF-8"},
	} {
		if tt.err == nil || !strings.HasPrefix(tt.err.Error(), "refused: malformed: "+tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, tt.err, tt.want)
		}
	}
	if _, err := Clean([]Item{{Title: "A"}, {Title: "B", Kind: "party"}}); err == nil || !strings.Contains(err.Error(), "Item 2: ") {
		t.Errorf("an item of a program's: %v", err)
	}
}

func TestMinutes(t *testing.T) {
	for text, want := range map[string]int{
		"":                         0,
		"- A (5 min)\n- B (7 min)": 12,
		"- A (5 min)\n  - B (7 min)\n  - C (8 min)\n- D (1 min)":     16,
		"- A (50 min)\n  - B (7 min)\n    - C (60 min)\n- D (1 min)": 61,
		"- A (50 min)\n  - B (7 min)\n- D (1 min)\n  - E (2 min)":    52,
	} {
		if d, err := ReadMarkdown(text); err != nil || d.Minutes() != want {
			t.Errorf("%q takes %d minutes, want %d (%v)", text, d.Minutes(), want, err)
		}
	}
}
