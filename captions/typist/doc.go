// Package typist turns a text into what a captioner's program would send for it: a few
// words at a time, at a human pace, with mistakes that are taken back by backspaces. It is
// for demonstrations, load tests and rehearsals.
//
// All bodies one after the other, with their backspaces (0x08) carried out, are the text
// as [Clean] returns it, to the letter.
package typist
