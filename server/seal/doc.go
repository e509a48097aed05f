// Package seal keeps what meetings under the Chatham House Rule say and who said it, so that
// it can be forgotten: it is stored only as ciphertext under a key of the meeting, or of a part
// of it, and the keys lie apart from what they seal, where no copy of the data reaches them. Once
// a key is destroyed nobody can read what it sealed, in no backup either.
//
// [Keys] keeps the keys, [Journal] seals entries on their way to a journal, and a [Key] seals
// whatever else is to be forgotten with its meeting. Source: section 3 of our attribution
// reference.
package seal
