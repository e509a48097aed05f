package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"

	"example.org/convener/server/auth"
	"example.org/convener/server/bus"
	"example.org/convener/server/bus/redis"
	"example.org/convener/server/journal"
	"example.org/convener/server/journal/postgres"
	"example.org/convener/server/journal/sqlite"
	"example.org/convener/server/presence"
	"example.org/convener/server/roster"
	"example.org/convener/server/seal"
)

// errRedisAlone says that Redis alone makes no nodes of one group.
var errRedisAlone = errors.New("--redis connects several nodes, and nodes share a PostgreSQL database: give --database as well, or leave --redis out")

// A store is where a server keeps things, and how it reaches other nodes.
type store struct {
	journal  journal.Journal
	keys     *auth.Keys
	people   *roster.Roster
	seals    *seal.Keys
	bus      bus.Bus
	presence presence.Presence
	run      func(ctx context.Context) // writes until ctx ends
	wipe     func(ctx context.Context) error
	closers  []func() error
}

// keysFolder is where the keys of meetings under the Rule are.
func (s *serveCmd) keysFolder() string {
	if s.SealKeys != "" {
		return s.SealKeys
	}
	return filepath.Join(s.Data, "keys")
}

// openStore opens what the settings say. The error says what to do.
func (s *serveCmd) openStore(ctx context.Context) (*store, error) {
	st := &store{bus: bus.Alone{}, presence: new(presence.Local), run: func(ctx context.Context) { <-ctx.Done() }}
	var err error
	if st.seals, err = seal.OpenKeys(s.keysFolder()); err != nil {
		return nil, err
	}
	if s.Database != "" && s.Redis == "" && s.SealKeys == "" {
		slog.Warn("other nodes cannot open meetings that were put under the Chatham House Rule on this one: connect them with --redis, or give all of them one folder with --seal-keys")
	}
	switch {
	case s.Database == "" && s.Redis != "":
		return nil, errRedisAlone
	case s.Database == "":
		err = st.openSQLite(ctx, s.Data)
	case strings.HasPrefix(s.Database, "postgres://"), strings.HasPrefix(s.Database, "postgresql://"):
		err = st.openPostgres(ctx, s.Database)
	default:
		return nil, errors.New("--database is the address of a PostgreSQL database, such as postgres://user@host/name; without it everything is kept in --data")
	}
	if err == nil && s.Redis != "" {
		err = st.openRedis(ctx, s.Redis)
	}
	if err != nil {
		return nil, errors.Join(err, st.close())
	}
	return st, nil
}

func (st *store) openSQLite(ctx context.Context, dir string) error {
	db, err := sqlite.Open(ctx, dir)
	if err != nil {
		return err
	}
	st.closers = append(st.closers, db.Close)
	j := sqlite.NewJournal(db)
	st.journal, st.run, st.wipe = j, j.Run, db.Forget
	return st.openTables(ctx, db.Writer(), db.Reader())
}

func (st *store) openPostgres(ctx context.Context, url string) error {
	db, err := postgres.Open(ctx, url)
	if err != nil {
		return err
	}
	st.closers = append(st.closers, db.Close)
	st.journal = postgres.NewJournal(db)
	return db.Setup(ctx, func() error { return st.openTables(ctx, db.Writer(), db.Reader()) })
}

func (st *store) openTables(ctx context.Context, writer, reader *sql.DB) (err error) {
	if st.keys, err = auth.Open(ctx, writer, reader); err != nil {
		return err
	}
	st.people, err = roster.Open(ctx, writer, reader, st.seals)
	return err
}

// openRedis joins the other nodes on the database.
func (st *store) openRedis(ctx context.Context, url string) error {
	key, err := st.keys.ClusterKey(ctx)
	if err != nil {
		return err
	}
	seal, err := bus.NewSeal(key)
	if err != nil {
		return err
	}
	client, err := redis.Open(url, seal)
	if err != nil {
		return err
	}
	st.closers = append(st.closers, client.Close)
	st.bus, st.presence = redis.NewBus(client), redis.NewPresence(client)
	return nil
}

// close closes what was opened, the last first.
func (st *store) close() (err error) {
	for _, v := range slices.Backward(st.closers) {
		err = errors.Join(err, v())
	}
	return err
}
