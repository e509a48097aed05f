package auth_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/convener/server/auth"
	"example.org/convener/server/journal/sqlite"
)

func open(t *testing.T) (*auth.Keys, *sqlite.Database) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	keys, err := auth.Open(t.Context(), db.Writer(), db.Reader())
	if err != nil {
		t.Fatal(err)
	}
	return keys, db
}

var ann = auth.Session{Meeting: uuid.New(), Person: "ann"}

func TestScreenCodesAreToBeTypedAndDiffer(t *testing.T) {
	keys, _ := open(t)
	seen := make(map[string]bool)
	for range 200 {
		code, expires, err := keys.NewScreen(t.Context(), ann)
		if err != nil {
			t.Fatal(err)
		}
		if len(code) != 10 || strings.ContainsAny(code, "01ilo") || strings.ToLower(code) != code || seen[code] {
			t.Errorf("a code is %q", code)
		}
		if left := time.Until(expires); left > auth.ScreenLife || left < auth.ScreenLife-time.Minute {
			t.Errorf("it lasts %v", left)
		}
		seen[code] = true
	}
}

func TestAScreenCodeLetsInOnce(t *testing.T) {
	keys, db := open(t)
	code, _, err := keys.NewScreen(t.Context(), ann)
	if err != nil {
		t.Fatal(err)
	}
	var stored int
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM screens WHERE digest = $1`, code).Scan(&stored); err != nil || stored != 0 {
		t.Errorf("the code itself is stored: %d, %v", stored, err)
	}
	for range 2 { // looking uses nothing up
		if s, err := keys.Screen(t.Context(), " "+strings.ToUpper(code)); s != ann || err != nil {
			t.Errorf("it is %v's: %v", s, err)
		}
	}
	var took sync.WaitGroup
	var mu sync.Mutex
	var got []auth.Session
	for range 8 {
		took.Go(func() {
			s, err := keys.TakeScreen(t.Context(), code)
			if err != nil && !errors.Is(err, auth.ErrUnknown) {
				t.Error(err)
			}
			if err == nil {
				mu.Lock()
				defer mu.Unlock()
				got = append(got, s)
			}
		})
	}
	took.Wait()
	if len(got) != 1 || got[0] != ann {
		t.Errorf("of eight at once in are %v", got)
	}
	if _, err := keys.Screen(t.Context(), code); !errors.Is(err, auth.ErrUnknown) {
		t.Errorf("afterwards: %v", err)
	}
}

func TestAScreenCodeExpires(t *testing.T) {
	keys, db := open(t)
	code, _, err := keys.NewScreen(t.Context(), ann)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Writer().ExecContext(t.Context(), `UPDATE screens SET expires = $1`, time.Now().Unix()); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Screen(t.Context(), code); !errors.Is(err, auth.ErrUnknown) {
		t.Errorf("looking: %v", err)
	}
	if _, err := keys.TakeScreen(t.Context(), code); !errors.Is(err, auth.ErrUnknown) {
		t.Errorf("taking: %v", err)
	}
	if _, _, err := keys.NewScreen(t.Context(), ann); err != nil {
		t.Fatal(err)
	}
	var kept int
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM screens`).Scan(&kept); err != nil || kept != 1 {
		t.Errorf("%d codes are kept, %v", kept, err)
	}
}
