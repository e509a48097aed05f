package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// none fails the test with what was found.
func (r *ruled) none(findings []string) {
	r.t.Helper()
	for _, found := range findings {
		r.t.Error(found)
	}
}

// found are those of some words that are in a file, or in the log, and where.
func (r *ruled) found(words []string) map[string][]string {
	r.t.Helper()
	found := search(r.t, append(r.folders, r.server.data, r.server.temp), words...)
	for _, word := range words {
		for _, form := range forms(word) {
			if bytes.Contains(r.server.log.Bytes(), form) {
				found[word] = append(found[word], "the log")
			}
		}
		if len(found[word]) == 0 {
			delete(found, word)
		}
	}
	return found
}

// sealed are the findings while the meeting is on: what is in clear, or has no key.
func (r *ruled) sealed() (findings []string) {
	r.t.Helper()
	for word, where := range r.found(r.words()) {
		findings = append(findings, fmt.Sprintf("%s is in clear in %v", word, where))
	}
	keys, err := os.ReadDir(filepath.Join(r.server.data, "keys"))
	r.must(err)
	if len(keys) != 2 {
		findings = append(findings, fmt.Sprintf("the keys are %v", keys))
	}
	return append(findings, r.unmarked()...)
}

// unmarked are the sealed rows that tell who did something, or when.
func (r *ruled) unmarked() (findings []string) {
	r.t.Helper()
	path := filepath.Join(r.server.data, "convener.db")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil // it is in a service
	}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=busy_timeout(5000)")
	r.must(err)
	defer func() { r.must(db.Close()) }()
	rows, err := db.QueryContext(r.ctx, `SELECT stream, seq, at, "by" FROM entries WHERE key <> '' AND (at <> 0 OR "by" LIKE 'p-%')`)
	r.must(err)
	defer func() { r.must(rows.Close()) }()
	for rows.Next() {
		var stream, by string
		var seq, at int64
		r.must(rows.Scan(&stream, &seq, &at, &by))
		findings = append(findings, fmt.Sprintf("entry %d of %s tells that %s did it at %d", seq, stream, by, at))
	}
	r.must(rows.Err())
	return findings
}

// private are the findings in what outsiders are told while the meeting is on: nothing, but
// which bodies are invited and which papers there are, which the owner has said before.
func (r *ruled) private() (findings []string) {
	r.t.Helper()
	r.follow()
	for path, text := range r.public() {
		may := []string{r.body, "", r.paper, ""}
		if strings.HasPrefix(path, "/api/v1/meetings/ID/feeds/captions/") || path == "/m/ID/text" {
			may = []string{r.spoken, ""} // what was said, and not by whom
		}
		findings = append(findings, r.names(path, strings.NewReplacer(may...).Replace(text))...)
	}
	return findings
}

// follow waits until those outside can follow what was captioned.
func (r *ruled) follow() {
	r.t.Helper()
	r.must(insist(r.ctx, func() error {
		var patch string
		err := call(r.ctx, http.MethodGet, r.url("/feeds/captions/en"), "", nil, &patch)
		if err == nil && !strings.Contains(patch, r.spoken) {
			err = fmt.Errorf("they see %s", patch)
		}
		return err
	}))
}

// names are which of the words a text has.
func (r *ruled) names(where, text string) (findings []string) {
	for _, word := range r.words() {
		if slices.ContainsFunc(forms(word), func(form []byte) bool { return strings.Contains(text, string(form)) }) {
			findings = append(findings, fmt.Sprintf("%s is in %s", word, where))
		}
	}
	return findings
}

// forgotten are the findings after the record is published.
func (r *ruled) forgotten() (findings []string) {
	r.t.Helper()
	for word, where := range r.found(append(r.words(), r.people...)) { // not even under the name that we gave them
		findings = append(findings, fmt.Sprintf("left is %s in %v", word, where))
	}
	var files []string
	r.must(filepath.WalkDir(filepath.Join(r.server.data, "keys"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, filepath.Base(path))
		}
		return err
	}))
	if !slices.Equal(files, []string{"host"}) {
		findings = append(findings, fmt.Sprintf("left are the keys %v", files))
	}
	for role, session := range r.sessions {
		if err := call(r.ctx, http.MethodGet, r.url("/feeds/meeting"), session, nil, nil); !strings.Contains(fmt.Sprint(err), "401") {
			findings = append(findings, fmt.Sprintf("the %s is still known: %v", role, err))
		}
	}
	return append(findings, r.published()...)
}

// exact are the names that the program gives people, and times finer than an hour but for when
// a copy was made.
var (
	exact = regexp.MustCompile(`p-[0-9a-z]{16}|T\d\d:\d\d:\d\d`)
	hours = regexp.MustCompile(`T\d\d:00:00Z|"made": "[^"]*"`)
)

// published are the findings in what everybody can read in the end, which is all that was to be
// published, and nothing else.
func (r *ruled) published() (findings []string) {
	r.t.Helper()
	public := r.public()
	for path, text := range public {
		findings = append(findings, r.names(path, text)...)
	}
	for _, path := range []string{"/m/ID/minutes", "/m/ID/minutes.txt", "/m/ID/minutes.md", "/m/ID/minutes.json", "/m/ID/minutes.docx"} {
		for _, said := range []string{"Captions are paid for, as [a participant] said.", "Captions are needed.", "Ask for a price."} {
			if text := strings.ReplaceAll(strings.Join(strings.Fields(public[path]), " "), `\`, ""); !strings.Contains(text, said) {
				findings = append(findings, fmt.Sprintf("%s does not say %q: %s", path, said, text))
			}
		}
	}
	// No pseudonym, no time finer than an hour, no head count, no captions.
	record := public["/api/v1/meetings/ID/feeds/meeting"] + public["/m/ID/minutes.json"]
	if hits := exact.FindAllString(hours.ReplaceAllString(record, ""), -1); len(hits) > 0 {
		findings = append(findings, fmt.Sprintf("the record has %v", hits))
	}
	if !strings.Contains(record, `"present":"under 10"`) {
		findings = append(findings, "the record does not tell how many there were, or too well: "+record)
	}
	for _, path := range []string{"/m/ID/captions/en.vtt", "/m/ID/captions/en.txt", "/m/ID/captions/en.json"} {
		if !strings.HasPrefix(public[path], "404") {
			findings = append(findings, fmt.Sprintf("%s: %s", path, public[path]))
		}
	}
	return findings
}
