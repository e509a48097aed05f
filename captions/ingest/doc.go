// Package ingest decodes what captioners' programs post to a caption link into
// [captions.Op] values: text, and characters taken back. It speaks the shape that Zoom
// began and most programs know, as a stream, in chunks, in lines and in the rolling windows
// of a display; the plain posts of Teams and Webex links; and YouTube's pairs of a
// timestamp and a text. Which of them a program speaks it finds out, unless it is told.
//
// A [Source] is what one link has sent so far. [Source.Decide] judges a post and changes
// nothing; its owner journals the [Taken] fact and folds it in with [Source.Apply], so the
// same facts give the same source after a crash. A number never costs text: it only tells
// repeats and gaps. The package knows no HTTP; its owner reads requests, answers them, and
// waits for numbers that are out of order.
package ingest
