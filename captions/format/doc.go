// Package format writes segments as files that foreign programs read: WebVTT, plain text,
// JSON.
//
// The words are the captioner's. What foreign programs are known to choke on is escaped or
// replaced as section 3 of our captions reference says; each rule names the program.
package format
