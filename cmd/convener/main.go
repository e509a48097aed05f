// Convener runs meetings: the server, and small programs around it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"text/tabwriter"

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "dev"

// commands are what the program does; kong makes flags, environment variables and help of
// them.
type commands struct {
	Serve       serveCmd       `cmd:"" default:"withargs" help:"Run the server (the default)."`
	Caption     captionCmd     `cmd:"" help:"Play standard input into a caption link, as a captioner's program would."`
	Strip       stripCmd       `cmd:"" help:"Replace in standard input what identifies a person, as the Chatham House Rule asks; prints JSON."`
	Healthcheck healthcheckCmd `cmd:"" help:"Ask the server of this machine whether it is ready; the exit code is 0 or 1."`
	Config      configCmd      `cmd:"" help:"Print the table of settings: flags, variables, defaults."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

func main() {
	overwrites()
	os.Exit(run(os.Args[1:], stdio{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

// run does what args say and returns the exit code: 1 for a failure, 2 for wrong usage.
func run(args []string, std stdio) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	var c commands
	parser, err := kong.New(&c,
		kong.Name("convener"),
		kong.Description("A meeting companion: agenda, speaker queue, live captions, minutes."),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
	if err != nil {
		panic(err) // commands is not what kong can make flags of
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(std.Err, "convener: %v; convener --help says how it is used\n", err)
		return 2
	}
	if err := k.Run(ctx, std, parser); err != nil {
		fmt.Fprintln(std.Err, "convener:", err)
		if _, ok := errors.AsType[usageError](err); ok {
			return 2
		}
		return 1
	}
	return 0
}

// A usageError says what is wrong with what the program was given.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

type versionCmd struct{}

func (versionCmd) Run(std stdio) error {
	_, err := fmt.Fprintln(std.Out, "convener", version)
	return err
}

type configCmd struct{}

// Run prints what serve can be told, from the flags themselves.
func (configCmd) Run(std stdio, parser *kong.Kong) error {
	w := tabwriter.NewWriter(std.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "FLAG\tVARIABLE\tDEFAULT\tMEANING")
	for _, node := range parser.Model.Children {
		if node.Name != "serve" {
			continue
		}
		for _, f := range node.Flags {
			env := ""
			if len(f.Envs) > 0 {
				env = f.Envs[0]
			}
			fmt.Fprintf(w, "--%s\t%s\t%s\t%s\n", f.Name, env, f.Default, f.Help)
		}
	}
	return w.Flush()
}
