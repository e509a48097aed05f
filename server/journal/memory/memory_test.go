package memory_test

import (
	"testing"

	"example.org/convener/server/journal"
	"example.org/convener/server/journal/journaltest"
	"example.org/convener/server/journal/memory"
)

func TestJournal(t *testing.T) {
	journaltest.Run(t, func(*testing.T) journal.Journal { return new(memory.Journal) })
}
