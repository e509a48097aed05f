package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// overwriting is the setting that has Go overwrite what it frees. It is read when a process
// begins, and costs about 2 % of a processor's time, as measured with 1,000 readers.
const overwriting = "clobberfree"

// overwrites begins this process anew with the setting, unless it has it: what is forgotten of
// a meeting under the Rule is to be in no memory either, and Go leaves what it frees as it is
// until it is used again, which may be never. GODEBUG=clobberfree=0 does without.
func overwrites() {
	set := os.Getenv("GODEBUG")
	if strings.Contains(set, overwriting+"=") {
		return
	}
	settings := strings.TrimPrefix(set+","+overwriting+"=1", ",")
	program, err := os.Executable()
	if err == nil {
		err = os.Setenv("GODEBUG", settings)
	}
	if err == nil {
		err = syscall.Exec(program, os.Args, os.Environ()) //nolint:gosec // itself
	}
	fmt.Fprintln(os.Stderr, "convener: what is forgotten stays in memory until that is used again:", err)
}
