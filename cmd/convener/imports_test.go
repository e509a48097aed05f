package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "example.org/convener/"

// may is which of our packages each package may import. Changing it is a decision.
var may = map[string]string{
	"meeting":                             "",
	"meeting/attribution":                 "",
	"meeting/group":                       "meeting",
	"meeting/outline":                     "meeting",
	"captions":                            "",
	"captions/ingest":                     "captions",
	"captions/format":                     "captions",
	"captions/typist":                     "",
	"server/journal":                      "",
	"server/journal/memory":               "server/journal",
	"server/journal/sqlite":               "server/journal",
	"server/journal/postgres":             "server/journal",
	"server/journal/journaltest":          "server/journal",
	"server/seal":                         "server/journal",
	"server/servicetest":                  "",
	"server/bus":                          "server/journal",
	"server/bus/memory":                   "server/bus",
	"server/bus/redis":                    "server/bus server/journal server/presence",
	"server/bus/bustest":                  "server/bus server/journal",
	"server/presence":                     "meeting",
	"server/presence/presencetest":        "server/presence",
	"server/ledger":                       "server/journal",
	"server/feed":                         "",
	"server/shelf":                        "",
	"server/auth":                         "meeting server/schema",
	"server/roster":                       "meeting server/schema server/seal",
	"server/openapi":                      "",
	"server/schema":                       "",
	"server/wire":                         "meeting server/auth server/ledger",
	"server/wire/typescript":              "captions captions/ingest meeting meeting/group server/pages server/roster server/wire",
	"server/catalogue":                    "meeting server/journal server/ledger",
	"server/group":                        "meeting/group server/journal server/ledger",
	"server/room":                         "meeting server/feed server/journal server/ledger server/presence server/roster server/shelf server/wire",
	"server/channel":                      "captions captions/ingest server/feed server/journal server/journal/memory server/ledger server/shelf server/wire",
	"server/export":                       "meeting meeting/outline server/export/document",
	"server/export/document":              "", // it knows no meeting
	"server/export/document/documenttest": "",
	"server/pages":                        "meeting meeting/group server/catalogue server/export server/roster",
	"server": "meeting meeting/attribution meeting/group meeting/outline captions captions/ingest captions/format server/auth server/catalogue server/channel server/export server/group " +
		"server/bus server/feed server/journal server/ledger server/openapi server/pages server/presence server/room server/roster server/seal server/shelf server/wire",
	"frontend":     "",
	"cmd/convener": "*",
	"cmd/loadtest": "captions/typist", // what it knows of the server is the protocol
}

// pure are the trees that import the standard library only.
var pure = []string{"meeting", "captions"}

// beyond is what single packages of the pure trees may import besides.
var beyond = map[string]string{"meeting/attribution": "golang.org/x/text/"}

// drivers are libraries that few packages may import.
var drivers = map[string]string{
	"modernc.org/sqlite":          "server/journal/sqlite",
	"github.com/jackc/pgx":        "server/journal/postgres",
	"github.com/redis/go-redis":   "server/bus/redis",
	"github.com/labstack/echo/":   "server",
	"github.com/coder/websocket":  "server cmd/loadtest",
	"github.com/carlos7ags/folio": "server/export/document",
}

func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		pkg := strings.TrimPrefix(names[0], module)
		seen[pkg] = true
		allowed, ok := may[pkg]
		if !ok {
			t.Errorf("%s is new: say in may what it may import", pkg)
		}
		for _, imp := range names[1:] {
			checkImport(t, pkg, imp, strings.Fields(allowed))
		}
	}
	for pkg := range may {
		if !seen[pkg] {
			t.Errorf("%s is not there any more: take it out of may", pkg)
		}
	}
}

func checkImport(t *testing.T, pkg, imp string, allowed []string) {
	tree, _, _ := strings.Cut(pkg, "/")
	more, ok := beyond[pkg]
	extra := ok && strings.HasPrefix(imp, more)
	ours, isOurs := strings.CutPrefix(imp, module)
	switch {
	case isOurs && !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*"):
		t.Errorf("%s imports %s", pkg, ours)
	case !isOurs && !extra && strings.Contains(imp, ".") && slices.Contains(pure, tree):
		t.Errorf("%s imports %s; it may use the standard library only", pkg, imp)
	}
	for driver, owners := range drivers {
		if strings.HasPrefix(imp, driver) && !slices.Contains(strings.Fields(owners), pkg) {
			t.Errorf("%s imports %s, which belongs to %s", pkg, imp, owners)
		}
	}
}
