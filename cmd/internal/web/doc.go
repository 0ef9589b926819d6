// Package web is the HTTP door: notebooks in a browser, and the analyses, the
// corpora of one folder and the comparison report as a JSON API.
//
//	GET    /                       start page (?lang=zh|en)
//	GET    /notebook/NAME          a notebook; NAME is its path in the folder, / as %2F
//	GET    /v1/openapi.json        this interface, generated from analysis/catalog
//	GET    /v1/methods             the analyses
//	GET    /v1/methods/NAME        one, with options, columns, formulas
//	GET    /v1/corpora             corpora of the served folder, and the specimen
//	GET    /v1/corpora/NAME        the documents of one
//	POST   /v1/run/METHOD          {"corpus": NAME, "options": {…}}
//	POST   /v1/report              {"corpus": NAME, "options": {"focus", "lang", "where", "seed"}}
//	GET    /v1/jobs                runs in the background, started with ?job=1
//	GET    /v1/jobs/ID             state and progress of one
//	GET    /v1/jobs/ID/events      the same as server-sent events
//	GET    /v1/jobs/ID/result      what the run without ?job=1 would have answered
//	DELETE /v1/jobs/ID             cancels it, or forgets it when it is over
//
// A corpus is a file or a subfolder that stands directly in the served folder,
// by its name; "all" is the whole folder, "specimen" the built-in example.
// Options are named as keywords (min_count) or as flags (min-count). The result
// comes as json, csv, html, svg, pdf, png or eps, by ?format or by Accept; JSON and
// CSV are the bytes that the command line prints.
//
// # Notebooks
//
// The server owns a notebook and its outputs (package book); pages are views of
// it, told by one stream of events each. Its cells run in a process of their own
// (package worker). These addresses are the page's; they may change with it and
// stand not in openapi.json:
//
//	GET    /v1/notebooks                  those of the folder
//	POST   /v1/notebooks                  {"title"} or {"example"}: a new one
//	POST   /v1/notebooks/NAME             an action, see book.Action; 409 and both texts on a conflict
//	GET    /v1/notebooks/NAME/events      server-sent events; Last-Event-ID or ?after goes on
//	GET    /v1/notebooks/NAME/outputs/…   CELL/REV/N/FORM: text, table, html, svg, png, jpeg, rows, csv
//	GET    /v1/notebooks/NAME/figure/…    CELL/REV/N?format&dpi&profile&column&grey
//	GET    /v1/notebooks/NAME/export/FORM html, pdf, docx, ipynb (?lang, ?stale=refuse)
//	GET    /v1/notebooks/NAME/lines       ?feature&corpus: where a word stands
//	GET    /v1/notebooks/NAME/passage     ?at=ADDRESS: the paragraph, in both languages
//	POST   /v1/notebooks/NAME/complete    and /inspect: {"cell", "source", "at", "lang"}
//	POST   /v1/files?name=NAME            a file for the folder, read before it is kept
//
// Opening a notebook runs nothing. Only notebooks and dropped files are written,
// aside and then renamed; a file that another program has changed is not written
// over before somebody says so.
//
// # Errors
//
// Every error is {"error": {"where": …, "problem": …}}: 400 wrong options or
// query, 401 no token, 403 from another site, 404, 405, 406, 409 job not over,
// or a conflict of edits, 413 body too large, 415 not JSON, 421 foreign Host, 422 bad data (file and
// line, relative to the served folder), 429 too much at once, 499 cancelled,
// 503 out of time or shutting down, 500 anything else.
//
// # Safety
//
// Whoever holds the token may read everything in the served folder and nothing
// outside it: links that lead out are refused. Outside the folder, the one file
// written is the compiled PDF reader in the user's cache, as on the command line.
// Requests need the token, as a bearer or
// as the cookie that /?token=… sets; the Host must be this machine's and the
// Origin this server's. The server listens on the loopback address unless TLS
// files are given or Insecure is set.
//
// What a notebook stores is not trusted. Pages run scripts of this server alone;
// outputs are sent under a policy that lets them do nothing; foreign HTML stands in
// a frame without scripts and without an origin.
package web
