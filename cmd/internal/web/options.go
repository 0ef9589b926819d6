package web

import (
	"cmp"
	"log"
	"runtime"
	"time"

	"concord/corpus/load"
)

// Options says what is served and to whom. The zero value serves the specimen
// alone, on a free port of the loopback address, with a random token.
type Options struct {
	Path       string      // folder or file to serve; "" for the specimen alone
	TextColumn string      // as on the command line
	SkipBad    bool        // as on the command line
	Load       load.Limits // what one file may cost
	Token      string      // that requests must bear; "" draws one; at least 16 characters
	Hosts      []string    // names, without port, that a Host header may have beside this machine's own
	Limits     Limits
	Log        *log.Logger // one line for each request, without query, token or names; nil for none

	Worker []string // command that starts the process of a notebook; nil is this program with "worker"
	Open   string   // notebook that the printed address opens; "" is the start page

	Listen   string // address of Serve; "" is 127.0.0.1:0
	TLSCert  string // PEM file; given together with TLSKey
	TLSKey   string
	Insecure bool // listen beyond the loopback address without TLS
}

// Limits bounds what clients may use. A zero field means its default.
type Limits struct {
	BodyBytes   int64         // of a request; 64 KiB
	HeaderBytes int           // of a request; 32 KiB
	ResultBytes int64         // of one answer; 64 MiB
	Runs        int           // methods running at once; the number of processors, at least 2
	Waiting     int           // runs waiting for their turn; 256
	RunTime     time.Duration // of a run that is not a job, its wait and the reading of its corpus included; 2 minutes
	JobTime     time.Duration // of a job; 1 hour
	Jobs        int           // waiting or running; 16
	KeptJobs    int           // that are over; 32
	KeptBytes   int64         // of their results together; 256 MiB
	Streams     int           // event streams at once; 64
	Corpora     int           // kept in memory; 8
	SendTime    time.Duration // for a client to take an answer; 1 minute
	Grace       time.Duration // for requests to end after shutdown; 5 seconds

	Books       int           // notebooks open at once; 64
	Pages       int           // pages that look at notebooks; 512
	Workers     int           // processes that run cells; 8
	ActionBytes int64         // of one action on a notebook; 4 MiB
	UploadBytes int64         // of a file dropped on the start page; 64 MiB
	CellMemory  int64         // of the process of one notebook; 2 GiB
	CellTime    time.Duration // of one cell; 1 hour
	CellOutput  int           // bytes of the outputs of one cell; 32 MiB
}

func (l Limits) withDefaults() Limits {
	return Limits{
		BodyBytes:   cmp.Or(l.BodyBytes, 64<<10),
		HeaderBytes: cmp.Or(l.HeaderBytes, 32<<10),
		ResultBytes: cmp.Or(l.ResultBytes, 64<<20),
		Runs:        cmp.Or(l.Runs, max(2, runtime.GOMAXPROCS(0))),
		Waiting:     cmp.Or(l.Waiting, 256),
		RunTime:     cmp.Or(l.RunTime, 2*time.Minute),
		JobTime:     cmp.Or(l.JobTime, time.Hour),
		Jobs:        cmp.Or(l.Jobs, 16),
		KeptJobs:    cmp.Or(l.KeptJobs, 32),
		KeptBytes:   cmp.Or(l.KeptBytes, 256<<20),
		Streams:     cmp.Or(l.Streams, 64),
		Corpora:     cmp.Or(l.Corpora, 8),
		SendTime:    cmp.Or(l.SendTime, time.Minute),
		Grace:       cmp.Or(l.Grace, 5*time.Second),
		Books:       cmp.Or(l.Books, 64),
		Pages:       cmp.Or(l.Pages, 512),
		Workers:     cmp.Or(l.Workers, 8),
		ActionBytes: cmp.Or(l.ActionBytes, 4<<20),
		UploadBytes: cmp.Or(l.UploadBytes, 64<<20),
		CellMemory:  cmp.Or(l.CellMemory, 2<<30),
		CellTime:    cmp.Or(l.CellTime, time.Hour),
		CellOutput:  cmp.Or(l.CellOutput, 32<<20),
	}
}
