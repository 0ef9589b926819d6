// Package conformance compares the formulas of packages measure and infer with
// numbers computed by other people and tools. It consists of tests only: they
// read every *.json file of the folder conformance inside the shared folder,
// and of the folder named by the environment variable CONCORD_FIXTURES when
// that is set, and dispatch each fixture by family and method to an adapter.
// A method without an adapter is counted as not covered and does not fail.
package conformance
