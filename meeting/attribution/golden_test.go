package attribution_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/convener/meeting/attribution"
)

var update = flag.Bool("update", false, "write the golden files anew; read the difference")

// TestMeetingsOfOurs strips the meetings in testdata, whose people and bodies are invented,
// and compares the text and the list of findings with what was read and found right.
func TestMeetingsOfOurs(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.json")
	if len(files) == 0 {
		t.Fatal("no meetings")
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".json")
		t.Run(filepath.Base(name), func(t *testing.T) {
			roster, err := attribution.ParseRoster(readFile(t, file))
			if err != nil {
				t.Fatal(err)
			}
			text := string(readFile(t, name+".txt"))
			spans := attribution.NewLexicon(roster).Find(text)
			got := attribution.PlaceholdersIn("en").Replace(text, spans) + "\n---\n"
			for _, s := range spans {
				got += fmt.Sprintf("%s %s %q: %s\n", s.Class, s.Kind, text[s.Start:s.End], s.Reason)
			}
			golden := name + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(readFile(t, golden)); got != want {
				t.Errorf("differs from %s:\n%s", golden, got)
			}
		})
	}
}
