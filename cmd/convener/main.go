// Convener runs meetings: the server, and small programs around it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "dev"

// commands are what the program does; kong makes flags, environment variables and help of
// them.
type commands struct {
	Serve   serveCmd   `cmd:"" default:"withargs" help:"Run the server (the default)."`
	Caption captionCmd `cmd:"" help:"Play standard input into a caption link, as a captioner's program would."`
	Config  configCmd  `cmd:"" help:"Print the table of settings: flags, variables, defaults."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	std := stdio{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	var c commands
	parser, err := kong.New(&c,
		kong.Name("convener"),
		kong.Description("A meeting companion: agenda, speaker queue, live captions, minutes."),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(std),
	)
	if err != nil {
		fmt.Fprintln(os.Stderr, "convener:", err)
		os.Exit(1)
	}
	k, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err) // ends with 2 and says how it is used
	if err := k.Run(ctx, std, parser); err != nil {
		fmt.Fprintln(os.Stderr, "convener:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has been called
	}
}

type versionCmd struct{}

func (versionCmd) Run(std stdio) error {
	_, err := fmt.Fprintln(std.Out, "convener", version)
	return err
}

type configCmd struct{}

// Run prints what serve can be told, from the flags themselves.
func (configCmd) Run(std stdio, parser *kong.Kong) error {
	fmt.Fprintf(std.Out, "%-18s %-24s %-22s %s\n", "FLAG", "VARIABLE", "DEFAULT", "MEANING")
	for _, node := range parser.Model.Children {
		if node.Name != "serve" {
			continue
		}
		for _, f := range node.Flags {
			env := ""
			if len(f.Envs) > 0 {
				env = f.Envs[0]
			}
			fmt.Fprintf(std.Out, "--%-16s %-24s %-22s %s\n", f.Name, env, f.Default, f.Help)
		}
	}
	return nil
}
