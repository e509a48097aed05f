package seal_test

import (
	"fmt"
	"testing"
	"time"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/memory"
	"example.org/convener/server/seal"
)

// BenchmarkRead opens the log of a meeting of three hours: the budget for all of opening it is
// 0.1 s.
func BenchmarkRead(b *testing.B) {
	const entries = 10_000
	j := seal.Journal(new(memory.Journal), seal.NewKeys())
	var log []journal.Entry
	for i := range entries {
		body := fmt.Sprintf(`{"kind":"hand_raised","data":{"person":"p-0123456789abcdef","class":"topic","note":"number %d"}}`, i)
		log = append(log, journal.Entry{At: time.Unix(int64(i), 0).UTC(), By: "p-0123456789abcdef", Cause: fmt.Sprint("cause ", i), Sum: "sum", Key: "m", Body: []byte(body)})
	}
	if _, err := j.Append(b.Context(), stream, journal.Position{}, log); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		n := 0
		for _, err := range j.Read(b.Context(), stream, 0) {
			if n++; err != nil {
				b.Fatal(err)
			}
		}
		if n != entries {
			b.Fatal(n)
		}
	}
}
