// Package redis connects nodes through Redis: the bus between them, and who is present on
// which. Redis may be down, frozen, emptied or another one at any time.
//
// Nothing here is waited for: what is to be said goes through a lane of its own that gives
// up after half a second and may lose everything (reliability reference, 1.5 and 1.9).
package redis

import (
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"example.org/convener/server/bus"
)

const (
	// opWait is how long Redis may take for one thing.
	opWait = 500 * time.Millisecond
	// respite is how long a Redis that failed is left alone.
	respite = time.Second
)

// A Client is a Redis that nodes share. It is safe for concurrent use.
type Client struct {
	redis *redis.Client
	node  string // this one's name, another with each start
	seal  bus.Seal
}

// Open returns the Redis at url; whether it is there, nobody asks yet. Texts are sealed
// with seal.
func Open(url string, seal bus.Seal) (*Client, error) {
	o, err := redis.ParseURL(url)
	if err != nil {
		return nil, errors.New("--redis is not the address of a Redis, such as redis://host:6379 or rediss://user:password@host:6380") //nolint:err113 // err may quote the password
	}
	o.MaxRetries, o.DialerRetries = -1, 1
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = opWait, opWait, opWait, opWait
	o.PoolSize = 4
	o.DisableIdentity = true
	return &Client{redis: redis.NewClient(o), node: uuid.NewString(), seal: seal}, nil
}

// Close ends the connections.
func (c *Client) Close() error {
	if err := c.redis.Close(); err != nil {
		return fmt.Errorf("bus/redis: %w", err)
	}
	return nil
}
