package calibration

import (
	"fmt"
	"os"
	"testing"

	"concord/analysis/promises"
)

func TestMain(m *testing.M) {
	if promises.Race {
		fmt.Println("calibration is skipped under the race detector; see promises.Race")
		os.Exit(0)
	}
	os.Exit(m.Run())
}
