package pages

// accessSentences are those of the page that says how people can take part.
var accessSentences = map[string]string{
	"access":               "Access and help",
	"access-about":         "How to take part, whatever you use and however you speak. This page needs no sign-in and no scripts.",
	"access-help":          "Somebody who helps",
	"access-ask":           "Write to whoever sent you the link to the meeting: they can let you in, change how you take part, and tell those who run the meeting what you need.",
	"access-during":        "During a meeting press “I cannot follow”: those who run it are told at once, before everybody who waits to speak.",
	"access-group":         "What this group offers",
	"access-next":          "Captions at the next meetings",
	"access-captions":      "Captions in:",
	"access-captions-none": "No captions are planned. Ask the organisers if you need them.",

	"access-always":        "What every meeting has",
	"access-always-links":  "You come in by a link and a name: no account, no puzzle, no code to type.",
	"access-always-plain":  "The agenda, the minutes and the captions can be read without scripts.",
	"access-always-text":   "The text and braille view has the captions in short lines of 20 to 80 cells. Nothing on it moves; you ask for the next lines.",
	"access-always-keys":   "Everything works by keyboard alone, and with a screen reader. Captions are spoken only if you ask for it.",
	"access-always-typing": "You can speak by text: a statement waits in the queue like everybody’s hand, is read out, and stands in the minutes as yours.",
	"access-always-slow":   "You can set a longer speaking time for yourself. Nobody sees it, and it is given each time.",
	"access-always-phone":  "By telephone, or in the room without a device: the participation manager raises your hand for you.",
	"access-always-alarm":  "Size, colours, spacing and place of the captions are yours to choose, and stay as you chose them.",
	"access-always-needs":  "When you come in you can say what you need. Only the chairs, the secretary and the participation manager see it.",

	"source-human":      "by a captioner",
	"source-automatic":  "automatic",
	"source-mixed":      "automatic, and put right by a captioner",
	"source-translated": "translated",
}
