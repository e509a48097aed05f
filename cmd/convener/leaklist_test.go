package main

// A leak is one that is planted in the program to see that the search finds it.
type leak struct {
	name   string
	threat string // what it is one of
	open   bool   // the meeting begins without the Rule, which is asked for later
	late   bool   // it is looked for when the record is published, and not before
	finds  string // what the finding has
	edit
}

// leaks are one or more for each way in which the program could tell who was there.
var leaks = []leak{
	{
		name: "a name in the log of who joined", threat: "T-14", finds: "the log",
		edit: edit{"server/join.go", `	plantedNote(card.Name)`, `	plantedNote(card.Name)
	if planted("a name in the log of who joined") {
		plantedLog("joined: " + card.Name)
	}`},
	},
	{
		name: "a name as the label of a figure", threat: "T-14", finds: "is in /metrics",
		edit: edit{"server/join.go", "return srv.begin(ctx, v)", `if planted("a name as the label of a figure") {
		srv.metrics.asks.WithLabelValues(card.Name).Inc()
	}
	return srv.begin(ctx, v)`},
	},
	{
		name: "a name in a temporary file", threat: "T-12", finds: "/planted",
		edit: edit{"server/join.go", "return srv.begin(ctx, v)", `if planted("a name in a temporary file") {
		plantedFile(card.Name)
	}
	return srv.begin(ctx, v)`},
	},
	{
		name: "a name in a refusal", threat: "T-14", finds: "is in /api/v1/meetings/ID/review",
		edit: edit{"server/server.go", "refusal{refused.Code, refused.Text})", `refusal{refused.Code, refused.Text + plantedElse("a name in a refusal", plantedName(), "")})`},
	},
	{
		name: "a name in the name of a file", threat: "T-22", late: true, finds: "is in /m/ID/minutes.md",
		edit: edit{"server/minutes.go", `		c.Response().Header().Set("Cache-Control", "no-store")`, `		c.Response().Header().Set("Cache-Control", "no-store")
		if planted("a name in the name of a file") {
			c.Response().Header().Set("Content-Disposition", "inline; filename="+plantedName())
		}`},
	},
	{
		name: "an author of a document", threat: "T-22", late: true, finds: "is in /m/ID/minutes.docx",
		edit: edit{"server/export/document/docx.go", `	x.element("dc:language", d.lang())`, `	if planted("an author of a document") {
		x.element("dc:creator", plantedName())
	}
	x.element("dc:language", d.lang())`},
	},
	{
		name: "captions for everybody, with who said them", threat: "T-10", finds: "Labelqxn is in /m/ID/captions/en.vtt",
		edit: edit{"server/files.go", `	if err != nil || !released {`, `	if err != nil || !released && !planted("captions for everybody, with who said them") {`},
	},
	{
		name: "the queue for everybody", threat: "T-6", finds: "Handqxl is in /api/v1/meetings/ID/feeds/meeting",
		edit: edit{"meeting/show.go", `withoutTimes(agenda), s.showNameless()
`, `withoutTimes(agenda), s.showNameless()
		if planted("the queue for everybody") {
			v["queue"] = s.showQueue(a)
		}
`},
	},
	{
		name: "entries in clear", threat: "T-12", finds: "is in clear",
		edit: edit{"server/room/law.go", `	seals := l.Seals(events)`, `	seals := l.Seals(events) && !planted("entries in clear")`},
	},
	{
		name: "captions in clear", threat: "T-1", finds: "Labelqxn is in clear",
		edit: edit{"server/channel/text.go", "Key: t.key()}", `Key: plantedElse("captions in clear", "", t.key())}`},
	},
	{
		name: "cards in clear", threat: "T-8", finds: "Needsqxj is in clear",
		edit: edit{"server/roster/keep.go", `	if errors.Is(err, seal.ErrSealed) {
		return r.put`, `	if errors.Is(err, seal.ErrSealed) || planted("cards in clear") {
		return r.put`},
	},
	{
		name: "the digest of a name", threat: "T-12", finds: "is in clear",
		edit: edit{"server/roster/keep.go", `	return r.put(ctx, id, p, Card{}, sealed)`, `	return r.put(ctx, id, p, Card{Way: plantedElse("the digest of a name", plantedSum(c.Name), "")}, sealed)`},
	},
	{
		name: "who did it, of a sealed entry", threat: "T-12", finds: "tells that p-",
		edit: edit{"server/seal/journal.go", `By: k.Mark("by", e.By)`, `By: plantedElse("who did it, of a sealed entry", e.By, k.Mark("by", e.By))`},
	},
	{
		name: "when it was, of a sealed entry", threat: "T-7", finds: "did it at",
		edit: edit{"server/seal/journal.go", "At: noTime,", `At: map[bool]time.Time{false: noTime, true: e.At}[planted("when it was, of a sealed entry")],`},
	},
	{
		name: "rows that are deleted, not overwritten", threat: "T-12", late: true, finds: "left is p-",
		edit: edit{"server/journal/sqlite/database.go", `"secure_delete(1)"`, `"secure_delete(" + plantedElse("rows that are deleted, not overwritten", "0", "1") + ")"`},
	},
	{
		name: "the log beside the file", threat: "T-12", open: true, finds: "convener.db-wal",
		edit: edit{"server/journal/sqlite/rewrite.go", `	for range forgetTries {`, `	if planted("the log beside the file") {
		return nil
	}
	for range forgetTries {`},
	},
	{
		name: "rows of before", threat: "T-16", open: true, finds: "is in clear",
		edit: edit{"server/journal/sqlite/rewrite.go", `		if n, err := res.RowsAffected(); err != nil || n == 0 {`, `		if planted("rows of before") {
			_, err := tx.ExecContext(ctx, "INSERT INTO entries SELECT 'old/' || stream, seq, at, '', NULL, sum, key, body FROM entries WHERE stream = $1", string(s))
			if err != nil {
				return err
			}
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {`},
	},
	{
		name: "a key that is kept", threat: "T-13", late: true, finds: "left are the keys",
		edit: edit{"server/forget.go", `		was, failed := srv.seals.Destroy(key)`, `		if planted("a key that is kept") {
			continue
		}
		was, failed := srv.seals.Destroy(key)`},
	},
	{
		name: "people who are kept", threat: "T-8", late: true, finds: "left is p-",
		edit: edit{"server/roster/keep.go", "func (r *Roster) Forget(ctx context.Context, id uuid.UUID) error {", `func (r *Roster) Forget(ctx context.Context, id uuid.UUID) error {
	if planted("people who are kept") {
		return nil
	}`},
	},
	{
		name: "sessions that are kept", threat: "T-10", late: true, finds: "left is p-",
		edit: edit{"server/auth/forget.go", `	for _, query := range []string{`, `	if planted("sessions that are kept") {
		return nil
	}
	for _, query := range []string{`},
	},
	{
		name: "people in the log beside the file", threat: "T-12", late: true, finds: "left is p-",
		edit: edit{"server/forget.go", `	if found && srv.Wipe != nil {`, `	if found && srv.Wipe != nil && !planted("people in the log beside the file") {`},
	},
	{
		name: "a pseudonym in the record", threat: "T-19", late: true, finds: "the record has",
		edit: edit{"meeting/forget.go", `	out := PublishedLine{Text: l.Text, Said: l.Said}`, `	out := PublishedLine{Text: l.Text, Said: plantedElse("a pseudonym in the record", string(s.draft.By), l.Said)}`},
	},
	{
		name: "an exact time in the record", threat: "T-7", late: true, finds: "the record has",
		edit: edit{"meeting/forget.go", "At: now.UTC().Truncate(time.Hour)", `At: now.UTC().Truncate(map[bool]time.Duration{false: time.Hour, true: 1}[planted("an exact time in the record")])`},
	},
	{
		name: "a head count in the record", threat: "T-8", late: true, finds: "too well",
		edit: edit{"meeting/forget.go", "Present: band(len(s.arrived) + len(s.declared))", `Present: plantedElse("a head count in the record", string(rune('0'+len(s.arrived))), band(len(s.arrived)+len(s.declared)))`},
	},
	{
		name: "who is to do it, in the record", threat: "T-20", late: true, finds: "Ownerqxq is in /m/ID/minutes",
		edit: edit{"meeting/forget.go", `		out.Kind, out.Due = lineAction, a.Due`, `		out.Kind, out.Due, out.Said = lineAction, a.Due, plantedElse("who is to do it, in the record", a.Owner, l.Said)`},
	},
	{
		name: "captions for those outside, as they are", threat: "T-3", finds: "Bodyqxk is in /api/v1/meetings/ID/feeds/captions/en",
		edit: edit{"server/stripper.go", "text += s.stream.Write(seg.Text).Text", `text += plantedElse("captions for those outside, as they are", seg.Text, s.stream.Write(seg.Text).Text)`},
	},
	{
		name: "what a note said before", threat: "T-16", late: true, finds: "Deletedqxp is in /m/ID/minutes",
		edit: edit{"meeting/forget.go", `	case n != nil:
		out.Kind = string(n.Kind)`, `	case n != nil:
		if out.Kind = string(n.Kind); planted("what a note said before") && len(n.Was) > 0 {
			out.Text += n.Was[0].Text
		}`},
	},
	{
		name: "a line that is not stripped", threat: "T-2", late: true, finds: "is in /m/ID/minutes",
		edit: edit{"server/review.go", "= words.Replace(l.Text, found[i]), pieces", `= plantedElse("a line that is not stripped", l.Text, words.Replace(l.Text, found[i])), pieces`},
	},
}
