package attribution

// maxLetters is how long a word may be to be compared letter by letter. No name is longer.
const maxLetters = 40

// distance returns the optimal string alignment distance of a and b: how many letters are
// left out, put in, changed, or swapped with their neighbour. It is limit+1 as soon as it is
// more than limit, which is at most 3.
func distance(a, b []rune, limit int) int {
	if len(a) > maxLetters || len(b) > maxLetters || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][maxLetters + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
