package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// target is where the load goes.
type target struct {
	URL        string `arg:"" help:"Address of a server, or a link to a meeting."`
	AdminToken string `name:"admin-token" env:"CONVENER_ADMIN_TOKEN" help:"Token that may make meetings."`
	Captions   string `placeholder:"URL" help:"Caption link to play into, of a meeting that is there."`
	Lang       string `default:"en" help:"Language of the captions."`

	client *http.Client
	base   string // http://host:port
	id     string // of the meeting in the link
}

// A meeting is what the viewers come to.
type meeting struct {
	*target
	link     string // by which they join
	captions string // where to play into; empty if nobody can
}

// check reads the address. Remote ones are refused unless remote is allowed.
func (t *target) check(remote bool) error {
	u, err := url.Parse(t.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is no address", t.URL)
	}
	ip := net.ParseIP(u.Hostname())
	here := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if !here && !remote {
		return fmt.Errorf("%s is not this machine: --allow-remote, if it is yours", u.Hostname())
	}
	d := &dialer{many: here && (ip == nil || ip.To4() != nil)}
	t.base = u.Scheme + "://" + u.Host
	t.client = &http.Client{
		Transport: &http.Transport{DialContext: d.dial, DisableKeepAlives: true},
		Timeout:   requestWait,
	}
	if id, ok := strings.CutPrefix(u.Path, "/m/"); ok && u.Fragment != "" {
		t.id = strings.TrimSuffix(id, "/")
	} else if t.AdminToken == "" {
		return errors.New("the address of a server needs --admin-token; a link to a meeting ends in #cvl_…")
	}
	return nil
}

// requestWait bounds how long one request may take.
const requestWait = 30 * time.Second

// A dialer opens connections. On this machine each comes from an address of its own, as
// people do: the server's limits are counted by address.
type dialer struct {
	many bool
	n    atomic.Uint32
}

func (d *dialer) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var from net.Dialer
	if d.many {
		n := d.n.Add(1)
		network = "tcp4"
		from.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, byte(1+n>>16%200), byte(n>>8), byte(n))}
	}
	return from.DialContext(ctx, network, addr)
}

// meeting finds the meeting, or makes one and starts it.
func (t *target) meeting(ctx context.Context) (*meeting, error) {
	if t.id != "" {
		return &meeting{t, t.URL, t.Captions}, nil
	}
	var made struct {
		ID       string                           `json:"id"`
		Links    map[string]string                `json:"links"`
		Captions map[string]struct{ Zoom string } `json:"captions"`
	}
	plan := map[string]any{
		"title": "Load test", "channels": []map[string]string{{"lang": t.Lang, "title": t.Lang}},
		"agenda": []map[string]any{{"title": "Load", "kind": "discussion", "minutes": 60}},
	}
	if err := t.call(ctx, "/api/v1/meetings", t.AdminToken, plan, &made); err != nil {
		return nil, fmt.Errorf("make a meeting: %w", err)
	}
	t.id = made.ID
	chair, err := t.join(ctx, made.Links["chair"], "Chair")
	if err != nil {
		return nil, err
	}
	for i, do := range []string{"start_meeting", "open_queue"} {
		ask := map[string]any{"id": newID(), "do": do, "in": struct{}{}}
		if err := t.call(ctx, t.api("/ask"), chair, ask, nil); err != nil {
			return nil, fmt.Errorf("step %d of the meeting: %w", i, err)
		}
	}
	captions := made.Captions[t.Lang].Zoom
	if u, err := url.Parse(captions); err == nil { // the public address may lead elsewhere
		captions = t.base + u.RequestURI()
	}
	return &meeting{t, made.Links["participant"], captions}, nil
}

func (t *target) api(path string) string { return "/api/v1/meetings/" + t.id + path }

// join makes a session for somebody.
func (t *target) join(ctx context.Context, link, name string) (string, error) {
	var in struct{ Session string }
	err := t.call(ctx, t.api("/join"), "", map[string]string{"link": link, "name": name}, &in)
	if err != nil {
		return "", fmt.Errorf("join: %w", err)
	}
	return in.Session, nil
}

// call posts body as JSON, or gets path if there is none, and reads the answer into into.
func (t *target) call(ctx context.Context, path, token string, body, into any) error {
	method, b := http.MethodGet, []byte(nil)
	if body != nil {
		var err error
		method = http.MethodPost
		if b, err = json.Marshal(body); err != nil {
			return err
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, t.base+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := t.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if b, err = io.ReadAll(res.Body); err != nil {
		return err
	}
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("the server answers %s: %s", res.Status, b)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(b, into)
}
