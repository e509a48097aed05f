package document_test

import (
	"strings"
	"testing"

	"example.org/convener/server/export/document"
)

func TestLinks(t *testing.T) {
	for _, c := range []struct {
		what, link string
		kept       string // how it is written
	}{
		{"the web", "https://a.example.org/b?c=d&e=f#g", "https://a.example.org/b?c=d&amp;e=f#g"},
		{"mail", "mailto:chair@example.org", "mailto:chair@example.org"},
		{"what would end the link is coded", "https://example.org/a>b<c\"d e", "https://example.org/a%3Eb%3Cc%22d%20e"},
		{"a program", "javascript:alert(1)", ""},
		{"a file", "file:///etc/passwd", ""},
		{"no host", "https:///a", ""},
		{"a relative one", "/a/b", ""},
		{"no address", "https://exa mple.org/", ""},
		{"no UTF-8", "https://example.org/\xff", ""},
		{"nothing", "", ""},
	} {
		d := document.Document{Title: "Links", Blocks: []document.Block{document.Paragraph{Runs: []document.Run{{Text: "here", Link: c.link}}}}}
		want := "here"
		if c.kept != "" {
			want = "[here](<" + c.kept + ">)"
		}
		if got := string(written(t, d.WriteMarkdown)); got != "# Links\n\n"+want+"\n" {
			t.Errorf("%s: %s", c.what, got)
		}
		if got := string(written(t, d.WritePDF)); strings.Contains(got, "/URI") != (c.kept != "") {
			t.Errorf("%s is or is not a link in PDF", c.what)
		}
	}
}

// A link within the document leads to its anchor, also where the anchor is what Word would
// not call a bookmark, or comes later, or twice.
func TestAnchors(t *testing.T) {
	d := document.Document{Title: "Anchors", Blocks: []document.Block{
		document.Paragraph{Runs: []document.Run{{Text: "down", Link: "#3-é"}, {Text: "nowhere", Link: "#none"}}},
		document.Heading{Level: 9, Text: "Here", Anchor: "3-é"},
		document.Heading{Level: -9, Text: "There", Anchor: "3-é"},
	}}
	docx := string(partNamed(t, written(t, d.WriteDOCX), "word/document.xml"))
	for _, want := range []string{`<w:hyperlink w:anchor="a_3__">`, `<w:bookmarkStart w:id="1" w:name="a_3__"/>`, `"Heading3"`, `"Heading1"`} {
		if strings.Count(docx, want) != 1 {
			t.Errorf("%s is not there once in %s", want, docx)
		}
	}
	pdf := string(written(t, d.WritePDF))
	if strings.Count(pdf, "/Subtype/Link") != 1 || strings.Contains(docx, "a_none") {
		t.Error("a link that leads nowhere is a link, or one that leads somewhere is none")
	}
}
