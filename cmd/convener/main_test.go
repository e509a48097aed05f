package main

import (
	"os"
	"testing"
)

// asProgram is set in the environment of a test binary that is to be the program itself:
// a real process, which can be killed.
const asProgram = "CONVENER_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		if path := os.Getenv(collecting); path != "" {
			collects(path)
		}
		main()
		return
	}
	os.Exit(m.Run())
}
