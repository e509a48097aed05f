package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"example.org/convener/server/journal"
	"example.org/convener/server/wire"
)

// metrics are the figures of this node. No meeting, person, language or address is a label:
// a figure must not tell who was where.
type metrics struct {
	registry    *prometheus.Registry
	asks        *prometheus.CounterVec
	segments    prometheus.Counter
	frames      prometheus.Histogram
	paints      prometheus.Histogram
	connections *prometheus.GaugeVec
	appends     prometheus.Histogram
	requests    *prometheus.CounterVec
	durations   *prometheus.HistogramVec
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		asks: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "convener_asks_total", Help: "Asks answered, by result: ok or the code of the refusal.",
		}, []string{"result"}),
		segments: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "convener_segments_total", Help: "Segments of captions sent to readers, finished or corrected.",
		}),
		frames: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "convener_caption_frame_seconds", Help: "From the arrival of captions to the frame that readers are sent.",
			Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 1, 3},
		}),
		paints: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "convener_caption_paint_seconds", Help: "From the arrival of captions to the screens of one reader in fifty.",
			Buckets: []float64{0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 3, 10},
		}),
		connections: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "convener_connections", Help: "Open connections of people.",
		}, []string{"transport"}),
		appends: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "convener_append_seconds", Help: "How long the journal took to keep something.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14),
		}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "convener_http_requests_total", Help: "Requests answered, by route.",
		}, []string{"method", "route", "code"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "convener_http_request_duration_seconds", Help: "How long requests took, but for those that last.",
			Buckets: prometheus.ExponentialBuckets(0.001, 4, 8),
		}, []string{"route"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "convener_build_info", Help: "Which program this is.", ConstLabels: prometheus.Labels{"version": version},
	})
	build.Set(1)
	m.registry.MustRegister(m.asks, m.segments, m.frames, m.paints, m.connections, m.appends, m.requests, m.durations, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, transport := range []string{"websocket", "events"} {
		m.connections.WithLabelValues(transport)
	}
	m.asks.WithLabelValues("ok")
	return m
}

// observe adds figures that are read when somebody asks for them.
func (m *metrics) observe(srv *Server) {
	gauge := func(name, help string, read func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read))
	}
	gauge("convener_meetings_open", "Meetings open on this node.", func() float64 { return float64(len(srv.rooms.Open())) })
	gauge("convener_channels_open", "Channels of captions open on this node.", func() float64 { return float64(len(srv.channels.Open())) })
	if _, connected := srv.linked(); connected {
		gauge("convener_redis_up", "Whether Redis connects this node to the others.", func() float64 {
			if up, _ := srv.linked(); up {
				return 1
			}
			return 0
		})
	}
}

// serve serves GET /metrics.
func (m *metrics) serve() echo.HandlerFunc {
	return echo.WrapHandler(promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
}

// lasting are the routes whose requests last as long as people stay.
var lasting = map[string]bool{
	"/api/v1/meetings/:id/socket": true, "/api/v1/meetings/:id/events": true,
	"/api/v1/meetings/:id/feeds/*": true, "/m/:id/captions.txt": true,
}

// methods are those that are told apart.
var methods = map[string]bool{
	http.MethodGet: true, http.MethodHead: true, http.MethodPost: true, http.MethodPut: true, http.MethodDelete: true, http.MethodOptions: true,
}

// count counts requests by route. What no route is for counts as one.
func (m *metrics) count(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err) // now, so that the status is known
		}
		route, method := c.Path(), c.Request().Method
		if route == "" || c.Response().Status == http.StatusNotFound && route == "/*" {
			route = "none"
		}
		if !methods[method] {
			method = "other"
		}
		m.requests.WithLabelValues(method, route, strconv.Itoa(c.Response().Status)).Inc()
		if !lasting[route] {
			m.durations.WithLabelValues(route).Observe(time.Since(began).Seconds())
		}
		return nil
	}
}

// asked counts an ask that was answered with err.
func (m *metrics) asked(err error) {
	if err == nil {
		m.asks.WithLabelValues("ok").Inc()
		return
	}
	refused, _ := wire.Refusal(err)
	m.asks.WithLabelValues(refused.Code).Inc()
}

// connect counts a connection until left is called.
func (srv *Server) connect(transport string) (left func()) {
	gauge := srv.metrics.connections.WithLabelValues(transport)
	gauge.Inc()
	srv.connected.Add(1)
	return func() { gauge.Dec(); srv.connected.Add(-1) }
}

// timed is a journal whose appends are timed.
type timed struct {
	journal.Journal
	took prometheus.Observer
}

// Append implements [journal.Journal].
func (t timed) Append(
	ctx context.Context, s journal.Stream, at journal.Position, entries []journal.Entry,
) (journal.Position, error) {
	began := time.Now()
	next, err := t.Journal.Append(ctx, s, at, entries)
	t.took.Observe(time.Since(began).Seconds())
	return next, err
}
