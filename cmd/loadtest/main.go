// Loadtest opens thousands of viewers against a running server, has people ask and a text
// played as its captions, and prints how fast everything came and whether anything was
// missed. It is a client like any other: what it knows of the server is PROTOCOL.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// options are what a run is told.
type options struct {
	Target target  `embed:""`
	Crowd  crowd   `embed:""`
	Text   playing `embed:""`

	ServerPID  int  `name:"server-pid" placeholder:"PID" help:"Process id of the server on this machine: its CPU time and memory are measured."`
	AllowHosts bool `name:"allow-remote" help:"Load a server that is not on this machine. Do so only with one of your own."`
}

// crowd is who comes.
type crowd struct {
	Viewers int     `default:"1000" help:"How many people read the meeting and its captions, each on a connection and from an address of their own."`
	Slow    int     `default:"0" help:"How many of them read at 1 kB/s. Their delays are counted by themselves; they may miss nothing either."`
	Askers  int     `default:"0" help:"How many of them also ask: they put their hands up and down."`
	Asks    float64 `default:"20" help:"Asks a second, of all askers together."`
}

// playing is what happens, and when it is over.
type playing struct {
	Play   string        `placeholder:"FILE" type:"existingfile" help:"Text to play as the captions."`
	WPM    int           `name:"wpm" default:"300" help:"Words a minute."`
	Stamps string        `placeholder:"FILE" type:"path" help:"Write there, as JSON, when each post was sent (at, ms since 1970) and how many letters and digits all had by then: what a browser shows can be compared."`
	Until  string        `placeholder:"TEXT" help:"End when every viewer has read TEXT, some words of one sentence, and print how far apart the first and the last were."`
	For    time.Duration `placeholder:"DURATION" help:"End after that time at the latest, such as 90s. Without a text to play or to wait for: one minute."`
}

const help = `Open thousands of viewers against a running server and print the figures.

URL is the address of a server, with --admin-token: a meeting is made there; or a link to a
meeting, which the viewers then join. The exit code is 1 if a viewer was lost or missed
something.

  loadtest http://127.0.0.1:8080 --admin-token cva_… --play talk.txt --server-pid 4711
  loadtest "http://127.0.0.1:8080/m/…#cvl_…" --viewers 200 --until "the meeting is adjourned"

More than 1,000 viewers take more open files than most shells allow: ulimit -n 20000.`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run does what args say and returns the exit code: 1 for a failure, 2 for wrong usage.
func run(args []string, out, progress io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o options
	parser, err := kong.New(&o, kong.Name("loadtest"), kong.Description(help))
	if err != nil {
		panic(err) // options is not what kong can make flags of
	}
	if _, err = parser.Parse(args); err == nil {
		err = o.check()
	}
	if err != nil {
		fmt.Fprintf(progress, "loadtest: %v; loadtest --help says how it is used\n", err)
		return 2
	}
	if err := o.run(ctx, out, progress); err != nil {
		fmt.Fprintln(progress, "loadtest:", err)
		return 1
	}
	return 0
}

// check refuses what makes no sense.
func (o *options) check() error {
	switch {
	case o.Crowd.Viewers < 1, o.Crowd.Askers < 0, o.Crowd.Slow < 0, o.Crowd.Askers+o.Crowd.Slow > o.Crowd.Viewers:
		return errors.New("there is at least one viewer, and no more of them ask or are slow than there are; who asks is not slow")
	case o.Crowd.Asks <= 0, o.Text.WPM < 1, o.Text.For < 0:
		return errors.New("rates and times are above zero")
	case o.Text.Stamps != "" && o.Text.Play == "":
		return errors.New("--stamps are of what is played: --play")
	case o.Text.Play == "" && o.Text.Until == "" && o.Text.For == 0:
		o.Text.For = time.Minute
	}
	return o.Target.check(o.AllowHosts)
}

// read reads what is to be played to m, if anything is.
func (p *playing) read(m *meeting) (string, error) {
	if p.Play == "" {
		return "", nil
	}
	if m.captions == "" {
		return "", errors.New("--play needs a caption link: --captions, or --admin-token")
	}
	b, err := os.ReadFile(p.Play)
	return string(b), err
}

// run is a run from the first viewer to the last figure.
func (o *options) run(ctx context.Context, out, progress io.Writer) error {
	m, err := o.Target.meeting(ctx)
	if err != nil {
		return err
	}
	text, err := o.Text.read(m)
	if err != nil {
		return err
	}
	r := &hall{meeting: m, played: newPlayed(), frames: newFrames(o.Text.Until), began: time.Now()}
	r.frames.played = r.played
	defer r.leave()
	use := process{o.ServerPID}
	before := use.now()
	stopTelling := r.tell(progress)
	defer stopTelling()
	if err := r.fill(ctx, o.Crowd); err != nil {
		return err
	}
	full := use.now()
	r.hold(ctx, o, text)
	after := use.now()
	if err := r.played.write(o.Text.Stamps); err != nil {
		return err
	}
	patience := settle
	if o.Crowd.Slow > 0 {
		patience = slowSettle
	}
	missed, kept, err := r.missed(ctx, patience)
	if err != nil {
		return err
	}
	stopTelling()
	f := figures{hall: r, missed: missed, segments: kept, before: before, full: full, after: after}
	f.print(out)
	switch lost := r.lost(); {
	case r.failed != nil:
		return r.failed
	case lost > 0:
		return fmt.Errorf("%d viewers were lost: %w", lost, r.firstLoss())
	case missed > 0:
		return fmt.Errorf("%d segments were missed", missed)
	}
	return nil
}
