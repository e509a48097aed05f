package format

import (
	"strings"
	"testing"
)

// Whatever was said, a foreign program reads it in the files, and nothing else (SEC-32).
func FuzzFiles(f *testing.F) {
	f.Add(strings.Join(awkward, "\n"))
	f.Add(">> <b>: {\\an8} &lt; 1\n00:00:01,000 --> 00:00:02,000\n")
	f.Fuzz(func(t *testing.T, said string) {
		segs := held(strings.Split(said, "\n")...)
		checkVTT(t, vtt(t, segs), segs)
		checkSRT(t, srt(t, segs), segs)
	})
}
