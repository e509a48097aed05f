// Package meeting is the law of a meeting: who may do what, and what then is so.
//
// It knows no sockets, clocks, databases or names of people. A meeting is a log of
// [Entry] values numbered 1, 2, 3, … without gaps: [Apply] folds them into a [State],
// [Decide] says which events a [Command] adds, or why it is refused, and [Show] says what
// an audience may see. All three are pure: one log gives one state on every node, today
// and in ten years. Time and chance come in as values, in [Asked].
//
// A feature is one file that holds its types, its commands (wishes, in the imperative),
// its events (facts, in the past tense) and their rules. A new command needs a line in
// [Permissions], a new event a line in kinds, a new value a line in [Show].
//
// # Words
//
//   - action: something a person has to do after the meeting
//   - agenda: the items of a meeting, in order
//   - alarm: somebody cannot follow, past the queue
//   - aside: a word to a captioner, or of one to those who run the meeting
//   - audience: a group of readers who may see the same: public, room, staff
//   - body: a coalition or other organisation that people represent
//   - budget: the time that each body has to speak on an item
//   - cause: the id of the ask that led to an entry; it is used once for ever
//   - decision: what the meeting has agreed, in the words of the person who recorded it
//   - entry: a numbered fact in a log
//   - floor: where the current turn is
//   - glossary: words that captioners should know before they are said
//   - hand: a place in the speaker queue
//   - held: of a speech, interrupted by a question, to go on afterwards
//   - item: a point of the agenda
//   - note: a line of the minutes
//   - part: an item under the Rule that has a rule of its own, with all below it
//   - passage: a stretch of what was captioned under the Rule, as one speaker said it
//   - person: a participant's pseudonym, drawn anew for each meeting
//   - policy: in what order hands of one class are called
//   - reason: why a hand is at its place
//   - record: what is published of a meeting under the Rule
//   - slip: what somebody said under the Rule, which they can keep out of the record
//   - stage: planned, open or ended
//   - statement: a written turn, which is read out
//   - turn: a person holding the floor
package meeting
