package server

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"example.org/convener/meeting"
	"example.org/convener/server/wire"
)

// asksOf are the ops by which a console asks something of the meeting, in a language.
var asksOf = map[string]func(op wire.Op, lang string) meeting.Command{
	"record": func(op wire.Op, _ string) meeting.Command { return meeting.SetRecord{On: op.On} },
	"tell":   func(op wire.Op, lang string) meeting.Command { return meeting.TellStaff{Text: op.Text, Lang: lang} },
	"seen": func(op wire.Op, lang string) meeting.Command {
		return meeting.SeeAside{Aside: meeting.Seq(op.Aside), Lang: lang}
	},
}

// ask has the meeting do what an op asks for; it is taken when the meeting's log has it. The op
// is known by its number: sent again later, it changes nothing any more.
func (d *desk) ask(ctx context.Context, op wire.Op) error {
	cause := uuid.NewSHA1(uuid.NameSpaceURL, fmt.Appendf(nil, "%s %s %s %d", d.who.Meeting, d.by, op.Op, op.N)).String()
	_, err := d.who.room.Do(ctx, meeting.House, cause, "", asksOf[op.Op](op, d.who.Lang))
	if refused := new(meeting.Error); err != nil && !errors.As(err, &refused) {
		return err
	}
	if op.Op == "record" && err == nil {
		d.off = !op.On
	}
	return d.number(ctx, op, err)
}
