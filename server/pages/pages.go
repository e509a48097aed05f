// Package pages writes the pages that need no scripts, and the frames of those that become
// live with them. It is given what a reader may see, and so cannot tell more.
package pages

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"time"

	"example.org/convener/meeting"
	"example.org/convener/server/export"
	"example.org/convener/server/roster"
)

//go:embed html/*.html
var sources embed.FS

// Pages writes pages. Its methods may be called from any goroutine.
type Pages struct {
	pages  map[string]*template.Template
	assets assets
}

// assets are the addresses of the built front end; all are empty if it was not built.
type assets struct {
	Page      string // the style sheet of every page
	Room      entry
	Captioner entry
	Overlay   entry
	Group     entry
	Setup     entry
	Body      entry
	Minutes   entry
}

type entry struct {
	Script string
	Styles []string
}

// New reads the templates, and from the manifest in dist what the front end's files are
// called. Without a manifest the pages say how to build the front end.
func New(dist fs.FS) (*Pages, error) {
	a, err := readManifest(dist)
	if err != nil {
		return nil, err
	}
	p := &Pages{pages: make(map[string]*template.Template), assets: a}
	names, err := fs.Glob(sources, "html/*.html")
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	for _, name := range names {
		if name == frame {
			continue
		}
		t, err := template.New("frame.html").Funcs(functions).Funcs(minutesFunctions).ParseFS(sources, frame, name)
		if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		p.pages[name] = t
	}
	return p, nil
}

const frame = "html/frame.html" // what all pages share

var functions = template.FuncMap{
	"say":   say,
	"date":  date,
	"ways":  roster.Ways,
	"needs": roster.Needs,
	"day":   func(t time.Time) string { return t.UTC().Format("Monday 2 January 2006, 15:04 UTC") },
	"iso":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
}

// readManifest finds the built files by what they were made of.
func readManifest(dist fs.FS) (a assets, err error) {
	b, err := fs.ReadFile(dist, ".vite/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return a, fmt.Errorf("pages: the front end's manifest: %w", err)
	}
	var files map[string]struct {
		File string
		CSS  []string
	}
	if err := json.Unmarshal(b, &files); err != nil {
		return a, fmt.Errorf("pages: the front end's manifest: %w", err)
	}
	at := func(source string) (e entry) {
		e.Script = "/" + files[source].File
		for _, css := range files[source].CSS {
			e.Styles = append(e.Styles, "/"+css)
		}
		return e
	}
	return assets{
		Page: at("src/page.css").Script, Room: at("src/room.ts"), Captioner: at("src/captioner.ts"), Overlay: at("src/overlay.ts"),
		Group: at("src/group.ts"), Setup: at("src/setup.ts"), Body: at("src/body.ts"),
		Minutes: at("src/minutes.ts"),
	}, nil
}

// page is what every template gets.
type page struct {
	Title   string
	Sheet   string // the style sheet of every page
	App     entry  // what scripts add to it, or make it live; the zero entry if nothing does
	Built   bool   // the front end is there
	Meeting string // the meeting's id, for a live room
	Live    string // what becomes live: room, captioner, overlay, group, setup or body
	Home    bool   // it is the home page
	Access  bool   // it is the page about access
	Data    any
}

func (p *Pages) write(w io.Writer, name string, data page) error {
	data.Sheet, data.Built = p.assets.Page, p.assets.Page != ""
	if err := p.pages["html/"+name].ExecuteTemplate(w, "frame.html", data); err != nil {
		return fmt.Errorf("pages: %s: %w", name, err)
	}
	return nil
}

// A JoinForm is what somebody said who came in without scripts, and why it was not taken.
type JoinForm struct {
	Link, Name, Body, Way, Says string

	Needs     []string // kinds
	NeedsText string
	Error     string
}

// Need reports whether somebody said to need something of a kind.
func (f JoinForm) Need(kind string) bool { return slices.Contains(f.Needs, kind) }

// Meeting writes a meeting as a reader may see it; member says whether the reader is in it,
// and form what a reader said who is not.
func (p *Pages) Meeting(w io.Writer, id string, v meeting.View, member bool, form JoinForm) error {
	m, _ := v["meeting"].(meeting.MeetingValue)
	minutes, _ := v["minutes"].(meeting.MinutesValue)
	title := m.Title
	if form.Error != "" {
		title = say("error-title", title)
	}
	return p.write(w, "meeting.html", page{
		Title: title, Meeting: id, Live: "room", App: p.assets.Room,
		Data: map[string]any{
			"Meeting": m, "Agenda": v["agenda"], "Floor": newFloor(v["queue"]), "Member": member, "Form": form,
			"Minutes": minutes.Public, "Captions": readable(m, member),
		},
	})
}

// readable are the channels of which a reader may have the captions as files: people in the
// meeting all of them, others those that are published (C10).
func readable(m meeting.MeetingValue, member bool) (channels []meeting.Channel) {
	for _, c := range m.Channels {
		if member || c.Keep == meeting.Published && m.Stage == meeting.Ended && !m.Private {
			channels = append(channels, c)
		}
	}
	return channels
}

// floor is who speaks and who waits, as far as the reader may know.
type floor struct {
	Held    bool
	Speaker string
	Waiting int
	Names   []string // of those who wait; none where names are not told
}

func newFloor(queue any) (f floor) {
	switch q := queue.(type) {
	case meeting.QueueValue:
		f.Waiting, f.Held = len(q.Hands), q.Turn != nil
		for _, h := range q.Hands {
			f.Names = append(f.Names, h.Name)
		}
		if q.Turn != nil {
			f.Speaker = q.Turn.Name
		}
	case meeting.NamelessQueue:
		f.Waiting, f.Held = len(q.Hands), q.Turn != nil
	}
	return f
}

// Minutes writes the minutes.
func (p *Pages) Minutes(w io.Writer, m export.Minutes) error {
	return p.write(w, "minutes.html", page{Title: say("minutes-of", m.Title), App: p.assets.Minutes, Data: m})
}

// Captioner writes the page on which captions are typed.
func (p *Pages) Captioner(w io.Writer) error {
	return p.write(w, "captioner.html", page{Title: say("captioner"), Live: "captioner", App: p.assets.Captioner})
}

// Setup writes the page on which an owner sets a meeting up.
func (p *Pages) Setup(w io.Writer, url string) error {
	return p.write(w, "new.html", page{Title: say("setup"), Live: "setup", App: p.assets.Setup, Data: url})
}

// Overlay writes the page of a meeting's captions that streaming software lays over a picture.
func (p *Pages) Overlay(w io.Writer, id string) error {
	return p.write(w, "overlay.html", page{Title: say("overlay"), Meeting: id, Live: "overlay", App: p.assets.Overlay})
}

// Group writes the page on which the owner changes what the group has agreed.
func (p *Pages) Group(w io.Writer) error {
	return p.write(w, "group.html", page{Title: say("group"), Live: "group", App: p.assets.Group})
}

// Screen writes the page on which a second device says what it is to show.
func (p *Pages) Screen(w io.Writer, code string) error {
	return p.write(w, "screen.html", page{Title: say("screen"), Data: code})
}

// NotHere writes why there is nothing to see.
func (p *Pages) NotHere(w io.Writer, why string) error {
	return p.write(w, "nothere.html", page{Title: say("not-here"), Data: why})
}
