// Package check reads the examples of deploy with the libraries and programs that they are
// for, without a container engine and without starting anything. It has tests only.
package check
