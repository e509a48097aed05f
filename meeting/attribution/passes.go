package attribution

// passes are what is looked for in a passage, in order. The first to claim a word has it.
// Before all of them the shield goes up over those who consented.
var passes = [...]func(*passage){
	(*passage).shieldConsent,     // 0
	(*passage).findLabels,        // 1
	(*passage).findAddresses,     // 2
	(*passage).findFullNames,     // 3
	(*passage).findIntros,        // 4
	(*passage).findWork,          // 5
	(*passage).findNames,         // 6, and 7: names that are common words
	(*passage).findLikenesses,    // 8
	(*passage).findBodiesOfNames, // 5, for the names found since
	(*passage).findBodies,        // 9
	(*passage).findKeyWords,      // 10
	(*passage).findDoubts,        // 11
}

// shieldConsent takes what may be published out of the reach of the passes. Labels are
// shielded too.
func (p *passage) shieldConsent() {
	if p.consent.next == nil {
		return
	}
	for i := 0; i < len(p.words); {
		if found, end := p.consent.longest(p, i); found != nil {
			p.shield(i, end)
			i = end
		} else {
			i++
		}
	}
}
