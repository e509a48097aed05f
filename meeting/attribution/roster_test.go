package attribution_test

import (
	"strings"
	"testing"

	"example.org/convener/meeting/attribution"
)

func TestBadRosters(t *testing.T) {
	for _, r := range []struct{ name, json, says string }{
		{"no JSON", `names: Ann`, "character 2 breaks it"},
		{"cut off", `{"participants":[{"name":"Ann"`, "breaks it"},
		{"a list", `[{"name":"Ann"}]`, "not the JSON we know"},
		{"without participants", `{"coalitions":["X"]}`, `no list "participants"`},
		{"a name that is a number", `{"participants":[{"name":7}]}`, "names are text in quotes"},
		{"nobody's name", `{"participants":[{"name":"Ann"},{"name":" "}]}`, `participant 2 of the roster has no "name"`},
		{"an endless name", `{"participants":[{"name":"` + strings.Repeat("x", 500) + `"}]}`, "more than 400 bytes"},
	} {
		t.Run(r.name, func(t *testing.T) {
			_, err := attribution.ParseRoster([]byte(r.json))
			if err == nil || !strings.Contains(err.Error(), r.says) {
				t.Errorf("error %v, want one that says %q", err, r.says)
			}
			if err != nil && strings.Contains(err.Error(), "Ann") {
				t.Errorf("error %v holds a name", err)
			}
		})
	}
}

func TestGoodRosters(t *testing.T) {
	for _, r := range []struct{ name, json string }{
		{"more than we know", `{"sample":"x","participants":[{"id":"1","name":"Ann","seat":3}]}`},
		{"nobody there", `{"participants":[]}`},
	} {
		t.Run(r.name, func(t *testing.T) {
			if _, err := attribution.ParseRoster([]byte(r.json)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestConsent(t *testing.T) {
	text := "Nils Quigley and Nils of Saltmarsh; Nilsson and then Saltmarsh."
	for _, r := range []struct {
		name   string
		roster string
		want   string
	}{
		{"none", `[{"name":"Nils Quigley","affiliations":["Saltmarsh"]}]`, "[P] and [P] of [B]; Nilsson and then [B]."},
		{"a word we do not know protects", `[{"name":"Nils Quigley","affiliations":["Saltmarsh"],"consent":"maybe"}]`, "[P] and [P] of [B]; Nilsson and then [B]."},
		{"the name only", `[{"name":"Nils Quigley","affiliations":["Saltmarsh"],"consent":"named"}]`, "Nils Quigley and Nils of [B]; Nilsson and then [B]."},
		{"the body only", `[{"name":"Nils Quigley","affiliations":["Saltmarsh"],"consent":"body"}]`, "[P] and [P] of Saltmarsh; Nilsson and then Saltmarsh."},
		{"both", `[{"name":"Nils Quigley","affiliations":["Saltmarsh"],"consent":"both"}]`, "Nils Quigley and Nils of Saltmarsh; Nilsson and then Saltmarsh."},
		{
			"a word shared with somebody who did not consent", `[{"name":"Nils Quigley","consent":"both","affiliations":["Saltmarsh"]},{"name":"Nils Tarn","affiliations":["Saltmarsh"]}]`,
			"Nils Quigley and [P] of [B]; Nilsson and then [B].",
		},
	} {
		t.Run(r.name, func(t *testing.T) {
			roster, err := attribution.ParseRoster([]byte(`{"participants":` + r.roster + `}`))
			if err != nil {
				t.Fatal(err)
			}
			got := attribution.PlaceholdersIn("en").Replace(text, attribution.NewLexicon(roster).Find(text))
			got = strings.NewReplacer("[a participant]", "[P]", "[an organisation]", "[B]").Replace(got)
			if got != r.want {
				t.Errorf("got  %s\nwant %s", got, r.want)
			}
		})
	}
}

// T-18: every mask of a kind is the same, whatever it is of.
func TestPlaceholders(t *testing.T) {
	roster := people()
	text := "Grace, Will Long and Orsi of Brightwater, Quill and Achterberg."
	spans := attribution.NewLexicon(roster).Find(text)
	for _, r := range []struct{ lang, want string }{
		{"en", "[a participant] and [a participant] of [an organisation] and [a participant]."},
		{"de-AT", "[eine teilnehmende Person] and [eine teilnehmende Person] of [eine Organisation] and [eine teilnehmende Person]."},
		{"xx", "[a participant] and [a participant] of [an organisation] and [a participant]."},
	} {
		if got := attribution.PlaceholdersIn(r.lang).Replace(text, spans); got != r.want {
			t.Errorf("%s:\ngot  %s\nwant %s", r.lang, got, r.want)
		}
	}
}
