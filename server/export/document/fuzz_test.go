package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"example.org/convener/server/export/document"
)

// typed is a document of three texts that somebody typed.
func typed(title, one, two string) document.Document {
	run := func(s string) []document.Run { return []document.Run{{Text: s}} }
	return document.Document{Title: title, Lang: one, Blocks: []document.Block{
		document.Paragraph{Runs: []document.Run{{Text: one}, {Text: two, Strong: true}, {Text: one, Change: document.Added}}},
		document.List{Items: [][]document.Run{run(one), run(two)}},
		document.List{Ordered: true, Items: [][]document.Run{run(two)}},
		document.Paragraph{Look: document.Quote, Runs: run(one)},
		document.Heading{Level: 2, Text: two, Anchor: one},
		document.Table{Caption: two, Head: []string{"a", one}, Rows: [][]string{{two}}},
	}}
}

// kept are the texts of [typed], without those that have nothing to be seen, in the order
// of the document: s without what XML 1.0 has no way to hold, broken where joined says.
func kept(title, one, two, joined string) []string {
	clean := func(s string) string {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
		var out []rune
		for _, r := range s { // U+FFFD for each byte that is no UTF-8
			if r == '\t' || r == '\n' || r >= ' ' && r != 0xFFFE && r != 0xFFFF {
				out = append(out, r)
			}
		}
		return string(out)
	}
	title, one, two = clean(title), clean(one), clean(two)
	line := func(s string) string { return strings.ReplaceAll(s, "\n", " ") }
	cell := func(s string) string { return strings.ReplaceAll(s, "\n", joined) }
	added := ""
	if one != "" {
		added = "[added: " + one + "]"
	}
	return seen([]string{line(title), one + two + added, one, two, two, one, line(two), line(two), "a", cell(one), cell(two)})
}

func seen(texts []string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

var seeds = [][3]string{
	{"Minutes", "The chair opened.", "Yes."},
	{"# 1. *a* <b>", "1. x\n- y\n===\n    z\t", " **bold** \\ | `c` &amp; <!-- x --> https://a.org/ ![i](u)"},
	{"\x00\x1b\xff\ufffe\uffff", "\n\n a \n", "\r\n\ttab\r"},
	{"الاجتماع", "قررت (ISO 12-3) اللجنة", "עברית (ולא רק 3); 日本語、😀\u202e\u2066x"},
	{"1)", "2) x", "12. x\n3) y\n+ z"},
	{"]]>", "a\u0085b\u2028c\u2029d", "\u00a0\u200b\u00ad"},
}

func FuzzText(f *testing.F) {
	for _, s := range seeds {
		f.Add(s[0], s[1], s[2])
	}
	f.Fuzz(checkTyped)
}

// checkTyped says that each format holds what was typed, and nothing else.
func checkTyped(t *testing.T, title, one, two string) {
	d := typed(title, one, two)
	if got, want := inMarkdown(t, written(t, d.WriteMarkdown)), kept(title, one, two, " "); !slices.Equal(got, want) {
		t.Errorf("Markdown holds\n%q\nwant\n%q\nfrom\n%s", got, want, written(t, d.WriteMarkdown))
	}
	if got, want := inDOCX(t, written(t, d.WriteDOCX)), kept(title, one, two, "\n"); !slices.Equal(got, want) {
		t.Errorf("DOCX holds\n%q\nwant\n%q", got, want)
	}
}

// inMarkdown are the texts of headings, paragraphs, items and cells, as goldmark reads them.
func inMarkdown(t *testing.T, source []byte) []string {
	t.Helper()
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithXHTML()))
	if err := md.Convert(source, &page); err != nil {
		t.Fatal(err)
	}
	blocks := strings.Fields("h1 h2 p li th td")
	others := strings.Fields("t html strong br a ul ol blockquote table thead tbody tr")
	return texts(t, []byte("<html>"+page.String()+"</html>"), func(element string) (role, string) {
		switch {
		case slices.Contains(blocks, element):
			return block, ""
		case !slices.Contains(others, element):
			t.Fatalf("somebody typed <%s>:\n%s", element, source)
		}
		return other, ""
	})
}

// inDOCX are the texts of paragraphs; every part is read as XML.
func inDOCX(t *testing.T, file []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range z.File {
		got := texts(t, partOf(t, f), func(element string) (role, string) {
			switch element {
			case "p":
				return block, ""
			case "t":
				return text, ""
			default:
				return other, map[string]string{"br": "\n", "tab": "\t"}[element]
			}
		})
		if f.Name == "word/document.xml" {
			out = got
		}
	}
	return out
}

// partNamed is a part of a DOCX.
func partNamed(t *testing.T, file []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == name {
			return partOf(t, f)
		}
	}
	t.Fatalf("there is no %s", name)
	return nil
}

func partOf(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// role is what an element is for its text.
type role int

const (
	other role = iota
	block      // a text of its own
	text       // if a format has such, nothing else is text
)

// texts are the texts of blocks that have one. roles says what an element is, and which text
// it stands for.
func texts(t *testing.T, source []byte, roles func(element string) (role, string)) []string {
	t.Helper()
	var out []string
	var now strings.Builder
	counts, _ := roles("t")
	open := map[role]int{}
	for d := xml.NewDecoder(bytes.NewReader(source)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return seen(out)
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, source)
		}
		switch token := token.(type) {
		case xml.StartElement:
			r, s := roles(token.Name.Local)
			open[r]++
			now.WriteString(s)
		case xml.EndElement:
			r, _ := roles(token.Name.Local)
			if open[r]--; r == block {
				out = append(out, now.String())
				now.Reset()
			}
		case xml.CharData:
			if open[block] > 0 && (counts != text || open[text] > 0) {
				now.Write(token)
			}
		case xml.Comment:
			t.Fatalf("somebody typed HTML:\n%s", source)
		}
	}
}

func FuzzPDF(f *testing.F) {
	for _, s := range seeds {
		f.Add(s[0], s[1], s[2])
	}
	f.Fuzz(func(t *testing.T, title, one, two string) {
		d := typed(title, one, two)
		b := written(t, d.WritePDF)
		if !bytes.HasSuffix(b, []byte("%%EOF\n")) || !bytes.Equal(b, written(t, d.WritePDF)) {
			t.Error("the PDF has no end, or another one each time")
		}
	})
}
