package document

import (
	"fmt"
	"slices"
	"strings"
)

// node is an element of the tree that says what the marks on the pages are (ISO 32000-1,
// section 14.7).
type node struct {
	tag    string
	parent int
	more   string // further entries
	kids   []kid
}

// kid is a node (if node is not 0), a link's rectangle, or a marked content of a page.
type kid struct {
	node       int
	link       *annotation
	page, mark int
}

// open makes a node below parent.
func (p *pdf) open(parent int, tag, more string) int {
	p.nodes = append(p.nodes, node{tag: tag, parent: parent, more: more})
	n := len(p.nodes) - 1
	if n > 0 {
		p.nodes[parent].kids = append(p.nodes[parent].kids, kid{node: n})
	}
	return n
}

// mark begins a marked content that belongs to node n; [page.end] ends it.
func (p *pdf) mark(n int, more string) {
	pg := p.page()
	p.nodes[n].kids = append(p.nodes[n].kids, kid{page: len(p.pages) - 1, mark: len(pg.owners)})
	tag := p.nodes[n].tag
	if more != "" {
		tag = "Span" // whose text programs look for
	}
	fmt.Fprintf(pg, "/%s<</MCID %d%s>>BDC\n", tag, len(pg.owners), more)
	pg.owners = append(pg.owners, n)
}

// artifact begins marks that say nothing: lines, grounds, footers.
func (pg *page) artifact() { pg.WriteString("/Artifact BMC\n") }

func (pg *page) end() { pg.WriteString("EMC\n") }

// annotate makes the objects of a page's links and returns references to them.
func (p *pdf) annotate(f *file, pg *page, pages int) string {
	var refs strings.Builder
	for _, a := range pg.links {
		leads := fmt.Sprintf("/A<</S/URI/URI %s>>", quoted(a.link))
		if !outside(a.link) {
			to := p.anchors[a.link[1:]]
			leads = fmt.Sprintf("/Dest[%d 0 R/XYZ null %s null]", pages+to.page, num(to.y))
		}
		a.number = f.add(raw(fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s %s %s %s]/StructParent %d/Contents %s%s>>",
			num(a.x), num(a.y), num(a.x+a.w), num(a.y+a.h), p.linkKey(a), quoted(a.link), leads)))
		fmt.Fprintf(&refs, "%d 0 R ", a.number)
	}
	return refs.String()
}

// linkKey is the link's key in the parent tree: behind those of the pages.
func (p *pdf) linkKey(a *annotation) int {
	n := len(p.pages)
	for _, pg := range p.pages {
		if i := slices.Index(pg.links, a); i >= 0 {
			return n + i
		}
		n += len(pg.links)
	}
	return n
}

// tree makes the objects of the structure and returns its root's number. It comes after
// those of the links.
func (p *pdf) tree(f *file, pages int) int {
	root, parents, first := f.reserve(1), f.reserve(1), f.reserve(len(p.nodes))
	for i, n := range p.nodes {
		parent := root
		if i > 0 {
			parent = first + n.parent
		}
		var kids strings.Builder
		for _, k := range n.kids {
			switch {
			case k.node > 0:
				fmt.Fprintf(&kids, "%d 0 R ", first+k.node)
			case k.link != nil:
				fmt.Fprintf(&kids, "<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", k.link.number, pages+k.page)
			default:
				fmt.Fprintf(&kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pages+k.page, k.mark)
			}
		}
		f.set(first+i, "<</Type/StructElem/S/%s/P %d 0 R%s/K[%s]>>", n.tag, parent, n.more, strings.TrimSpace(kids.String()))
	}
	var nums strings.Builder
	for i, pg := range p.pages {
		fmt.Fprintf(&nums, "%d[", i)
		for _, n := range pg.owners {
			fmt.Fprintf(&nums, "%d 0 R ", first+n)
		}
		nums.WriteString("]")
	}
	key := len(p.pages)
	for _, pg := range p.pages {
		for _, a := range pg.links {
			fmt.Fprintf(&nums, "%d %d 0 R ", key, first+a.node)
			key++
		}
	}
	f.set(parents, "<</Nums[%s]>>", nums.String())
	f.set(root, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>", first, parents, key)
	return root
}

// outlines makes the objects of the bookmarks and returns the catalogue's entry for them.
func (p *pdf) outlines(f *file, pages int) string {
	if len(p.outline) == 0 {
		return ""
	}
	root, first := f.reserve(1), f.reserve(len(p.outline))
	above := make([]int, len(p.outline)) // the bookmark that each is below, -1 for none
	kids := make(map[int][]int)
	for i, b := range p.outline {
		above[i] = i - 1
		for above[i] >= 0 && p.outline[above[i]].level >= b.level {
			above[i] = above[above[i]]
		}
		kids[above[i]] = append(kids[above[i]], i)
	}
	ends := func(i int) string {
		below := kids[i]
		if len(below) == 0 {
			return ""
		}
		return fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count %d", first+below[0], first+below[len(below)-1], len(below))
	}
	for i, b := range p.outline {
		parent, beside := root, kids[above[i]]
		if above[i] >= 0 {
			parent = first + above[i]
		}
		next := ""
		at := slices.Index(beside, i)
		if at > 0 {
			next += fmt.Sprintf("/Prev %d 0 R", first+beside[at-1])
		}
		if at+1 < len(beside) {
			next += fmt.Sprintf("/Next %d 0 R", first+beside[at+1])
		}
		f.set(first+i, "<</Title %s/Parent %d 0 R%s%s/Dest[%d 0 R/XYZ null %s null]>>",
			quoted(b.title), parent, next, ends(i), pages+b.page, num(b.y))
	}
	f.set(root, "<</Type/Outlines%s>>", ends(-1))
	return fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", root)
}
