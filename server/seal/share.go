package seal

import (
	"context"
	"errors"
	"time"
)

// Sharing is how nodes that have folders of their own pass keys on. Its functions must not
// wait, and may lose what they are given.
type Sharing struct {
	Made   func(name string, secret []byte) // a key was made here: others will need it
	Wanted func(name string)                // a key is needed here: who has it passes it on
}

// comesIn is how long a key that another node has is waited for.
const comesIn = 2 * time.Second

// Share has keys passed on. It is called before they are used.
func (ks *Keys) Share(s Sharing) { ks.share = s }

// Put keeps a key that another node has passed on. One that is there already stays, and one that
// was destroyed here is not kept.
func (ks *Keys) Put(name string, secret []byte) error {
	if len(secret) != keySize {
		return errors.New("seal: what another node passed on is no key")
	}
	ks.mu.Lock()
	defer ks.mu.Unlock()
	_, err := ks.key(name)
	switch {
	case ks.isGone(name):
		return nil
	case errors.Is(err, ErrSealed):
		_, err = ks.keep(name, secret)
	}
	if awaited := ks.awaits[name]; awaited != nil && err == nil {
		close(awaited)
		delete(ks.awaits, name)
	}
	return err
}

// Secret is a key as it is passed on. The error is as of Key.
func (ks *Keys) Secret(name string) ([]byte, error) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	k, err := ks.key(name)
	if err != nil {
		return nil, err
	}
	return k.secret, nil
}

// find is the key called name, which another node may have. The error is as of Key, or ctx's.
func (ks *Keys) find(ctx context.Context, name string) (*Key, error) {
	k, err := ks.Key(name)
	if !errors.Is(err, ErrSealed) || ks.share.Wanted == nil {
		return k, err
	}
	ctx, cancel := context.WithTimeout(ctx, comesIn)
	defer cancel()
	came := ks.await(name)
	ks.share.Wanted(name)
	select {
	case <-came:
	case <-ctx.Done():
	}
	return ks.Key(name)
}

// await is closed when a key has come from another node.
func (ks *Keys) await(name string) <-chan struct{} {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	if ks.awaits == nil {
		ks.awaits = make(map[string]chan struct{})
	}
	if ks.awaits[name] == nil {
		ks.awaits[name] = make(chan struct{})
	}
	return ks.awaits[name]
}
