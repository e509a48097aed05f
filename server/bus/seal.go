package bus

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
)

// A Seal closes texts so that whoever carries them can neither read nor make them. It is
// safe for concurrent use.
type Seal struct{ aead cipher.AEAD }

// errForged says that a text was not sealed by a node of ours for its topic.
var errForged = errors.New("bus: a text that none of our nodes has sealed")

// NewSeal returns the seal of the nodes that share key, 32 random bytes.
func NewSeal(key []byte) (Seal, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return Seal{}, fmt.Errorf("bus: the nodes' key: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return Seal{aead}, err
}

// Close seals text for topic.
func (s Seal) Close(topic string, text []byte) []byte {
	return s.aead.Seal(nil, nil, text, []byte(topic)) //nolint:gosec // it draws the nonce itself
}

// Open returns what was sealed for topic.
func (s Seal) Open(topic string, sealed []byte) ([]byte, error) {
	text, err := s.aead.Open(nil, nil, sealed, []byte(topic))
	if err != nil {
		return nil, errForged
	}
	return text, nil
}
