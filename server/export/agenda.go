package export

import (
	"strconv"
	"strings"

	"example.org/convener/meeting"
	"example.org/convener/meeting/outline"
)

// NewAgenda is the agenda of what an audience may see, as text takes it (A12).
func NewAgenda(v meeting.View) outline.Document {
	m, _ := v["meeting"].(meeting.MeetingValue)
	d := outline.Document{Version: 1, Meeting: m.ID, Title: m.Title, Items: []outline.Item{}}
	add := func(id meeting.Seq, number string, item outline.Item) {
		item.Level = strings.Count(number, ".") + 1
		item.Presenters, item.Links = []string{}, []meeting.Link{}
		switch more := v["item/"+strconv.FormatUint(uint64(id), 10)].(type) {
		case meeting.ItemDetails:
			item.Presenters, item.Description, item.Links = more.Presenters, more.Description, links(more.Links)
		case meeting.NamelessDetails:
			item.Description, item.Links = more.Description, links(more.Links)
		}
		d.Items = append(d.Items, item)
	}
	switch agenda := v["agenda"].(type) {
	case []meeting.ItemValue:
		for _, i := range meeting.Accepted(agenda) {
			add(i.ID, i.Number, outline.Item{Title: i.Title, Kind: i.Kind, Minutes: i.Minutes, Visibility: i.Visibility})
		}
	case []meeting.NamelessItem:
		for _, i := range agenda {
			add(i.ID, i.Number, outline.Item{Title: i.Title, Kind: i.Kind, Minutes: i.Minutes, Visibility: i.Visibility})
		}
	}
	return d
}

// links are the links of documents.
func links(documents []meeting.DocumentValue) []meeting.Link {
	out := make([]meeting.Link, len(documents))
	for i, d := range documents {
		out[i] = d.Link
	}
	return out
}
