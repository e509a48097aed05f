package document

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/carlos7ags/folio/core"
	"github.com/carlos7ags/folio/font"
)

// The fonts are DejaVu Sans Condensed 2.37; fonts/LICENSE.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

// faces are the parsed fonts: regular, then bold.
var faces = sync.OnceValues(func() (out [2]font.Face, err error) {
	for i, name := range []string{"DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"} {
		b, err := fontFiles.ReadFile("fonts/" + name)
		if err != nil {
			return out, err
		}
		if out[i], err = font.ParseFont(b); err != nil {
			return out, fmt.Errorf("export/document: %s: %w", name, err)
		}
	}
	return out, nil
})

// WritePDF writes d as tagged PDF 1.7: A4, with a tree of headings, paragraphs, lists, tables
// and links, the language, the title, and bookmarks for the headings. It has no claim to be
// PDF/UA or PDF/A, for nothing here has tested that.
//
// The fonts have Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic and many symbols.
// They have no Chinese, Japanese or Korean, no script of India, no Thai, and few emoji: a
// character that they lack is drawn as an empty box, and the last line of the document says
// so. It is still there for those who listen, search or copy. Marks above letters are
// drawn where the font has them, not where a typesetter would move them.
func (d Document) WritePDF(w io.Writer) error {
	faces, err := faces()
	if err != nil {
		return err
	}
	p := &pdf{anchors: make(map[string]place)}
	for i, f := range faces {
		p.fonts[i], p.used[i] = font.NewEmbeddedFont(f), make(map[uint16]rune)
	}
	p.layout(d)
	p.footers(line(d.Title))
	return p.file(d).write(w)
}

// pdf is a PDF as it grows.
type pdf struct {
	fonts   [2]*font.EmbeddedFont
	used    [2]map[uint16]rune // the glyphs that are drawn
	pages   []*page
	y       float64 // how far down the page the text has come, from the top margin's end
	nodes   []node  // the tree; nodes[0] is the document
	outline []bookmark
	anchors map[string]place
	lacking bool // a character was drawn as a box
}

// page is a page's content, what its marked contents belong to, and its links.
type page struct {
	strings.Builder
	owners []int // the node of each marked content
	links  []*annotation
}

// place is where a bookmark or a link leads: a page and a height on it.
type place struct {
	page int
	y    float64
}

type bookmark struct {
	level int
	title string
	place
}

// annotation is a link's rectangle on a page.
type annotation struct {
	x, y, w, h float64
	link       string // an address, or "#" and an anchor
	node       int
	number     int // of its object
}

// raw is a PDF object that is written as it stands.
type raw string

func (raw) Type() core.ObjectType { return core.ObjectTypeDictionary }

func (r raw) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, string(r))
	return int64(n), err
}

// file is the objects of a PDF, the first being object 1, which is the catalogue; the second
// is its metadata.
type file struct{ objects []core.PdfObject }

func (f *file) add(o core.PdfObject) int {
	f.objects = append(f.objects, o)
	return len(f.objects)
}

// reserve makes room for objects that name each other, and returns the first one's number.
func (f *file) reserve(n int) int {
	f.objects = append(f.objects, make([]core.PdfObject, n)...)
	return len(f.objects) - n + 1
}

func (f *file) set(number int, format string, args ...any) {
	f.objects[number-1] = raw(fmt.Sprintf(format, args...))
}

// write writes the objects, packed, and the table of where they are.
func (f *file) write(w io.Writer) error {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n", i+1)
		if _, err := o.WriteTo(&out); err != nil {
			return fmt.Errorf("export/document: object %d: %w", i+1, err)
		}
		out.WriteString("\nendobj\n")
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R/Info 2 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	_, err := w.Write(out.Bytes())
	return err
}

// font makes the objects of font i and returns its number. folio's subset differs from one
// time to the next where two glyphs are one letter's, so it is made here again, with a letter
// of its own for each: a table of the subset that no reader of a PDF uses.
func (p *pdf) font(f *file, i int) int {
	face := p.fonts[i].Face()
	return f.add(p.fonts[i].BuildObjects(func(o core.PdfObject) *core.PdfIndirectReference {
		if s, ok := o.(*core.PdfStream); ok && s.Dict.Get("Length1") != nil {
			if subset, err := font.Subset(face.RawData(), p.used[i]); err == nil {
				s.Data = subset
				s.Dict.Set("Length1", core.NewPdfInteger(len(subset)))
			}
		}
		return core.NewPdfIndirectReference(f.add(o), 0)
	}))
}

// quoted is s as a text string (ISO 32000-1, section 7.9.2.2).
func quoted(s string) string {
	var b strings.Builder
	_, _ = core.NewPdfTextString(s).WriteTo(&b) // a Builder takes everything
	return b.String()
}

// file makes the objects of what was laid out.
func (p *pdf) file(d Document) *file {
	f := new(file)
	catalogue, info := f.reserve(1), f.reserve(1)
	made := ""
	if !d.Made.IsZero() {
		made = d.Made.UTC().Format("(D:20060102150405Z)")
		made = "/CreationDate" + made + "/ModDate" + made
	}
	f.set(info, "<</Title %s%s>>", quoted(line(d.Title)), made)
	parent, pages := f.reserve(1), f.reserve(len(p.pages))
	fonts := [2]int{}
	for i := range p.fonts {
		fonts[i] = p.font(f, i)
	}
	var kids strings.Builder
	for i, page := range p.pages {
		fmt.Fprintf(&kids, "%d 0 R ", pages+i)
		content := f.add(core.NewPdfStreamCompressed([]byte(page.String())))
		f.set(pages+i, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources<</Font<</F0 %d 0 R/F1 %d 0 R>>>>/Contents %d 0 R/StructParents %d/Tabs/S/Annots[%s]>>",
			parent, num(paperWidth), num(paperHeight), fonts[0], fonts[1], content, i, p.annotate(f, page, pages))
	}
	f.set(parent, "<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(p.pages))
	language := ""
	if d.lang() != "und" {
		language = "/Lang " + quoted(d.lang())
	}
	f.set(catalogue, "<</Type/Catalog/Pages %d 0 R%s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R%s>>",
		parent, language, p.tree(f, pages), p.outlines(f, pages))
	return f
}
