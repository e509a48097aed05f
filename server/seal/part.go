package seal

import (
	"errors"
	"strings"
)

// A key whose name has a dot, "meeting.part", is that of a part of a meeting. What belongs to a
// part may begin on several nodes at once, none of which waits for the others: each that knows of
// no key for it seals it under one of its own, "meeting.part.node", and hands that on. Together
// they are the key of the part, and are destroyed together.

// own is what the key is called that this node seals with under a name: of those that it has the
// same one each time, or one that is to be made.
func (ks *Keys) own(name string) (string, error) {
	if strings.Count(name, ".") != 1 {
		return name, nil
	}
	ks.mu.Lock()
	defer ks.mu.Unlock()
	if had, is := ks.owns[name]; is {
		if _, err := ks.key(had); err == nil {
			return had, nil
		}
	}
	names, err := ks.within(name)
	if err != nil {
		return "", err
	}
	own := name + "." + ks.node
	if len(names) > 0 {
		own = names[0]
	}
	if ks.owns == nil {
		ks.owns = make(map[string]string)
	}
	ks.owns[name] = own
	return own, nil
}

// common is the name under which something is to be sealed that is sealed under the key name.
func common(name string) string {
	if parts := strings.Split(name, "."); len(parts) == 3 {
		return parts[0] + "." + parts[1]
	}
	return name
}

// within reports whether a key is the one called name, or one that goes with it: one of its
// nodes, or of its parts.
func within(key, name string) bool { return key == name || strings.HasPrefix(key, name+".") }

// Has reports whether there is a key called name, or one that goes with it.
func (ks *Keys) Has(name string) (bool, error) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	names, err := ks.within(name)
	return len(names) > 0, err
}

// within are the names of the keys that go with one. It needs ks.mu.
func (ks *Keys) within(name string) (names []string, err error) {
	all, err := ks.names()
	for _, key := range all {
		if within(key, name) {
			names = append(names, key)
		}
	}
	return names, err
}

// Destroy has nobody be able to read what the key called name has sealed, for ever, nor what
// those have that go with it: a meeting's parts with the meeting. It reports whether there was
// any. None of them is made or kept again by this process.
func (ks *Keys) Destroy(name string) (was bool, err error) {
	ks.mu.Lock()
	defer ks.mu.Unlock()
	if ks.gone == nil {
		ks.gone = make(map[string]bool)
	}
	ks.gone[name] = true
	names, err := ks.within(name)
	for _, key := range names {
		err = errors.Join(err, ks.destroy(key))
	}
	return len(names) > 0, err
}

// isGone reports whether a key was destroyed here. It needs ks.mu.
func (ks *Keys) isGone(key string) bool {
	for name := range ks.gone {
		if within(key, name) {
			return true
		}
	}
	return false
}
