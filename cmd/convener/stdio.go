package main

import (
	"io"
	"os"
)

// stdio are the streams of a command.
type stdio struct {
	In       io.Reader
	Out, Err io.Writer
}

// isTerminal reports whether w is a terminal, so that a line may be written over.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
