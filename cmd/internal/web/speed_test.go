package web

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"concord/reports/notebook"
)

// BenchmarkRoundTrip is an edit and a run of a cell that does nothing, until its
// end is told.
func BenchmarkRoundTrip(b *testing.B) {
	dir := b.TempDir()
	study(b, dir, "a.ipynb", "x = 0")
	s := serverOf(b, Options{Path: dir, Worker: testWorker(b)})
	r := readerOf(b, s, "a.ipynb")
	run := func(i int) {
		mustDo(b, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": i + 1, "source": fmt.Sprint("x = ", i+1)})
		mustDo(b, s, "a.ipynb", map[string]any{"do": "run", "cell": "c1"})
		r.until("run", `"running"`)
		r.until("run", `"run":""`)
	}
	run(0)
	b.ResetTimer()
	for i := range b.N {
		run(i + 1)
	}
}

// BenchmarkOpenLarge is the time to the first state of a notebook with 100 MB of
// outputs; 256 MiB is the largest that is read.
func BenchmarkOpenLarge(b *testing.B) {
	dir := b.TempDir()
	nb := notebook.New()
	line := strings.Repeat("0123456789", 10) + "\n"
	for range 100 {
		c := nb.Add(notebook.Code, "x = 1")
		c.Outputs = []notebook.Output{{Type: notebook.Stream, Name: "stdout", Text: strings.Repeat(line, 1<<20/len(line))}}
	}
	var text strings.Builder
	if err := nb.Write(&text); err != nil {
		b.Fatal(err)
	}
	put(b, dir+"/a.ipynb", text.String())
	b.SetBytes(int64(text.Len()))
	b.ResetTimer()
	for range b.N {
		s, err := New(Options{Path: dir, Token: testToken})
		if err != nil {
			b.Fatal(err)
		}
		r := readerOf(b, s, "a.ipynb")
		if n := len(r.seen[0].Data); n > 1<<20 {
			b.Fatalf("the first state has %d bytes, want large outputs to be fetched", n)
		}
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// 200 pages look at one notebook; an edit reaches all of them at once.
func TestManyPages(t *testing.T) {
	dir := t.TempDir()
	study(t, dir, "a.ipynb", "x = 0")
	s := serverOf(t, Options{Path: dir, Worker: testWorker(t)})
	server := httptest.NewServer(s)
	defer server.Close()
	const pages = 200
	var ready, told sync.WaitGroup
	ready.Add(pages)
	told.Add(pages)
	for range pages {
		go func() {
			request, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/v1/notebooks/a.ipynb/events", nil)
			if err != nil {
				panic(err)
			}
			request.Header.Set("Authorization", "Bearer "+testToken)
			answer, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Error(err)
				ready.Done()
				told.Done()
				return
			}
			defer answer.Body.Close()
			lines := bufio.NewScanner(answer.Body)
			begun := false
			for lines.Scan() {
				if !begun && lines.Text() == "event: book" {
					begun = true
					ready.Done()
				}
				if begun && strings.Contains(lines.Text(), "the news") {
					told.Done()
					return
				}
			}
		}()
	}
	ready.Wait()
	mustDo(t, s, "a.ipynb", map[string]any{"do": "edit", "cell": "c1", "version": 1, "source": "# the news"})
	told.Wait()
}
