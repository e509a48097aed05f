package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// inner and outer have what a decoder can trip over.
type inner struct {
	Role string `json:"role"`
	N    int    `json:"n,omitempty"`
}

type base struct {
	ID    string `json:"id"`
	Plain bool
}

type outer struct {
	base
	Base  base             `json:"base"`
	One   inner            `json:"one"`
	Ptr   *inner           `json:"ptr"`
	List  []inner          `json:"list"`
	Two   [2]inner         `json:"two"`
	ByKey map[string]inner `json:"by_key"`
	Names []string         `json:"names"`
	Raw   json.RawMessage  `json:"raw"`
	Roles meeting.Roles    `json:"roles"`
	Never string           `json:"-"`
}

func TestStrict(t *testing.T) {
	deep := func(n int) string { return `{"raw":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}` }
	long := func(n int) string { return `{"names":[""` + strings.Repeat(`,""`, n-1) + `]}` }
	for _, tt := range []struct {
		rule, json string
		ok         bool
	}{
		{"nothing is needed", `{}`, true},
		{"null is nothing", `null`, true},
		{"null for a field is nothing", `{"one":null,"list":null,"names":null,"id":null}`, true},
		{"white space is nobody's business", " {\n\t\"id\" : \"a\" } \n", true},
		{"fields of all kinds", `{"id":"a","one":{"role":"x","n":1},"ptr":{},"list":[{"n":2}],"two":[{},{}],"by_key":{"k":{"n":3}}}`, true},
		{"a field without a name of its own has Go's", `{"Plain":true}`, true},

		{"an unknown field", `{"what":1}`, false},
		{"in a struct", `{"one":{"what":1}}`, false},
		{"behind a pointer", `{"ptr":{"what":1}}`, false},
		{"in a list", `{"list":[{},{"what":1}]}`, false},
		{"in an array", `{"two":[{},{"what":1}]}`, false},
		{"in a map", `{"by_key":{"k":{"what":1}}}`, false},
		{"a field that is not for outside", `{"Never":"x"}`, false},
		{"nor under its sign", `{"-":"x"}`, false},
		{"the name of what is embedded", `{"base":{"id":"a"}}`, true},
		{"but not Go's", `{"outer":1}`, false},

		{"twice the same field", `{"id":"a","id":"a"}`, false},
		{"twice in a struct", `{"one":{"role":"viewer","role":"chair"}}`, false},
		{"twice in a list", `{"list":[{"n":1,"n":1}]}`, false},
		{"twice in a map", `{"by_key":{"a":{},"a":{}}}`, false},
		{"twice where anything may stand", `{"raw":{"a":1,"a":2}}`, false},
		{"twice, once in disguise", `{"one":{"role":"viewer","\u0072ole":"chair"}}`, false},
		{"a name in other letters", `{"ID":"a"}`, false},
		{"beside the right one (SEC-21)", `{"one":{"role":"viewer","ROLE":"chair"}}`, false},
		{"before the right one", `{"one":{"Role":"chair","role":"viewer"}}`, false},
		{"letters that fold to it", `{"li\u017ft":[]}`, false},
		{"a disguise of the right name alone is the right name", `{"\u0069d":"a"}`, true},

		{"something after the JSON", `{} {}`, false},
		{"a bracket too many", `{}}`, false},
		{"a word after it", `{"id":"a"}x`, false},
		{"nothing at all", ``, false},
		{"half of it", `{"id":"a"`, false},
		{"half a word", `{"id":tr`, false},
		{"a comma too many", `{"id":"a",}`, false},
		{"a comma too few", `{"id":"a" "Plain":true}`, false},
		{"no name", `{:1}`, false},
		{"a number for a name", `{1:1}`, false},
		{"not JSON", `id=a`, false},

		{"as deep as may be", deep(15), true},
		{"deeper", deep(16), false},
		{"very deep", deep(5000), false},
		{"as long as may be", long(500), true},
		{"longer", long(501), false},

		{"not UTF-8", "{\"id\":\"\xff\"}", false},
		{"half a letter", "{\"id\":\"\xc3\"}", false},
		{"a number for a text", `{"id":7}`, false},
		{"a text for a number", `{"one":{"n":"7"}}`, false},
		{"a fraction for a whole number", `{"one":{"n":1.5}}`, false},
		{"a number that is too large", `{"one":{"n":1e99}}`, false},
		{"a list for a struct", `{"one":[]}`, false},
		{"a struct for a list", `{"list":{}}`, false},
		{"a text for all", `"id"`, false},
		{"roles are names", `{"roles":["chair","observer"]}`, true},
		{"of ours", `{"roles":["emperor"]}`, false},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var o outer
			err := wire.Strict([]byte(tt.json), &o)
			var refused *meeting.Error
			switch {
			case tt.ok && err != nil:
				t.Errorf("%s is refused: %v", tt.json, err)
			case !tt.ok && err == nil:
				t.Errorf("%s is taken as %+v", tt.json, o)
			case !tt.ok && (!errors.As(err, &refused) || refused.Code != "malformed" || refused.Text == ""):
				t.Errorf("%s: %v is no refusal", tt.json, err)
			}
		})
	}
}

