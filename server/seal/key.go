package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
)

// keySize is how long keys are, in bytes.
const keySize = 32

// block is what the length of all that is sealed is a multiple of, in bytes: how long a word
// or a name is must not show.
const block = 256

// ErrSealed says that something cannot be read: its key is destroyed, or it was altered.
var ErrSealed = errors.New("seal: sealed, and there is no key for it")

// A Key seals what belongs to one meeting. It is safe for concurrent use, and prints as
// "[key]".
type Key struct {
	secret []byte
	aead   cipher.AEAD
	mac    []byte
}

// newKey makes a key of keySize bytes.
func newKey(secret []byte) (*Key, error) {
	seals, err := hkdf.Key(sha256.New, secret, nil, "convener seal", keySize)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	mac, err := hkdf.Key(sha256.New, secret, nil, "convener mark", keySize)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	c, err := aes.NewCipher(seals)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(c)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return &Key{secret, aead, mac}, nil
}

// Format implements [fmt.Formatter]: a key is printed nowhere.
func (*Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[key]")) }

// LogValue implements [slog.LogValuer].
func (*Key) LogValue() slog.Value { return slog.StringValue("[key]") }

// Seal seals text as a part of place, the only one where it can be opened.
func (k *Key) Seal(place string, text []byte) []byte {
	padded := binary.AppendUvarint(nil, uint64(len(text)))
	padded = append(padded, text...)
	padded = append(padded, make([]byte, (block-len(padded)%block)%block)...)
	return k.aead.Seal(nil, nil, padded, []byte(place)) //nolint:gosec // it draws a nonce for each text itself
}

// Open opens what was sealed as a part of place. The error is ErrSealed.
func (k *Key) Open(place string, sealed []byte) ([]byte, error) {
	padded, err := k.aead.Open(nil, nil, sealed, []byte(place))
	if err != nil {
		return nil, ErrSealed
	}
	n, begins := binary.Uvarint(padded)
	if begins <= 0 || n > uint64(len(padded)-begins) {
		return nil, ErrSealed
	}
	return padded[begins : begins+int(n)], nil
}

// Mark is the same for the same text as a part of the same place, and tells nobody without
// the key what that is.
func (k *Key) Mark(place, text string) string {
	m := hmac.New(sha256.New, k.mac)
	m.Write([]byte(place))
	m.Write([]byte{0})
	m.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:18])
}

// draw is a new secret.
func draw() []byte {
	b := make([]byte, keySize)
	_, _ = rand.Read(b) // never fails
	return b
}
