package load

import (
	"context"
	"sync"
)

// inOrder calls f for 0 to n-1 on several goroutines. Work is handed out in
// order and stops at the first error; the error of the lowest number is
// returned, so that the answer does not depend on scheduling.
func inOrder(ctx context.Context, workers, n int, f func(i int) error) error {
	var (
		mu    sync.Mutex
		wg    sync.WaitGroup
		next  int
		first = n
		found error
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next >= n || found != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	run := func() {
		for i, ok := take(); ok; i, ok = take() {
			err := ctx.Err()
			if err == nil {
				err = f(i)
			}
			if err != nil {
				mu.Lock()
				if i < first {
					first, found = i, err
				}
				mu.Unlock()
			}
		}
	}
	for range min(max(workers, 1), n) {
		wg.Go(run)
	}
	wg.Wait()
	return found
}
