package shelf_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.org/convener/server/shelf"
)

const linger = time.Minute

// A thing runs until its context ends, or until somebody breaks it.
type thing struct {
	key    string
	broken chan error
	ended  chan struct{}
}

// things makes a shelf, and a list of all that were ever opened.
func things() (*shelf.Shelf[string, *thing], *[]*thing) {
	opened := new([]*thing)
	return shelf.New("thing", linger, func(key string) (*thing, func(context.Context) error) {
		t := &thing{key, make(chan error, 1), make(chan struct{})}
		*opened = append(*opened, t)
		return t, func(ctx context.Context) error {
			defer close(t.ended)
			select {
			case err := <-t.broken:
				return err
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}), opened
}

func enter(t *testing.T, s *shelf.Shelf[string, *thing], key string) (*thing, func()) {
	t.Helper()
	v, leave, err := s.Enter(key)
	if err != nil {
		t.Fatal(err)
	}
	return v, leave
}

// over reports whether a thing has ended, once all is quiet.
func over(v *thing) bool {
	synctest.Wait()
	select {
	case <-v.ended:
		return true
	default:
		return false
	}
}

// open are the keys of what is open.
func open(s *shelf.Shelf[string, *thing]) (keys []string) {
	for _, v := range s.Open() {
		keys = append(keys, v.key)
	}
	slices.Sort(keys)
	return keys
}

func TestThingsAreOpenWhileTheyAreUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, opened := things()
		defer s.Close()
		a, leaveFirst := enter(t, s, "a")
		again, leaveSecond := enter(t, s, "a")
		b, leaveB := enter(t, s, "b")
		if a != again || a == b || len(*opened) != 2 || fmt.Sprint(open(s)) != "[a b]" {
			t.Errorf("two keys made %d things; open are %v", len(*opened), open(s))
		}
		leaveB()
		leaveFirst()
		leaveFirst() // a second time is no other's
		time.Sleep(2 * linger)
		if over(a) || !over(b) || fmt.Sprint(open(s)) != "[a]" {
			t.Errorf("what is used is over: %v; what is not: %v; open are %v", over(a), over(b), open(s))
		}
		leaveSecond()
		time.Sleep(linger - time.Nanosecond)
		if over(a) {
			t.Error("closed before its time")
		}
		time.Sleep(time.Nanosecond)
		if !over(a) || len(open(s)) != 0 {
			t.Errorf("open after its time: %v", open(s))
		}
		if anew, leave := enter(t, s, "a"); anew == a {
			t.Error("a closed thing is given out")
		} else {
			leave()
		}
	})
}

func TestWhoComesBackInTimeFindsTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := things()
		defer s.Close()
		a, leave := enter(t, s, "a")
		for range 3 {
			leave()
			time.Sleep(linger - time.Second)
			var again *thing
			if again, leave = enter(t, s, "a"); again != a {
				t.Fatal("another thing")
			}
		}
		time.Sleep(2 * linger) // the timers of those who left must not count any more
		if over(a) {
			t.Error("closed while it is used")
		}
	})
}

func TestUnusedThingsCostNoGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := things()
		defer s.Close()
		before := runtime.NumGoroutine()
		for i := range 1000 {
			_, leave := enter(t, s, fmt.Sprint(i))
			leave()
		}
		if n := runtime.NumGoroutine() - before; n < 900 {
			t.Errorf("%d goroutines for 1000 open things: the test sees nothing", n)
		}
		time.Sleep(linger)
		synctest.Wait()
		if n := runtime.NumGoroutine() - before; n > 100 || len(s.Open()) != 0 {
			t.Errorf("%d goroutines and %d things are left of what nobody uses", n, len(s.Open()))
		}
	})
}

func TestBrokenThingsAreOpenedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := things()
		defer s.Close()
		a, leave := enter(t, s, "a")
		a.broken <- errors.New("fault")
		if !over(a) || len(open(s)) != 0 {
			t.Fatalf("a broken thing stays: %v", open(s))
		}
		anew, leaveAnew := enter(t, s, "a")
		if anew == a {
			t.Fatal("a broken thing is given out")
		}
		leave() // of the broken one: not of the new one
		time.Sleep(2 * linger)
		if over(anew) {
			t.Error("who leaves a broken thing closes the new one")
		}
		leaveAnew()
		time.Sleep(linger)
		if !over(anew) {
			t.Error("the new one is not closed after its time")
		}
	})
}

func TestCloseWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		finish := make(chan struct{})
		s := shelf.New("thing", linger, func(string) (int, func(context.Context) error) {
			return 0, func(ctx context.Context) error {
				<-ctx.Done()
				<-finish
				return ctx.Err()
			}
		})
		_, leaveUsed, err := s.Enter("used")
		if err != nil {
			t.Fatal(err)
		}
		_, leave, err := s.Enter("unused")
		if err != nil {
			t.Fatal(err)
		}
		leave()
		closed := make(chan struct{})
		go func() { s.Close(); close(closed) }()
		synctest.Wait()
		select {
		case <-closed:
			t.Error("Close returns before its things have ended")
		default:
		}
		if _, _, err := s.Enter("more"); !errors.Is(err, shelf.ErrClosed) {
			t.Errorf("entering after Close: %v", err)
		}
		close(finish)
		<-closed
		leaveUsed() // late, and harmless
		time.Sleep(2 * linger)
	})
}
