package document

import (
	"archive/zip"
	"embed"
	"fmt"
	"io"
	"strings"
	"time"
)

// still are the parts of a DOCX that no document changes but in its language.
//
//go:embed docx
var still embed.FS

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	office    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	// epoch is the oldest time that a ZIP can say; the files in it have no other.
	epoch = "1980-01-01T00:00:00Z"
)

// WriteDOCX writes d as Office Open XML (ISO/IEC 29500, transitional): A4, with styles for
// headings, lists, and table heads that repeat. It names no author and no program.
func (d Document) WriteDOCX(w io.Writer) error {
	body := newBody(d)
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", part("content_types.xml")},
		{"_rels/.rels", part("rels.xml")},
		{"docProps/core.xml", d.core()},
		{"word/document.xml", body.String()},
		{"word/_rels/document.xml.rels", body.relations()},
		{"word/styles.xml", strings.ReplaceAll(part("styles.xml"), "LANG", d.lang())},
		{"word/numbering.xml", body.numbering()},
		{"word/settings.xml", part("settings.xml")},
		{"word/footer1.xml", d.footer()},
	}
	made, err := time.Parse(time.RFC3339, epoch)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return fmt.Errorf("export/document: %s: %w", p.name, err)
		}
		if _, err := io.WriteString(f, p.text); err != nil {
			return fmt.Errorf("export/document: %s: %w", p.name, err)
		}
	}
	return z.Close()
}

// part is a file of [still], which is compiled in and so always there.
func part(name string) string {
	b, err := still.ReadFile("docx/" + name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// core is what a file manager shows.
func (d Document) core() string {
	var x xmlText
	x.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	x.element("dc:title", line(d.Title))
	x.element("dc:language", d.lang())
	if !d.Made.IsZero() {
		for _, name := range []string{"created", "modified"} {
			fmt.Fprintf(&x, `<dcterms:%s xsi:type="dcterms:W3CDTF">%s</dcterms:%s>`, name, d.Made.UTC().Format(time.RFC3339), name)
		}
	}
	x.WriteString(`</cp:coreProperties>`)
	return x.String()
}

// footer is the line below every page: "Title · page 2 of 7".
func (d Document) footer() string {
	var x xmlText
	title := line(d.Title)
	x.WriteString(xmlHead + `<w:ftr ` + wordSpace + `>`)
	x.paragraph("Footer", "", title)
	x.run(title+" · page ", "", rightToLeft(title))
	for i, field := range []string{"PAGE", "NUMPAGES"} {
		if i > 0 {
			x.run(" of ", "", false)
		}
		fmt.Fprintf(&x, `<w:fldSimple w:instr=" %s "><w:r><w:t>1</w:t></w:r></w:fldSimple>`, field)
	}
	x.WriteString(`</w:p></w:ftr>`)
	return x.String()
}
