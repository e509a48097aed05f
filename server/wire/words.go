package wire

import (
	"reflect"

	"example.org/convener/meeting"
)

// A Words is a string type whose values are fixed.
type Words struct {
	Name   string       // for programs in other languages
	Of     reflect.Type // nil: a list of them encodes as another type
	Values []string
}

// AllWords are the string types of the protocol whose values are fixed.
func AllWords() []Words {
	return []Words{
		{"Role", nil, meeting.AllRoles.Names()},
		words("Stage", meeting.Planned, meeting.Started, meeting.Ended),
		words("Rule", meeting.Open, meeting.ChathamHouse, meeting.OffRecord),
		words("ItemKind", meeting.Kinds()...),
		words("ItemState", meeting.ItemProposed, meeting.ItemPending, meeting.ItemCurrent, meeting.ItemDone, meeting.ItemDeferred),
		words("Amendment", meeting.AmendedAdded, meeting.AmendedChanged),
		words("Lateness", meeting.LateStarted, meeting.LateCirculated, meeting.LateDue),
		words("Mode", meeting.Modes()...),
		words("SilenceState", meeting.SilenceOpen, meeting.SilenceGrace, meeting.SilenceAgreed, meeting.SilenceObjected, meeting.SilenceClosed),
		words("SilenceAbout", meeting.SilenceAgenda, ""),
		words("Visibility", meeting.VisiblePublic, meeting.VisiblePresent, meeting.VisibleChair),
		words("HandClass", meeting.Classes()...),
		words("Colour", meeting.Colours()...),
		words("HandState", meeting.HandWaiting, meeting.HandAway),
		words("Policy", meeting.Policies()...),
		words("Reader", meeting.Readers()...),
		words("PauseReason", meeting.PauseReasons()...),
		words("ReasonCode", meeting.ReasonCodes()...),
		words("AlarmKind", meeting.AlarmKinds()...),
		words("StatementState", meeting.StatementWaiting, meeting.StatementReading, meeting.StatementRead, meeting.StatementUnread),
		words("ActionState", meeting.ActionOpen, meeting.ActionDone),
		words("NoteKind", meeting.NoteKinds()...),
		words("Happening", meeting.Happenings()...),
		words("MinutesState", meeting.MinutesLive, meeting.MinutesDraft, meeting.MinutesCirculated, meeting.MinutesApproved, meeting.MinutesCorrected, meeting.MinutesRecord),
		words("ConsentScope", meeting.ConsentScopes()...),
		words("Forgetting", meeting.ForgottenPublished, meeting.ForgottenDeadline),
		words("CorrectionState", meeting.CorrectionOpen, meeting.CorrectionAccepted, meeting.CorrectionRefused, meeting.CorrectionWithdrawn),
		words("Change", meeting.Added, meeting.Removed),
		words("Source", meeting.Sources()...),
		words("Retention", meeting.Retentions()...),
	}
}

func words[S ~string](name string, values ...S) Words {
	w := Words{Name: name, Of: reflect.TypeFor[S]()}
	for _, v := range values {
		w.Values = append(w.Values, string(v))
	}
	return w
}
