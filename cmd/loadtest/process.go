package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"
)

// A process is the server's, if it is known.
type process struct{ pid int }

// usage is what a process has used. The zero usage is of one that is not known.
type usage struct {
	cpu time.Duration
	rss int64 // bytes
	at  time.Time
}

// tick is the unit of times in /proc. Source: proc(5); it is the same on all Linux systems.
const tick = time.Second / 100

// now reads what the process has used so far.
func (p process) now() usage {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	if err != nil {
		return usage{}
	}
	// the name may have spaces and brackets; after it utime and stime are fields 12 and 13,
	// and rss, in pages, field 22
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 22 {
		return usage{}
	}
	number := func(i int) int64 {
		n, _ := strconv.ParseInt(string(fields[i]), 10, 64) // the kernel writes numbers
		return n
	}
	return usage{
		cpu: time.Duration(number(11)+number(12)) * tick,
		rss: number(21) * int64(os.Getpagesize()),
		at:  time.Now(),
	}
}
