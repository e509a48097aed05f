package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"example.org/convener/server/journal/memory"
)

// pagesForPeople are the routes that are not described to programs.
var pagesForPeople = []string{
	"/", "/how", "/group", "/bodies", "/body", "/access", "/new", "/captioner", "/assets/*", "/s/:code", "/m/:id", "/m/:id/overlay", "/m/:id/text",
}

// I1: what is described is what there is, and a program that we did not write reads it.
func TestDescription(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(describe("1"))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	srv, err := New(Config{PublicURL: &url.URL{Scheme: "http", Host: "localhost"}, Journal: new(memory.Journal), Dist: fstest.MapFS{}})
	if err != nil {
		t.Fatal(err)
	}
	e, ok := srv.Handler().(*echo.Echo)
	if !ok {
		t.Fatal("the handler is no echo")
	}
	routes := make(map[string]bool)
	for _, r := range e.Routes() {
		polite := strings.HasPrefix(r.Path, "/c") && r.Method != http.MethodPost && r.Path != "/closedcaption/seq" && r.Path != "/calendar.ics" && !strings.HasPrefix(r.Path, "/captions/") // what captioners' links refuse
		if polite || r.Method == http.MethodOptions || slices.Contains(pagesForPeople, r.Path) || r.Method == "echo_route_not_found" {
			continue
		}
		routes[r.Method+" "+r.Path] = true
	}
	for _, op := range operations(nil) {
		if !routes[op.String()] {
			t.Errorf("%s is described, and is not there", op)
		}
		delete(routes, op.String())
	}
	for route := range routes {
		t.Errorf("%s is there, and is not described", route)
	}
	asks := doc.Paths.Find("/api/v1/meetings/{id}/ask").Post.RequestBody.Value.Content["application/json"].Schema.Value.OneOf
	if !slices.ContainsFunc(asks, func(s *openapi3.SchemaRef) bool {
		return s.Value.VisitJSON(map[string]any{"id": "7f2c6a1e-9a35-4f5c-8f43-0b6c5f2f2b11", "do": "raise_hand", "in": map[string]any{"class": "topic"}}) == nil
	}) {
		t.Error("raising a hand does not fit")
	}
}
