package ingest

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

// Every byte string is a captioner's program: three bytes make a number, a pause, an answer
// and the length of the body that follows.
func FuzzDecide(f *testing.F) {
	f.Add([]byte("\x01\x00\x05Hello\x02\x00\x06 world\x02\x00\x06 world\x09\x7f\x03\x08\x08.\x01\xff\x04caf\xc3\x02\x01\x01\xa9"), "Hello\r\nworld, né\b\b\u2029a", uint8(3))
	f.Fuzz(func(t *testing.T, data []byte, stream string, size uint8) {
		checkReplay(t, data[:min(len(data), 4096)])
		checkSplit(t, strings.ToValidUTF8(stream, "\uFFFD"), int(size)%7+1)
	})
}

var modes = []Mode{Auto, Stream, Chunk, Lines}

// checkReplay posts what data says, and checks that the facts, as stored, make the source.
func checkReplay(t *testing.T, data []byte) {
	t.Helper()
	var live, again link
	at := ten
	for len(data) >= 3 {
		n := min(int(data[2])%40, len(data)-3)
		at = at.Add(time.Duration(data[1]) * 250 * time.Millisecond)
		p := Post{Seq: int64(data[0])%32 - 1, Body: data[3 : 3+n], Mode: modes[data[0]>>6], Charset: []string{"", "latin1"}[data[1]&1], Lang: "cn", Channel: "en"}
		data = data[3+n:]
		taken, v := live.Decide(at, p)
		if v != New {
			continue
		}
		if len(taken.Bytes) > 3 || len(taken.Ops) > 3 {
			t.Fatalf("%q was taken as %+v", p.Body, taken)
		}
		live.Source.Apply(at, taken)
		live.Track.Apply(at, taken.Ops...)
		stored, err := json.Marshal(taken)
		if err != nil {
			t.Fatal(err)
		}
		var back Taken
		if err := json.Unmarshal(stored, &back); err != nil {
			t.Fatal(err)
		}
		again.Source.Apply(at, back)
		again.Track.Apply(at, back.Ops...)
	}
	if !reflect.DeepEqual(live.Source, again.Source) || !reflect.DeepEqual(live.Segments(), again.Segments()) {
		t.Fatalf("replayed %+v\nlive     %+v", again, live)
	}
	if len(live.sent) > maxSent {
		t.Fatalf("%d bodies are remembered", len(live.sent))
	}
}

// checkSplit checks that a stream comes to the same text however it is cut into posts. It
// keeps to what an erase may reach, for beyond it the cut tells how far the text had come.
func checkSplit(t *testing.T, stream string, size int) {
	t.Helper()
	body := []byte(stream[:min(len(stream), 1500)])
	var whole, split link
	whole.post(ten, Post{Seq: 1, Body: body, Mode: Stream})
	for i := 0; i*size < len(body); i++ {
		piece := body[i*size : min((i+1)*size, len(body))]
		split.post(ten, Post{Seq: int64(i), Body: piece, Mode: Stream})
		split.Answered(Sum(piece))
	}
	flat := func(l *link) string {
		return strings.Join(strings.FieldsFunc(l.text(), func(r rune) bool { return r == ' ' }), " ")
	}
	if flat(&whole) != flat(&split) {
		t.Fatalf("%q in one post: %q\nin pieces of %d: %q", body, flat(&whole), size, flat(&split))
	}
}
