// Package attribution finds what identifies a person in the text of a meeting and replaces
// it, as the Chatham House Rule asks: names, forms of address, e-mail addresses and handles,
// affiliations, and claims that only one person can make.
//
// It knows a [Roster] and a text, nothing else: no clock, no network, no meeting. It promises
// that every [Span] it returns lies in the text as given, in bytes, in order and without
// overlap, and that its time grows in step with the text. It does not promise that nothing
// is missed: what it replaced is shown to a person who was there before anything is
// published. Recall comes first, for taking back a mask costs a key and a missed name a
// person. Source of the rules: section 4 of our attribution reference.
//
// A text is cut into passages, each about a sentence ([Lexicon.Find] says how). Over each
// passage the passes of passes.go go in order, and the first to claim a word has it. What a
// passage teaches (an introduction, a label, a captioner's spelling) is kept in a memory for
// the passages after it. [Lexicon.Find] goes over the text twice, so that what was learned
// late counts early; a [Stream] cannot go back, and holds back each word until no later word
// can make it part of a name.
//
// # Words
//
//   - body: an organisation or coalition that people represent
//   - claim: a sentence that only one person can say: "I wrote the standard"
//   - class: A is certain, B likely; both are replaced. C is shown to the reviewer only
//   - cue: words around a name that show that it is one: "thanks", "over to", "said"
//   - lexicon: the forms in which the people and bodies of a roster may be written
//   - mark: words of a passage that a pass has claimed
//   - passage: the stretch of text that is looked at as a whole
//   - shield: the claim for people who consented to be named; nothing is replaced there
//
// The word lists in lists/ say at their head where they come from. All of them describe
// languages; none describes a meeting.
package attribution
