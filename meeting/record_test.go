package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestRecord(t *testing.T) { // C10
	open := underWay(t)
	off := play(t, open, ask{secretary, SetRecord{}})
	offAsAWhole := play(t, nil, ask{House, CreateMeeting{Title: "T", Rule: OffRecord, Starts: noon}},
		ask{House, AdmitPerson{chair, Chair, ""}}, ask{chair, StartMeeting{}})
	judged(t, []rule{
		{"off the record", open, secretary, SetRecord{}, []Event{RecordSet{}}, nil},
		{"a captioner asks by the server", open, House, SetRecord{}, []Event{RecordSet{}}, nil},
		{"it is already", off, chair, SetRecord{}, []Event{Unchanged{last(off)}}, nil},
		{"and back", off, chair, SetRecord{On: true}, []Event{RecordSet{On: true}}, nil},
		{"it is there already", open, chair, SetRecord{On: true}, []Event{Unchanged{last(open)}}, nil},
		{"not before the meeting", planned(t), chair, SetRecord{}, nil, ErrStage},
		{"not after it", play(t, open, ask{chair, EndMeeting{}}), chair, SetRecord{}, nil, ErrStage},
		{"a meeting off the record stays so", offAsAWhole, chair, SetRecord{On: true}, nil, ErrOffRecord},
	})
	kept := func(s *State) string {
		since := "on"
		if m := Show(s, Room, 0)["meeting"].(MeetingValue); m.OffRecord != nil {
			since = m.OffRecord.Format(time.TimeOnly)
		}
		return fmt.Sprint(s.Keeps("en", noon.AddDate(1, 0, 0), noon.AddDate(1, 0, 0)), s.Keeps("fr", noon.AddDate(1, 0, 0), noon.AddDate(1, 0, 0)), " ", since)
	}
	becomes(t, []outcome{
		{"what is said is kept", open, kept, "true true on"},
		{"but off the record", off, kept, "false false " + off[len(off)-1].At.Format(time.TimeOnly)},
		{"until it is on again", play(t, off, ask{chair, SetRecord{On: true}}), kept, "true true on"},
		{"a channel may be live only", play(t, nil, ask{House, CreateMeeting{
			Title: "T", Rule: Open, Starts: noon, Channels: []Channel{{Lang: "en", Keep: Live}, {Lang: "fr", Keep: Kept}},
		}}), kept, "false true on"},
		{"and so may all be", offAsAWhole, kept, "false false " + offAsAWhole[2].At.Format(time.TimeOnly)},
	})
}

func TestChannels(t *testing.T) { // C4
	with := func(c Channel) CreateMeeting { return CreateMeeting{Title: "T", Rule: Open, Channels: []Channel{c}} }
	made := func(c Channel) []Event {
		return []Event{MeetingCreated{Title: "T", Rule: Open, Channels: []Channel{c}}}
	}
	translation := Channel{Lang: "fr", Source: Translated, Of: "en", Keep: Live}
	judged(t, []rule{
		{"a translation that is not kept", nil, House, with(translation), made(translation), nil},
		{"a source that there is", nil, House, with(Channel{Lang: "en", Source: "robot"}), nil, malformed},
		{"a retention that there is", nil, House, with(Channel{Lang: "en", Keep: "a week"}), nil, malformed},
		{"only a translation is of a language", nil, House, with(Channel{Lang: "en", Of: "fr"}), nil, malformed},
		{"that can be one", nil, House, with(Channel{Lang: "en", Source: Translated, Of: "?"}), nil, malformed},
	})
}
