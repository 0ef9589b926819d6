package book

import (
	"encoding/json"
	"fmt"
)

// Event is a change of a book, as JSON, with its number.
type Event struct {
	Number int
	Kind   string
	Data   []byte
}

// journal keeps the events of the last while. It is guarded by its book.
type journal struct {
	epoch   string // of the book's time in memory: numbers of another mean nothing
	events  []Event
	last    int // number of the last event
	bytes   int
	changed chan struct{} // closed with the next event
}

// Bounds on what is kept for pages that were cut off.
const (
	keptEvents = 4096
	keptBytes  = 8 << 20
)

func (j *journal) note(kind string, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		data = []byte("{}") // our own types only
	}
	j.last++
	j.events = append(j.events, Event{j.last, kind, data})
	j.bytes += len(data)
	drop := 0
	for len(j.events)-drop > keptEvents || j.bytes > keptBytes && len(j.events)-drop > 1 {
		j.bytes -= len(j.events[drop].Data)
		drop++
	}
	if drop > 0 {
		j.events = append([]Event(nil), j.events[drop:]...)
	}
	close(j.changed)
	j.changed = make(chan struct{})
}

// after returns the events after a number, and whether all of them are kept.
func (j *journal) after(number int) ([]Event, bool) {
	missing := j.last - number
	if missing < 0 || missing > len(j.events) {
		return nil, false
	}
	return j.events[len(j.events)-missing:], true
}

// After returns what happened after an event, named as ID names it. When that
// is not known any more, or the name is empty or strange, the one event is a
// "book": the whole state. changed is closed with the next event.
func (b *Book) After(id string) (events []Event, epoch string, changed <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var number int
	if n, err := fmt.Sscanf(id, b.log.epoch+"-%d", &number); err == nil && n == 1 {
		if list, ok := b.log.after(number); ok {
			return list, b.log.epoch, b.log.changed
		}
	}
	data, err := json.Marshal(b.view())
	if err != nil {
		data = []byte("{}")
	}
	return []Event{{b.log.last, "book", data}}, b.log.epoch, b.log.changed
}
