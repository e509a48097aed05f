package meeting

// Bounds of an agenda (A1).
const (
	MaxItems  = maxItems
	MaxLevels = maxDepth
)

// Clean returns an item that is on no agenda yet as an agenda would keep it. The error is
// a refusal.
func (i Item) Clean() (Item, error) {
	title, err := cleanTitle(i.Title)
	if err != nil {
		return i, err
	}
	e := EditItem{Title: &title, Presenters: &i.Presenters, Description: &i.Description, Links: &i.Links}
	if err := e.clean(); err != nil {
		return i, err
	}
	i = ItemEdited(e).on(i)
	return i, i.check()
}
