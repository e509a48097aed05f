package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"example.org/convener/meeting/attribution"
)

// stripCmd finds and replaces what identifies a person in a text.
type stripCmd struct {
	Roster string `required:"" placeholder:"FILE" help:"Who was there: JSON with participants (name, aliases, affiliations, consent), coalitions, allow."`
	Lang   string `default:"en" help:"Language of the placeholders, as in captions: en, fr, ru …"`
}

// stripped is what the command prints, as one line of JSON.
type stripped struct {
	Spans []attribution.Span `json:"spans"`
	Text  string             `json:"text"`
}

// Run strips standard input. The spans hold places only; the text that is printed holds
// placeholders for those of class A and B.
func (c *stripCmd) Run(std stdio) error {
	roster, err := readRoster(c.Roster)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(std.In)
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	out := stripped{Spans: attribution.NewLexicon(roster).Find(string(text))}
	if out.Spans == nil {
		out.Spans = []attribution.Span{}
	}
	out.Text = attribution.PlaceholdersIn(c.Lang).Replace(string(text), out.Spans)
	enc := json.NewEncoder(std.Out)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

// readRoster reads the roster in file. Its error is a sentence for the person at the keyboard
// and counts as wrong usage.
func readRoster(file string) (attribution.Roster, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return attribution.Roster{}, usageError{fmt.Errorf("cannot read the roster: %w; give --roster the path of a JSON file", err)}
	}
	roster, err := attribution.ParseRoster(data)
	if err != nil {
		return attribution.Roster{}, usageError{err}
	}
	return roster, nil
}
