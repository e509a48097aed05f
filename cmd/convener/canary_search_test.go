package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// ruled has somebody ask for the Rule, if the meeting began without it.
func (r *ruled) ruled(began string) {
	r.t.Helper()
	if began != "open" {
		return
	}
	if found := r.found(); len(found) < len(r.words())-2 {
		r.wrong("the search is blind: only %v are found", found)
	}
	r.do("secretary", "set_rule", map[string]any{"rule": "chatham-house"})
}

// found are the words that are in a file, or in the log, and where.
func (r *ruled) found() map[string][]string {
	r.t.Helper()
	found := search(r.t, append(r.folders, r.server.data), r.words()...)
	for _, word := range r.words() {
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

func (r *ruled) isSealed() {
	r.t.Helper()
	if found := r.found(); len(found) > 0 {
		r.wrong("in clear are %v", found)
	}
	keys, err := os.ReadDir(filepath.Join(r.server.data, "keys"))
	r.must(err)
	if len(keys) != 2 {
		r.wrong("the keys are %v", keys)
	}
}

// isFollowed waits until those outside can follow what was captioned.
func (r *ruled) isFollowed() {
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

// isPrivate checks that outsiders are told nothing while the meeting is on, but which bodies
// are invited and which papers there are, which the owner has said before.
func (r *ruled) isPrivate() {
	r.t.Helper()
	for path, text := range r.public() {
		may := []string{r.body, "", r.paper, ""}
		if strings.HasPrefix(path, "/api/v1/meetings/ID/feeds/captions/") || path == "/m/ID/text" {
			may = []string{r.spoken, ""} // what was said, and not by whom
		}
		r.names(path, strings.NewReplacer(may...).Replace(text))
	}
}

// names tells which of the words a text has.
func (r *ruled) names(where, text string) {
	r.t.Helper()
	for _, word := range r.words() {
		for _, form := range forms(word) {
			if strings.Contains(text, string(form)) {
				r.wrong("%s is in %s", word, where)
				break
			}
		}
	}
}

func (r *ruled) isForgotten() {
	r.t.Helper()
	if found := r.found(); len(found) > 0 {
		r.wrong("left are %v", found)
	}
	var files []string
	r.must(filepath.WalkDir(filepath.Join(r.server.data, "keys"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, filepath.Base(path))
		}
		return err
	}))
	if !slices.Equal(files, []string{"host"}) {
		r.wrong("left are the keys %v", files)
	}
	public := r.public()
	for path, text := range public {
		r.names(path, text)
	}
	for _, path := range []string{"/m/ID/minutes", "/m/ID/minutes.txt", "/m/ID/minutes.md", "/m/ID/minutes.json", "/m/ID/minutes.docx"} {
		for _, said := range []string{"Captions are paid for, as [a participant] said.", "Captions are needed.", "Ask for a price."} {
			if text := strings.ReplaceAll(strings.Join(strings.Fields(public[path]), " "), `\`, ""); !strings.Contains(text, said) {
				r.wrong("%s does not say %q: %s", path, said, text)
			}
		}
	}
	// T-5, T-7, T-19, T-26: no pseudonym, no time finer than an hour, no captions.
	record := public["/api/v1/meetings/ID/feeds/meeting"] + public["/m/ID/minutes.json"]
	if hits := regexp.MustCompile(`p-[0-9a-z]{16}|T\d\d:\d\d:\d\d`).FindAllString(regexp.MustCompile(`T\d\d:00:00Z|"made": "[^"]*"`).ReplaceAllString(record, ""), -1); len(hits) > 0 {
		r.wrong("the record has %v", hits)
	}
	for _, path := range []string{"/m/ID/captions/en.vtt", "/m/ID/captions/en.txt", "/m/ID/captions/en.json"} {
		if !strings.HasPrefix(public[path], "404") {
			r.wrong("%s: %s", path, public[path])
		}
	}
	for role, session := range r.sessions {
		if err := call(r.ctx, http.MethodGet, r.url("/feeds/meeting"), session, nil, nil); !strings.Contains(fmt.Sprint(err), "401") {
			r.wrong("the %s is still known: %v", role, err)
		}
	}
}
