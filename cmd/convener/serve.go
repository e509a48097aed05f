package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/sync/errgroup"

	"example.org/convener/frontend"
	"example.org/convener/server"
	"example.org/convener/server/auth"
)

// serveCmd is the settings of the server.
type serveCmd struct {
	Listen     string        `default:":8080" env:"CONVENER_LISTEN" help:"Address and port to listen on."`
	Data       string        `default:"convener-data" env:"CONVENER_DATA" type:"path" help:"Folder that everything is kept in."`
	Database   string        `env:"CONVENER_DATABASE" help:"Address of a PostgreSQL database that several nodes share. Without it: SQLite in --data, one node."`
	Redis      string        `env:"CONVENER_REDIS" help:"Address of a Redis that tells the nodes on one database of each other at once. Without it: within a second."`
	SealKeys   string        `name:"seal-keys" env:"CONVENER_SEAL_KEYS" type:"path" help:"Folder for the keys of meetings under the Chatham House Rule, which no backup may hold. Without it: keys in --data; nodes pass them on through --redis."`
	PublicURL  string        `name:"public-url" env:"CONVENER_PUBLIC_URL" help:"Where people reach the server; links begin with it. Without it: http://localhost and the port."`
	AdminToken string        `name:"admin-token" env:"CONVENER_ADMIN_TOKEN" help:"Token that may make meetings. Without it the first start makes one and prints it once."`
	Drain      time.Duration `default:"0s" env:"CONVENER_DRAIN" help:"How long to take no new people before stopping, so that a load balancer notices."`
	Demo       bool          `env:"CONVENER_DEMO" help:"Begin with a demo meeting and print its links."`
}

// stopWait is how long requests may take to end when the server stops.
const stopWait = 10 * time.Second

// Run serves until ctx ends.
func (s *serveCmd) Run(ctx context.Context, std stdio) (err error) {
	slog.SetDefault(slog.New(slog.NewTextHandler(std.Err, nil)))
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another address with --listen", s.Listen, err)
	}
	defer func() { _ = listener.Close() }() // closed by the server already, as a rule
	public, err := s.publicURL(listener.Addr())
	if err != nil {
		return err
	}
	st, err := s.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close()) }()
	if err := s.adminToken(ctx, st.keys, std); err != nil {
		return err
	}
	dist, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		return err
	}
	srv, err := server.New(server.Config{
		PublicURL: public, Journal: st.journal, Keys: st.keys, Roster: st.people,
		Bus: st.bus, Presence: st.presence, Dist: dist, Version: version, Wipe: st.wipe,
	})
	if err != nil {
		return err
	}
	return s.serve(ctx, std, listener, srv, st)
}

// serve runs what a server is made of, and ends it in the order in which it is needed.
func (s *serveCmd) serve(ctx context.Context, std stdio, l net.Listener, srv *server.Server, st *store) error {
	writing, stopWriting := context.WithCancel(context.WithoutCancel(ctx))
	var writer errgroup.Group
	writer.Go(func() error { st.run(writing); return nil })
	defer func() { stopWriting(); _ = writer.Wait() }() // last: what others still append is kept

	web := &http.Server{
		Handler:           srv.Handler(),
		ConnContext:       server.WithConn,
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	g, ctx := errgroup.WithContext(s.drained(ctx, srv))
	g.Go(func() error { return srv.Run(ctx) })
	g.Go(func() error {
		if err := web.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWait)
		defer cancel()
		return web.Shutdown(ctx)
	})
	if s.Demo {
		g.Go(func() error { return demo(ctx, std, l.Addr(), srv) })
	} else {
		fmt.Fprintf(std.Err, "convener: serving %s\n", srv.PublicURL)
	}
	return g.Wait()
}

// publicURL is where people reach a server that listens on addr.
func (s *serveCmd) publicURL(addr net.Addr) (*url.URL, error) {
	if s.PublicURL == "" {
		_, port, err := net.SplitHostPort(addr.String())
		if err != nil {
			return nil, err
		}
		return &url.URL{Scheme: "http", Host: net.JoinHostPort("localhost", port)}, nil
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" && u.Path != "/" {
		return nil, fmt.Errorf("--public-url %q is not the address of a site, such as https://meet.example.org", s.PublicURL)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// drained is a context that ends when ctx has and the server has drained.
func (s *serveCmd) drained(ctx context.Context, srv *server.Server) context.Context {
	done, stop := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() {
		srv.Drain()
		time.AfterFunc(s.Drain, stop)
	})
	return done
}

// adminToken sees to it that an owner has a way in.
func (s *serveCmd) adminToken(ctx context.Context, keys *auth.Keys, std stdio) error {
	if s.AdminToken != "" {
		return keys.SetAdminToken(ctx, s.AdminToken)
	}
	token, err := keys.AdminToken(ctx)
	if token != "" {
		fmt.Fprintf(std.Err, "convener: the admin token, shown this once: %s\n", token)
	}
	return err
}
