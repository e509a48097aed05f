package meeting

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// T-14: a person is printed and logged as nobody, whatever it stands in; and marshalled as
// who it is, for those who may know.
func TestPersonIsNotPrinted(t *testing.T) {
	e := Entry{By: "p-secret", Event: PersonAdmitted{Person: "p-secret"}}
	printed := fmt.Sprintf("%v %+v %#v %s %q %x %d", e.By, e, e, e.By, e.By, e.By, e.By)
	printed += fmt.Sprint(map[Person]Person{"p-secret": "p-secret"}, []Person{"p-secret"}, fmt.Errorf("of %w: %v", ErrUnknown, e.By))
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("x", "by", e.By, "all", fmt.Sprint(e))
	}
	if all := printed + log.String(); strings.Contains(all, "p-secret") || !strings.Contains(all, "[person]") {
		t.Errorf("printed is %s", all)
	}
	if b, err := json.Marshal(map[Person]Person{"p-secret": "p-secret"}); err != nil || string(b) != `{"p-secret":"p-secret"}` {
		t.Errorf("marshalled is %s, %v", b, err)
	}
}
