package pages

import "time"

// when says how far off a time is, as one would say it: precisely when it is near, by the
// day when it is not.
func when(at, now time.Time) string {
	d, side := at.Sub(now), "in"
	if d < 0 {
		d, side = -d, "ago"
	}
	switch {
	case d < time.Minute:
		return say("when-now")
	case d < time.Hour:
		return amount(int(d/time.Minute), side+"-minute")
	case d < 24*time.Hour:
		return amount(int(d/time.Hour), side+"-hour")
	}
	return amount(int(d/(24*time.Hour)), side+"-day")
}

// amount is the sentence key, or for more than one its plural.
func amount(n int, key string) string {
	if n == 1 {
		return say(key)
	}
	return say(key+"s", n)
}