// A frame has the fields of the ask that it embeds.
func TestStrictFrame(t *testing.T) {
	var f wire.Frame
	err := wire.Strict([]byte(`{"n":7,"id":"x","do":"raise_hand","in":{"class":"topic"}}`), &f)
	if err != nil || f.N != 7 || f.ID != "x" || f.Do != "raise_hand" || string(f.In) != `{"class":"topic"}` {
		t.Errorf("%+v, %v", f, err)
	}
	for _, wrong := range []string{`{"Ask":{}}`, `{"N":7}`, `{"do":"a","Do":"b"}`, `{"hello":{"session":"","Feeds":{}}}`, `{"follow":{"me":1}}`} {
		if err := wire.Strict([]byte(wrong), new(wire.Frame)); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}

func TestCommand(t *testing.T) {
	const id = "0b6ee5c2-6d9c-4f2b-8f6a-3d7c2b1a0f9e"
	for _, tt := range []struct {
		rule string
		ask  wire.Ask
		want meeting.Command
		code string
	}{
		{"a wish", wire.Ask{ID: id, Do: "raise_hand", In: []byte(`{"class":"topic"}`)}, meeting.RaiseHand{Class: meeting.Topic}, ""},
		{"without fields", wire.Ask{ID: id, Do: "open_queue"}, meeting.OpenQueue{}, ""},
		{"a wish of the house", wire.Ask{ID: id, Do: "admit_person"}, nil, "unknown_command"},
		{"a name nobody knows", wire.Ask{ID: id, Do: "raise_roof"}, nil, "unknown_command"},
		{"another spelling", wire.Ask{ID: id, Do: "Raise_Hand"}, nil, "unknown_command"},
		{"an unknown field", wire.Ask{ID: id, Do: "open_queue", In: []byte(`{"item":1}`)}, nil, "malformed"},
		{"who a guest is, is not for outside", wire.Ask{ID: id, Do: "add_hand", In: []byte(`{"Guest":"p-ann"}`)}, nil, "malformed"},
		{"no id", wire.Ask{Do: "open_queue"}, nil, "malformed"},
		{"an id in capitals", wire.Ask{ID: strings.ToUpper(id), Do: "open_queue"}, nil, "malformed"},
		{"an id in brackets", wire.Ask{ID: "{" + id + "}", Do: "open_queue"}, nil, "malformed"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, err := tt.ask.Command()
			var refused *meeting.Error
			if errors.As(err, &refused); refused == nil && tt.code != "" || refused != nil && refused.Code != tt.code {
				t.Errorf("%v, want %q", err, tt.code)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%#v", got)
			}
		})
	}
}

// A repeat has the same sum however it is spaced; another ask, or another asker, has not.
func TestSum(t *testing.T) {
	ask := wire.Ask{Do: "add_note", In: []byte(`{"text":"a"}`)}
	same := wire.Ask{N: 9, Do: "add_note", In: []byte("{ \"text\" :\n\"a\"}")}
	if ask.Sum("p-ann") != same.Sum("p-ann") {
		t.Error("white space makes another ask")
	}
	sums := map[string]bool{ask.Sum("p-ann"): true, ask.Sum("p-ben"): true}
	sums[wire.Ask{Do: "add_note", In: []byte(`{"text":"b"}`)}.Sum("p-ann")] = true
	sums[wire.Ask{Do: "add_action", In: []byte(`{"text":"a"}`)}.Sum("p-ann")] = true
	if len(sums) != 4 {
		t.Errorf("four asks have %d sums", len(sums))
	}
}

// What Strict takes, the standard decoder takes when it is told to refuse unknown fields,
// and to the same value.
func FuzzStrict(f *testing.F) {
	for _, s := range []string{
		`{}`, `null`, `{"n":7,"id":"x","do":"raise_hand","in":{"class":"topic"}}`, `{"hello":{"session":"s","feeds":{"meeting":""}}}`,
		`{"id":"a","one":{"role":"x","n":1},"ptr":{},"list":[{"n":2}],"two":[{},{}],"by_key":{"k":{"n":3}},"roles":["chair"]}`,
		`{"role":"viewer","ROLE":"chair"}`, `{"id":"\ud800"}`, `[[[[]]]]`, `{"raw":{"a":[1,2,{"b":null}]}}`, `{"":1}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, v := range []func() any{
			func() any { return new(outer) }, func() any { return new(wire.Frame) }, func() any { return new(meeting.RaiseHand) },
		} {
			got, want := v(), v()
			if wire.Strict(b, got) != nil {
				continue
			}
			d := json.NewDecoder(bytes.NewReader(b))
			d.DisallowUnknownFields()
			if err := d.Decode(want); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: strictly %+v, otherwise %+v, %v", b, got, want, err)
			}
		}
	})
}
