package document_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"example.org/convener/server/export/document"
)

// program runs a program of others, for two minutes at most, and returns what it says.
func program(t *testing.T, name string, args ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts another program")
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: make test installs it", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var out, complaints bytes.Buffer
	c := exec.CommandContext(ctx, path, args...)
	c.Stdout, c.Stderr = &out, &complaints
	c.Env = append(os.Environ(), "HOME="+t.TempDir())
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // soffice is a script
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, complaints.String())
	}
	if name != "soffice" && complaints.Len() > 0 {
		t.Errorf("%s complains: %s", name, complaints.String())
	}
	return out.String()
}

// onDisk is what a writer makes, in a file of the test's.
func onDisk(t *testing.T, name string, write func(io.Writer) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, written(t, write), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// holds says that s has each of what is wanted, in this order, spaces and line ends aside.
func holds(t *testing.T, s string, wanted ...string) {
	t.Helper()
	rest := strings.Join(strings.Fields(s), " ")
	for _, want := range wanted {
		_, after, found := strings.Cut(rest, strings.Join(strings.Fields(want), " "))
		if !found {
			t.Errorf("%q is not there, or not in its place, in:\n%s", want, s)
			return
		}
		rest = after
	}
}

// nodes are the elements of a PDF's structure, each with its text.
func nodes(t *testing.T, path string) string {
	t.Helper()
	return regexp.MustCompile(` \((block|inline)\)`).ReplaceAllString(program(t, "pdfinfo", "-struct-text", path), "")
}

// wordsOf are a PDF's words as they are read, without the signs that say how they run.
func wordsOf(t *testing.T, path string) string {
	t.Helper()
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, program(t, "pdftotext", path, "-"))
}

func TestPopplerReadsPDF(t *testing.T) {
	path := onDisk(t, "minutes.pdf", rich().WritePDF)
	holds(t, program(t, "pdfinfo", path), "Title: "+rich().Title, "CreationDate: Mon Mar 2 14:30:00 2026", "Tagged: yes", "Pages: 2", "(A4)")
	holds(t, nodes(t, path), "Document", `H1 "Minutes of the 12th`, `P "State: Draft`, "P \"Permalink: \" Link \"https://", `H2 "1. Opening & adoption`,
		`P "The chair opened`, `Link "the budget item"`, `" and "`, `H3 "2.1`, `P "Decision 1: The travel fund is raised to [removed: 40,000] [added: 45,000]`,
		`BlockQuote "“We`, "L: /ListNumbering /Disc LI Lbl \"•\" LBody \"Trains are paid in second class, flights", `H4 "How`,
		"L: /ListNumbering /Decimal LI Lbl \"1.\" LBody \"Write", "LI Lbl \"2.\"",
		`Table Caption "Votes on the motions" TR TH: /Scope /Column "Motion" TH: /Scope /Column "For"`, `TR TD "Raise the travel fund" TD "14"`, "Table")
	holds(t, wordsOf(t, path), "page 1 of 2", "اللغات والترجمة", "قررت اللجنة تأجيل النقاش إلى", "(صفحة", "日本語 and 中文（简体）", "Ελληνικά, на русском", "{counter(page)}", "page 2 of 2")
	holds(t, program(t, "pdfinfo", "-url", path), "https://meet.example.org/m/", "https://docs.example.org/papers/2026/07.pdf")
	holds(t, program(t, "pdffonts", path), "DejaVuSansCondensed", "yes yes yes", "DejaVuSansCondensed-Bold", "yes yes yes")
	holds(t, program(t, "pdftohtml", "-xml", "-i", "-stdout", path), "<outline>", `<item page="1">1. Opening`, `<item page="1">2. Budget`,
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
	path := onDisk(t, "table.pdf", document.Document{Title: "Votes", Blocks: []document.Block{table}}.WritePDF)
	pages := strings.Split(strings.TrimSuffix(program(t, "pdftotext", "-raw", path, "-"), "\f"), "\f")
	if len(pages) < 5 {
		t.Errorf("%d pages", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, "Number Name") {
			t.Errorf("page %d has no head:\n%s", i+1, page)
		}
	}
	tree := nodes(t, path)
	if heads, words := strings.Count(tree, "TH:"), strings.Count(tree, "Number"); heads != 2 || words != 1 {
		t.Errorf("the tree has %d cells of heads, and the first head's text %d times", heads, words)
	}
	if n := strings.Count(tree, "higher"); n != 400 {
		t.Errorf("the tree has %d of 400 sentences", n)
	}
}

// Nothing is lost where pages end, and a paragraph that goes over one is one.
func TestLongPDF(t *testing.T) {
	path := onDisk(t, "long.pdf", long().WritePDF)
	tree := nodes(t, path)
	if n := strings.Count(tree, "\n  P\n"); n != 4+600 { // with the facts
		t.Errorf("%d paragraphs", n)
	}
	if strings.Contains(tree, "\n  P\n  P\n") {
		t.Error("a paragraph has no text")
	}
	words := strings.Join(strings.Fields(program(t, "pdftotext", "-raw", path, "-")), " ")
	if n := strings.Count(words, "The delegates discussed"); n != 600*3 {
		t.Errorf("%d sentences", n)
	}
}

// LibreOffice makes tagged PDF of what it understood of a DOCX.
func TestLibreOfficeReadsDOCX(t *testing.T) {
	path := onDisk(t, "minutes.docx", rich().WriteDOCX)
	dir := filepath.Dir(path)
	program(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to",
		`pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}`, "--outdir", dir, path)
	made := filepath.Join(dir, "minutes.pdf")
	holds(t, program(t, "pdfinfo", made), "Title: "+rich().Title, "Tagged: yes", "(A4)")
	tree := regexp.MustCompile(`(?m):$|^ +/.*\n`).ReplaceAllString(nodes(t, made), "")
	holds(t, tree, "Minutes of the 12th meeting", "State", "Draft", `H1 "1. Opening & adoption of the agenda`, "The chair opened", "Link", `H2 "2.1 Travel fund`,
		"40,000", "45,000", "L", "LI", "LBody", "•", "Trains are paid in", "second class", `H3 "How to apply`, "L", "LI", "LBody", "1.", "Write",
		"Table", "TR", "TH", "Motion", "TR", "TD", "Raise the travel fund")
	holds(t, wordsOf(t, made), "page 1 of", "اللغات والترجمة", "日本語 and 中文（简体）", "<b>this is not bold</b>", "no code")
	if b := program(t, "pdfinfo", "-url", made); !strings.Contains(b, "https://docs.example.org/papers/2026/07.pdf") {
		t.Errorf("the links are\n%s", b)
	}
}
