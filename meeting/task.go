package meeting

import (
	"strconv"
	"strings"
	"time"
)

// task reads what somebody has to do as scribes write it: "owner to do this by 31 December".
// What it does not understand stays in the text. Now decides which year, or which Friday,
// is meant.
func task(text string, now time.Time) (owner, what, due string) {
	what = text
	if i := strings.LastIndex(strings.ToLower(what), " by "); i >= 0 && len(strings.ToLower(what)) == len(what) {
		if day, ok := dayNamed(strings.Trim(what[i+len(" by "):], " .)"), now); ok {
			what, due = strings.TrimRight(what[:i], " ,;("), day.Format(time.DateOnly)
		}
	}
	before, after, ok := strings.Cut(what, " to ")
	if before = strings.TrimSpace(before); ok && strings.TrimSpace(after) != "" && ownerly(before) {
		return before, strings.TrimSpace(after), due
	}
	return "", what, due
}

// ownerly reports whether the words before "to" can be who has to do it.
func ownerly(words string) bool {
	return words != "" && len(strings.Fields(words)) <= 6 && len(words) <= 4*maxSpeakerLabel && !strings.ContainsAny(words, ".,;:!?\n")
}

// dayNamed reads a day: 2026-12-31, 31 December (2026), December 31 (2026), tomorrow, or the
// name of a weekday, which is the next one after now. Without a year it is the first such
// day that is not before now.
func dayNamed(words string, now time.Time) (time.Time, bool) {
	if day, err := time.Parse(time.DateOnly, words); err == nil {
		return day, true
	}
	year, month, date := now.UTC().Date()
	today := time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
	fields := strings.Fields(strings.ToLower(strings.ReplaceAll(words, ",", " ")))
	if len(fields) > 0 && (fields[0] == "next" || fields[0] == "the") {
		fields = fields[1:]
	}
	switch len(fields) {
	case 1:
		return dayAfter(fields[0], today)
	case 2, 3:
		return dayOf(fields, today)
	}
	return time.Time{}, false
}

// dayAfter is tomorrow, or the next day of that name after today.
func dayAfter(name string, today time.Time) (time.Time, bool) {
	if name == "tomorrow" {
		return today.AddDate(0, 0, 1), true
	}
	for n := 1; n <= 7; n++ {
		if day := today.AddDate(0, 0, n); strings.ToLower(day.Weekday().String()) == name {
			return day, true
		}
	}
	return time.Time{}, false
}

// dayOf is a day and a month in either order, and perhaps a year.
func dayOf(fields []string, today time.Time) (time.Time, bool) {
	month, ok := monthNamed(fields[1])
	number := fields[0]
	if !ok {
		month, ok = monthNamed(fields[0])
		number = fields[1]
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		number = strings.TrimSuffix(number, ending)
	}
	n, err := strconv.Atoi(number)
	if !ok || err != nil {
		return time.Time{}, false
	}
	year := today.Year()
	if len(fields) == 3 {
		if year, err = strconv.Atoi(fields[2]); err != nil || year < 1900 || year > 9999 {
			return time.Time{}, false
		}
	}
	day := time.Date(year, month, n, 0, 0, 0, 0, time.UTC)
	if day.Before(today) && len(fields) == 2 {
		day = time.Date(year+1, month, n, 0, 0, 0, 0, time.UTC)
	}
	return day, day.Month() == month && day.Day() == n
}

// monthNamed reads the name of a month, or its first three letters.
func monthNamed(name string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if full := strings.ToLower(m.String()); name == full || strings.TrimSuffix(name, ".") == full[:3] {
			return m, true
		}
	}
	return 0, false
}
