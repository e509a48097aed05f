// Package captions turns what captioners do into text that readers can follow while it is
// being written and corrected.
//
// A captioner does [Op] values: types, erases, ends lines, names a speaker. A [Track] folds
// them into [Segment] values, the pieces that readers are sent. Fold the same ops and you
// have the same track, on every node and after every crash.
//
// The captioner's text is never rewritten: every character sent and not erased by its
// captioner stands in a segment's text, in its label, or in the white space between two
// segments. The package knows no sockets, clocks, databases, meetings or people.
package captions
