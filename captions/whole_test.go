package captions_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"example.org/convener/captions"
)

// What is kept of a text reads as the text did: its lines, speakers, corrections and numbers,
// and it goes on after them.
func TestRestore(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	was := new(captions.Track)
	for _, op := range []captions.Op{
		{Kind: captions.OpText, Text: ">> ANN: Good morning.\n"},
		{Kind: captions.OpText, Text: "We begin with the first itme.\n\n"},
		{Kind: captions.OpSpeaker, Label: "Bob"},
		{Kind: captions.OpText, Text: "Thank you.\n"},
		{Kind: captions.OpGap, Count: 1},
		{Kind: captions.OpText, Text: "[applause]\n"},
		{Kind: captions.OpText, Text: "and so on"},
		{Kind: captions.OpEnd},
	} {
		now = now.Add(11 * time.Second)
		was.Apply(now, op)
	}
	was.Apply(now.Add(time.Minute), captions.Op{Kind: captions.OpFix, Seg: 2, Text: "We begin with the first item."})
	all := was.Wholes()
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var kept []captions.Whole
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	again := captions.Restore(kept, was.IDs()+3)
	if got, want := again.Segments(), was.Segments(); len(want) != 5 || !reflect.DeepEqual(got, want) {
		t.Fatalf("it was\n%+v\nand is\n%+v", want, got)
	}
	if got := again.History(2); !reflect.DeepEqual(got, was.History(2)) || len(got) != 1 {
		t.Errorf("of what was corrected is left %+v", got)
	}
	again.Apply(now.Add(2*time.Minute), captions.Op{Kind: captions.OpErase, Count: 500}, captions.Op{Kind: captions.OpText, Text: "More.\n"},
		captions.Op{Kind: captions.OpFix, Seg: 3, Text: "Thanks."})
	segs := again.Segments()
	if len(segs) != 6 || segs[5].Text != "More." || segs[5].ID != was.IDs()+4 || segs[5].Speaker != "Bob" || segs[2].Text != "Thanks." || segs[4].Text != "and so on" {
		t.Errorf("it goes on as %+v", segs)
	}
	for _, cut := range [][]captions.Whole{nil, kept[1:], kept[:2]} {
		segs := captions.Restore(cut, was.IDs()).Segments()
		for i, s := range segs {
			if s.ID != cut[i].ID || s.Text != cut[i].Text || s.Speaker != cut[i].Speaker {
				t.Errorf("without others %+v is %+v", cut[i], s)
			}
		}
	}
}
