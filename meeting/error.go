package meeting

import (
	"strings"
	"unicode/utf8"
)

// An Error is a refusal, for the person who asked. Anything else that goes wrong is a
// fault of ours, and the person is told only that it happened.
type Error struct {
	Code string `json:"code"` // stable, for programs; server/PROTOCOL.md lists them
	Text string `json:"text"` // one plain sentence, for people
}

// Error implements error.
func (e *Error) Error() string { return "refused: " + e.Code + ": " + e.Text }

// Refusals with one meaning everywhere. Rules that need other words for the same code
// build their own with refuse.
var (
	ErrNotAllowed = &Error{"not_allowed", "Your role in this meeting does not allow this."}
	ErrUnknown    = &Error{"unknown", "That is not there, or not any more."}
	ErrStale      = &Error{"stale", "Someone else was faster: look again, nothing was changed."}
	ErrEmpty      = &Error{"malformed", "There is no text."}
	ErrTooLong    = &Error{"malformed", "The text is too long."}
	ErrBadText    = &Error{"malformed", "The text holds characters that cannot be kept."}

	// ErrUnknownLink does not say whether a link is wrong, expired or revoked.
	ErrUnknownLink = &Error{"unknown_link", "This link does not work, or not any more: ask for a new one."}

	ErrNotOpen       = &Error{"not_open", "The meeting has not started: only points of order are taken."}
	ErrNotStarted    = &Error{"not_open", "The meeting has not started."}
	ErrNotOffered    = &Error{"not_allowed", "The chair is not offered to you: a chair is there."}
	ErrNotYours      = &Error{"stale", "The chair is offered to another deputy first: wait a moment."}
	ErrEnded         = &Error{"closed", "The meeting has ended: only points of order are taken."}
	ErrQueueClosed   = &Error{"closed", "The queue is closed: only points of order are taken."}
	ErrOrdersClosed  = &Error{"closed", "The queue is closed, and points of order are not taken either."}
	ErrMuted         = &Error{"not_allowed", "You are asked not to write for now: you can still raise your hand."}
	ErrLocked        = &Error{"not_allowed", "The meeting is locked: nobody new is let in for now."}
	ErrTooLate       = &Error{"stale", "It is too late to take this back."}
	ErrTooSoon       = &Error{"stale", "It is too soon: a speaker who does not answer is waited for two minutes."}
	ErrDoneSince     = &Error{"stale", "Something has been done since: that cannot be taken back any more."}
	ErrQueued        = &Error{"queued_already", "You are in the queue already: change that hand, or lower it first."}
	ErrNobodyWaits   = &Error{"unknown", "Nobody is waiting."}
	ErrLastChair     = &Error{"not_allowed", "A meeting keeps at least one chair."}
	ErrMadeAlready   = &Error{"stale", "This meeting has been made already."}
	ErrJustMoved     = &Error{"stale", "Another chair has just moved the meeting to this item: nothing was changed. Ask again if you mean the one after it."}
	ErrItemCurrent   = &Error{"not_allowed", "The item under discussion cannot be removed: go on to another first."}
	ErrDealtWith     = &Error{"not_allowed", "The meeting has dealt with this item: it stays on the agenda, for the minutes speak of it."}
	ErrReplyStale    = &Error{"stale", "What you reply to is no longer under discussion: nothing was added. Look again, or ask for a new topic."}
	ErrHandUp        = &Error{"queued_already", "This person has a hand of that kind up again already: call that one."}
	ErrStage         = &Error{"stale", "The meeting is at another stage by now: look again."}
	ErrOffRecord     = &Error{"not_allowed", "This meeting is off the record as a whole."}
	ErrNoBody        = &Error{"not_allowed", "Only people of a body represent it, and this person has named none that takes part."}
	ErrSeatsTaken    = &Error{"not_allowed", "All seats of this body are taken: free one, or sit for somebody."}
	ErrSitsAlready   = &Error{"not_allowed", "This person represents a body already: free that seat first."}
	ErrNotSitting    = &Error{"unknown", "Nobody sits there, or not any more."}
	ErrRemoved       = &Error{"not_allowed", "You were removed from this meeting: ask the organisers."}
	ErrUnknownBody   = &Error{"malformed", "That body does not take part in this meeting."}
	ErrMovedAway     = &Error{"stale", "The item it was to follow is elsewhere by now: look again, nothing was changed."}
	ErrProposals     = &Error{"closed", "There are proposals enough for now: wait until one of them is accepted or declined."}
	ErrFullAgenda    = &Error{"malformed", "The agenda has too many items: 200 at most."}
	ErrTooDeep       = &Error{"malformed", "Items nest three levels deep at most."}
	ErrSilenceRuns   = &Error{"stale", "Another question is before the meeting: wait until it is answered, or take it back."}
	ErrUnheard       = &Error{"not_allowed", "The item under discussion is hidden from people in the room: they could not object."}
	ErrSilenceOver   = &Error{"closed", "The time to object is over."}
	ErrSilenceTime   = &Error{"malformed", "A silence takes from 10 to 3600 seconds."}
	ErrUncaptioned   = &Error{"closed", "The meeting has ended: nobody captions it any more."}
	ErrNoChannel     = &Error{"unknown", "This meeting has no captions in that language."}
	ErrUnseen        = &Error{"closed", "What was said before has not been seen yet: wait until it is."}
	ErrWritten       = &Error{"not_allowed", "This line was written by the meeting itself: it says what happened."}
	ErrNotOver       = &Error{"not_open", "The meeting is not over yet: its minutes are still being written."}
	ErrNotCirculated = &Error{"not_open", "The minutes have not been circulated yet."}
	ErrCirculated    = &Error{"closed", "The minutes have been circulated: nothing vanishes from them. Change what the line says; what it said stays visible."}
	ErrNotApproved   = &Error{"not_open", "The minutes are not approved yet: change the line itself."}
	ErrApproved      = &Error{"closed", "The minutes are approved: a line is only changed by a correction, with a note."}
	ErrWindow        = &Error{"malformed", "Corrections can be proposed for at least a day and at most a year."}
	ErrWindowShorter = &Error{"not_allowed", "The time for corrections can be made longer, not shorter: people rely on it."}
	ErrWindowOpen    = &Error{"not_open", "Corrections can still be proposed: the minutes are approved after that, or by the next meeting."}
	ErrWindowOver    = &Error{"closed", "The time for corrections is over: write to those who keep the minutes."}
	ErrUnanswered    = &Error{"not_open", "Some corrections have no answer yet: accept or refuse each first."}
	ErrAnswered      = &Error{"stale", "This correction has been answered already: look again."}
	ErrChangedSince  = &Error{"stale", "The line was changed since this was proposed: write the correction into it yourself, or refuse it with a reason."}
	ErrNoRule        = &Error{"malformed", "A rule is one of open, chatham-house, off-record."}
	ErrNoLevel       = &Error{"malformed", "A record has level 0, the title only and no lines; 1, what was written down; 2, with excerpts of what was captioned; or 3, with all of it."}
	ErrLineTwice     = &Error{"malformed", "Each line is in the record once."}
	ErrRuleStays     = &Error{"not_allowed", "Something may have been said under this rule: it stays. You can still make the rule stricter, or put a later item under another."}
	ErrOffRecordPart = &Error{"not_allowed", "A meeting is off the record from its beginning or not at all: for a while, use set_record."}
	ErrOpenMeeting   = &Error{"not_open", "This meeting is open: its minutes are circulated, and there is nothing to strip."}
	ErrAttributed    = &Error{"malformed", "A line under the Chatham House Rule names nobody: leave out who said it."}
	ErrNoScope       = &Error{"malformed", "One lets one's name be told, or the body one belongs to: name, or body."}
	ErrNotSaid       = &Error{"not_allowed", "This line is not yours: only who said something keeps it out of the record."}
	ErrHidden        = &Error{"not_allowed", "This line belongs to an item that is hidden from outsiders: leave it out, or show the item."}
	ErrStruck        = &Error{"not_allowed", "Who said this keeps it out of the record: leave the line out."}
	ErrStruckSince   = &Error{"stale", "Somebody keeps a line out of the record by now: look the minutes through again."}
	ErrConsent       = &Error{"stale", "Somebody does not let themselves be named any more: look the minutes through again."}
	ErrOwnDraft      = &Error{"not_allowed", "You have written this draft yourself: somebody else who runs the meeting has to read it."}
	ErrOthersDraft   = &Error{"not_allowed", "Somebody else is writing this draft: write one of your own, it takes the place of this."}
	ErrNoPassages    = &Error{"malformed", "Excerpts, or what was captioned, are what a record of level 2 or 3 adds: choose some, or another level."}
	ErrUnread        = &Error{"malformed", "Something in this passage may tell who spoke: look at what is marked, and say that you have read it."}
	ErrFewVoices     = &Error{"not_allowed", "What was captioned is published only if at least three people who spoke in that part of the meeting, whom the meeting knows, stay unnamed: publish what was written down instead."}
	ErrSlips         = &Error{"not_open", "Those who spoke have a day after the end to keep something out, and not all have said that they have looked: what was captioned can be published after that."}
	ErrPublished     = &Error{"closed", "The record of this meeting is published: nothing more happens in it."}
	ErrNoPart        = &Error{"malformed", "A part of the meeting that has a record of its own is an item with a rule of its own that is not open."}
	ErrOtherPart     = &Error{"malformed", "This belongs to another part of the meeting: a record of one part has nothing of the others."}
	ErrPartPublished = &Error{"closed", "The record of this part of the meeting is published: nothing more is said or changed in it."}
	ErrUnwritten     = &Error{"closed", "The meeting is off the record: nothing is written down meanwhile. What you have typed is kept for you."}
	ErrSameText      = &Error{"malformed", "The line says that already."}
	ErrUnknownClass  = &Error{"malformed", "A hand is one of order, clarify, reply, topic."}
)

