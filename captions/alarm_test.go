package captions

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	english = "Thank you, chair. We have read the draft and we are happy to see that most of it is there. The one thing that we still miss is a word on the costs of captions, and who is to pay them. It is not a lot of money, but it has to come from somewhere. "
	french  = "Merci, monsieur le président. Nous avons lu le projet et nous sommes heureux de voir que la plupart des points y sont. La seule chose qui nous manque est un mot sur les coûts des sous-titres, et sur ceux qui doivent payer pour cela dans les années à venir. "
	spanish = "Gracias, señor presidente. Hemos leído el proyecto y nos alegra ver que la mayoría de los puntos están en él. Lo único que falta es una palabra sobre el costo de los subtítulos, y quién los paga. No es mucho dinero, pero tiene que salir de algún lado, por supuesto, y para eso estamos. "
	russian = "Спасибо, председатель. Мы прочитали проект и рады видеть, что большая часть предложений в нём есть."
)

// typedAs is a track on which words were typed, and how often some of them taken back.
func typedAs(text string, erase int) *Track {
	t, at := new(Track), time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)
	for word := range strings.SplitAfterSeq(text, " ") {
		at = at.Add(250 * time.Millisecond)
		t.Apply(at, Op{Kind: OpText, Text: word})
		if erase > 0 {
			t.Apply(at, Op{Kind: OpErase, Count: erase})
		}
	}
	return t
}

func TestAlarms(t *testing.T) {
	type alarms []Alarm
	for _, tt := range []struct {
		rule  string
		lang  string
		text  string
		erase int // characters, after each word
		later time.Duration
		want  alarms
	}{
		{"nothing is wrong with nothing", "en", "", 0, 0, alarms{}},
		{"nor with a text as it should be", "en", english, 0, 0, alarms{}},
		{"some erasing is how people write", "en", english, 1, 0, alarms{}},
		{"also if it goes on for long", "en", strings.Repeat(english, 4), 1, 0, alarms{}},
		{"a storm takes back most of it", "en", english, 4, 0, alarms{EraseStorm}},
		{"which is soon over", "en", english, 4, time.Minute, alarms{}},
		{"capitals only", "en", strings.ToUpper(english), 0, 0, alarms{Capitals}},
		{"a title is no alarm", "en", "THE MEETING OF THE COORDINATION GROUP ", 0, 0, alarms{}},
		{"nor a script without capitals", "ar", strings.Repeat("نعم هذا صحيح ", 20), 0, 0, alarms{}},
		{"the language of another script", "en", russian, 0, 0, alarms{WrongLanguage}},
		{"in its own channel it is right", "ru", russian, 0, 0, alarms{}},
		{"a language of the same script, by its words", "en", french, 0, 0, alarms{WrongLanguage}},
		{"whatever country it is of", "en-GB", spanish, 0, 0, alarms{WrongLanguage}},
		{"neighbours are told apart", "pt", spanish, 0, 0, alarms{WrongLanguage}},
		{"and are right in their own", "es", spanish, 0, 0, alarms{}},
		{"nothing is said of languages that are not known", "tlh", french, 0, 0, alarms{}},
		{"a foreign sentence among others is no alarm", "en", english + french[:100] + english, 0, 0, alarms{}},
		{"nor a name in another script", "en", english + "Спасибо, Анна. " + english, 0, 0, alarms{}},
		{"nor a list of names", "en", strings.Repeat("Amina Diallo, Luis Ortega, Wanjiru Kamau, ", 10), 0, 0, alarms{}},
		{"nor is what was mended", "en", french, 0, 3 * time.Minute, alarms{}},
		{"several at once", "en", strings.ToUpper(french), 0, 0, alarms{Capitals, WrongLanguage}},
	} {
		track := typedAs(tt.text, tt.erase)
		if got := track.Alarms(track.now.Add(tt.later), tt.lang); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q", tt.rule, got)
		}
	}
}

// What stands in brackets is the captioner's own.
func TestWhatStandsInBracketsIsNoAlarm(t *testing.T) {
	track := new(Track)
	for range 10 {
		track.Apply(time.Now(), Op{Kind: OpText, Text: "[GENERAL LAUGHTER AND APPLAUSE]\n"})
	}
	if got := track.Alarms(time.Now(), "ru"); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

// Sessions that stenographers wrote ring no alarm, wherever they are listened to.
func TestRealSessionsRingNoAlarm(t *testing.T) {
	files, err := filepath.Glob("../../shared/data/captioned-sessions/SRC*.txt")
	if err != nil || len(files) == 0 {
		t.Skip("the captioned sessions are not in ../shared/data/captioned-sessions beside the repository")
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		track, at := new(Track), time.Now()
		for line := range strings.Lines(string(b)) {
			at = at.Add(10 * time.Second)
			if track.Apply(at, Op{Kind: OpText, Text: line}); len(track.Alarms(at, "en")) > 0 {
				t.Fatalf("%s: %q at %q", filepath.Base(file), track.Alarms(at, "en"), line)
			}
		}
	}
}

func TestSpread(t *testing.T) {
	var l Lags
	now := time.Now()
	if s := l.Spread(now); s != nil {
		t.Errorf("of nothing: %+v", s)
	}
	l.Add(now.Add(-3*time.Minute), time.Hour)
	for ms := range 100 {
		l.Add(now, time.Duration(ms+1)*time.Millisecond)
	}
	if s := l.Spread(now); s == nil || *s != (Spread{50, 95}) {
		t.Errorf("of 1 to 100: %+v", s)
	}
	for range maxLags {
		l.Add(now, time.Second)
	}
	if s := l.Spread(now); *s != (Spread{1000, 1000}) || len(l.of) != maxLags {
		t.Errorf("%+v of %d", s, len(l.of))
	}
	if s := l.Spread(now.Add(3 * time.Minute)); s != nil {
		t.Errorf("later: %+v", s)
	}
}
