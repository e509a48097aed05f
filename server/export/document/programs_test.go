package document_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"example.org/convener/server/export/document"
	"example.org/convener/server/export/document/documenttest"
)

func TestPopplerReadsPDF(t *testing.T) {
	path := documenttest.OnDisk(t, "minutes.pdf", rich().WritePDF)
	documenttest.Holds(t, documenttest.Program(t, "pdfinfo", path), "Title: "+rich().Title, "CreationDate: Mon Mar 2 14:30:00 2026", "Tagged: yes", "Pages: 2", "(A4)")
	documenttest.Holds(t, documenttest.Nodes(t, path), "Document", `H1 "Minutes of the 12th`, `P "State: Draft`, "P \"Permalink: \" Link \"https://", `H2 "1. Opening & adoption`,
		`P "The chair opened`, `Link "the budget item"`, `" and "`, `H3 "2.1`, `P "Decision 1: The travel fund is raised to [removed: 40,000] [added: 45,000]`,
		`BlockQuote "“We`, "L: /ListNumbering /Disc LI Lbl \"•\" LBody \"Trains are paid in second class, flights", `H4 "How`,
		"L: /ListNumbering /Decimal LI Lbl \"1.\" LBody \"Write", "LI Lbl \"2.\"",
		`Table Caption "Votes on the motions" TR TH: /Scope /Column "Motion" TH: /Scope /Column "For"`, `TR TD "Raise the travel fund" TD "14"`, "Table")
	documenttest.Holds(t, documenttest.Words(t, path), "page 1 of 2", "اللغات والترجمة", "قررت اللجنة تأجيل النقاش إلى", "(صفحة", "日本語 and 中文（简体）", "Ελληνικά, на русском", "{counter(page)}", "page 2 of 2")
	documenttest.Holds(t, documenttest.Program(t, "pdfinfo", "-url", path), "https://meet.example.org/m/", "https://docs.example.org/papers/2026/07.pdf")
	documenttest.Holds(t, documenttest.Program(t, "pdffonts", path), "DejaVuSansCondensed", "yes yes yes", "DejaVuSansCondensed-Bold", "yes yes yes")
	documenttest.Holds(t, documenttest.Program(t, "pdftohtml", "-xml", "-i", "-stdout", path), "<outline>", `<item page="1">1. Opening`, `<item page="1">2. Budget`,
		"<outline>", `<item page="1">2.1 Travel fund`, "<outline>", `<item page="1">How to apply`, "</outline>", "</outline>", `<item page="2">3. `, `<item page="2">4. `)
	b := written(t, rich().WritePDF)
	if !bytes.Contains(b, []byte("/Lang (en)")) {
		t.Error("the PDF does not tell its language")
	}
	if n := len(regexp.MustCompile(`/S/LBody/P \d+ 0 R/ActualText `).FindAll(b, -1)); n != 2 {
		t.Errorf("%d items tell their text for those who listen; 2 are Arabic", n)
	}
}

// A table that goes over pages has its head on each, and once in the tree.
func TestLongTableInPDF(t *testing.T) {
	table := document.Table{Head: []string{"Number", "Name"}}
	for i := range 120 {
		table.Rows = append(table.Rows, []string{strings.Repeat("9", 1+i%4), "somebody"})
	}
	table.Rows = append(table.Rows, []string{"last", strings.Repeat("a cell that is higher than a page ", 400)})
	path := documenttest.OnDisk(t, "table.pdf", document.Document{Title: "Votes", Blocks: []document.Block{table}}.WritePDF)
	pages := strings.Split(strings.TrimSuffix(documenttest.Program(t, "pdftotext", "-raw", path, "-"), "\f"), "\f")
	if len(pages) < 5 {
		t.Errorf("%d pages", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, "Number Name") {
			t.Errorf("page %d has no head:\n%s", i+1, page)
		}
	}
	tree := documenttest.Nodes(t, path)
	if heads, words := strings.Count(tree, "TH:"), strings.Count(tree, "Number"); heads != 2 || words != 1 {
		t.Errorf("the tree has %d cells of heads, and the first head's text %d times", heads, words)
	}
	if n := strings.Count(tree, "higher"); n != 400 {
		t.Errorf("the tree has %d of 400 sentences", n)
	}
}

// Nothing is lost where pages end, and a paragraph that goes over one is one.
func TestLongPDF(t *testing.T) {
	path := documenttest.OnDisk(t, "long.pdf", long().WritePDF)
	tree := documenttest.Nodes(t, path)
	if n := strings.Count(tree, "\n  P\n"); n != 4+600 { // with the facts
		t.Errorf("%d paragraphs", n)
	}
	if strings.Contains(tree, "\n  P\n  P\n") {
		t.Error("a paragraph has no text")
	}
	words := strings.Join(strings.Fields(documenttest.Program(t, "pdftotext", "-raw", path, "-")), " ")
	if n := strings.Count(words, "The delegates discussed"); n != 600*3 {
		t.Errorf("%d sentences", n)
	}
}

// LibreOffice makes tagged PDF of what it understood of a DOCX.
func TestLibreOfficeReadsDOCX(t *testing.T) {
	path := documenttest.OnDisk(t, "minutes.docx", rich().WriteDOCX)
	made := documenttest.OfDOCX(t, path)
	documenttest.Holds(t, documenttest.Program(t, "pdfinfo", made), "Title: "+rich().Title, "Tagged: yes", "(A4)")
	tree := documenttest.Plain(documenttest.Nodes(t, made))
	documenttest.Holds(t, tree, "Minutes of the 12th meeting", "State", "Draft", `H1 "1. Opening & adoption of the agenda`, "The chair opened", "Link", `H2 "2.1 Travel fund`,
		"40,000", "45,000", "L", "LI", "LBody", "•", "Trains are paid in", "second class", `H3 "How to apply`, "L", "LI", "LBody", "1.", "Write",
		"Table", "TR", "TH", "Motion", "TR", "TD", "Raise the travel fund")
	documenttest.Holds(t, documenttest.Words(t, made), "page 1 of", "اللغات والترجمة", "日本語 and 中文（简体）", "<b>this is not bold</b>", "no code")
	if b := documenttest.Program(t, "pdfinfo", "-url", made); !strings.Contains(b, "https://docs.example.org/papers/2026/07.pdf") {
		t.Errorf("the links are\n%s", b)
	}
}