// Bounds of what people type, in bytes of UTF-8; of a title, in characters.
const (
	maxTitle = 200
	maxNote  = 2 << 10 // what a hand is about
	maxText  = 16 << 10
)

// cleanTitle is cleanLine for at most maxTitle characters.
func cleanTitle(text string) (string, error) { return cleanLine(text, maxTitle) }

// cleanLine is clean for one line of at most limit characters.
func cleanLine(text string, limit int) (string, error) {
	text, err := clean(text, utf8.UTFMax*limit)
	if err != nil {
		return "", err
	}
	if utf8.RuneCountInString(text) > limit {
		return "", ErrTooLong
	}
	return strings.Join(strings.Fields(text), " "), nil
}

// clean returns text as it is kept: without space at its ends. It refuses what is empty,
// longer than limit bytes, or not plain text.
func clean(text string, limit int) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) // forms without scripts send CRLF
	switch {
	case text == "":
		return "", ErrEmpty
	case len(text) > limit:
		return "", ErrTooLong
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unprintable):
		return "", ErrBadText
	}
	return text, nil
}

// cleanOptional is clean for a text that may be missing.
func cleanOptional(text string, limit int) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	return clean(text, limit)
}

// unprintable reports whether r is a control character other than tab and newline.
func unprintable(r rune) bool {
	return (r < ' ' && r != '\n' && r != '\t') || (r >= 0x7f && r < 0xa0) || r == '\ufeff'
}
