package seal

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Keys are the keys of this server's meetings, each by its name, which is not secret. In a
// folder they are wrapped by the host's key, which lies there too: what protects them from
// whoever has a copy of the data is that no backup holds the folder. Several nodes share it, or
// pass keys on to each other ([Keys.Share]).
// Its methods may be called from any goroutine.
type Keys struct {
	dir  string // empty for keys that live as long as the process
	node string // names those of parts that this process makes
	host *Key

	share Sharing

	mu     sync.Mutex
	open   map[string]*Key
	owns   map[string]string        // by part, the key that this node seals with
	gone   map[string]bool          // names whose keys were destroyed, and are not made again
	awaits map[string]chan struct{} // keys that are awaited, closed when they have come
}

// NewKeys are keys that nobody has once the process has ended: for tests, and for a server
// that keeps nothing.
func NewKeys() *Keys { return &Keys{node: rand.Text()[:8], open: make(map[string]*Key)} }

const (
	hostFile = "host"
	suffix   = ".key"
)

// OpenKeys are the keys in a folder, which is made if it is not there.
func OpenKeys(dir string) (*Keys, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	path := filepath.Join(dir, hostFile)
	if err := create(path, draw()); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("seal: the host's key: %w", err)
	}
	secret, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("seal: the host's key: %w", err)
	}
	if len(secret) != keySize {
		return nil, fmt.Errorf("seal: the host's key in %s is not whole: what it wraps is lost unless you have another copy", dir)
	}
	host, err := newKey(secret)
	if err != nil {
		return nil, err
	}
	return &Keys{dir: dir, host: host, node: rand.Text()[:8], open: make(map[string]*Key)}, nil
}

// Key is the key called name. The error is ErrSealed if there is none, or a fault.
func (ks *Keys) Key(name string) (*Key, error) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	return ks.key(name)
}

// key needs ks.mu.
func (ks *Keys) key(name string) (*Key, error) {
	if k := ks.open[name]; k != nil {
		return k, nil
	}
	if ks.dir == "" {
		return nil, ErrSealed
	}
	wrapped, err := os.ReadFile(ks.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrSealed
	}
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	secret, err := ks.host.Open(name, wrapped)
	if err != nil {
		return nil, err
	}
	k, err := newKey(secret)
	if err != nil {
		return nil, err
	}
	ks.open[name] = k
	return k, nil
}

// Make is the key called name, which is made and kept if it is not there.
func (ks *Keys) Make(name string) (*Key, error) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	k, err := ks.key(name)
	if !errors.Is(err, ErrSealed) {
		return k, err
	}
	secret := draw()
	k, err = ks.keep(name, secret)
	if err == nil && ks.share.Made != nil {
		ks.share.Made(name, k.secret)
	}
	return k, err
}

// keep keeps a key, unless there is one of that name. It needs ks.mu.
func (ks *Keys) keep(name string, secret []byte) (*Key, error) {
	if ks.isGone(name) { // whoever asks has not heard of it yet
		return nil, ErrSealed
	}
	if ks.dir == "" {
		k, err := newKey(secret)
		ks.open[name] = k
		return k, err
	}
	if err := create(ks.path(name), ks.host.Seal(name, secret)); err != nil && !errors.Is(err, fs.ErrExist) { // another node's is as good
		return nil, fmt.Errorf("seal: keep a key: %w", err)
	}
	return ks.key(name)
}

// Names are the names of all keys, in order.
func (ks *Keys) Names() ([]string, error) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	return ks.names()
}

// names needs ks.mu.
func (ks *Keys) names() (names []string, err error) {
	for name := range ks.open {
		names = append(names, name)
	}
	if ks.dir != "" {
		files, err := os.ReadDir(ks.dir)
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		for _, f := range files {
			if name, ok := strings.CutSuffix(f.Name(), suffix); ok {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// destroy destroys one key. It needs ks.mu.
func (ks *Keys) destroy(name string) error {
	delete(ks.open, name)
	if ks.dir == "" {
		return nil
	}
	f, err := os.OpenFile(ks.path(name), os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("seal: destroy a key: %w", err)
	}
	noise := make([]byte, 4*block)
	_, _ = rand.Read(noise) // never fails
	_, err = f.Write(noise)
	if err := errors.Join(err, f.Sync(), f.Close(), os.Remove(ks.path(name)), sync1(ks.dir)); err != nil {
		return fmt.Errorf("seal: destroy a key: %w", err)
	}
	return nil
}

func (ks *Keys) path(name string) string { return filepath.Join(ks.dir, filepath.Base(name)+suffix) }

// create makes a file that is whole and safe when it is there. The error is fs.ErrExist if it
// was there.
func create(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*") // readable by nobody else
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // its other name stays
	_, err = f.Write(content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return errors.Join(os.Link(f.Name(), path), sync1(filepath.Dir(path)))
}

// sync1 has the names in a folder be safe.
func sync1(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
