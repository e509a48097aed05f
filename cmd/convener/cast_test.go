package main

import "strings"

// A cast is who takes part in a meeting, and what they say that identifies them: each is a
// word that stands nowhere else, so that what is found says from where it leaked. Source:
// section 2.2 of our attribution reference.
type cast struct {
	chair, secretary, speaker, late, guest, apology string // names
	says, needs, body, hand, alarm, label           string
	spoken, deleted, owner                          string // in what is written down
	presenter, paper                                string // of an item that is told outside before, and not after
}

var canaries = cast{
	chair: "Chairqxa Zvorkaqxb", secretary: "Secretqxc", speaker: "Žanqxd Brůqxe", late: "Lateqxf", guest: "Guestqxg", apology: "Apologyqxh",
	says: "Saysqxi", needs: "Needsqxj", body: "Bodyqxk", hand: "Handqxl", alarm: "Alarmqxm", label: "Labelqxn",
	spoken: "Spokenqxo", deleted: "Deletedqxp", owner: "Ownerqxq",
	presenter: "Presentqxr", paper: "Paperqxs",
}

// others are a cast of other people who do the same.
var others = cast{
	chair: "Petraqya Novaqyb", secretary: "Minaqyc", speaker: "Éloiqyd Çelikqye", late: "Tomqyf", guest: "Idaqyg", apology: "Ugoqyh",
	says: "Spellqyi", needs: "Carequyj", body: "Homeqyk", hand: "Whyqyl", alarm: "Helpqym", label: "Nameqyn",
	spoken: "Saidqyo", deleted: "Goneqyp", owner: "Doerqyq",
	presenter: "Speakqyr", paper: "Slideqys",
}

// words are what must be found nowhere, each part of a name by itself.
func (c cast) words() []string {
	return strings.Fields(strings.Join([]string{
		c.chair, c.secretary, c.speaker, c.late, c.guest, c.apology, c.says, c.needs, c.body, c.hand, c.alarm, c.label, c.spoken, c.deleted, c.owner, c.presenter, c.paper,
	}, " "))
}
