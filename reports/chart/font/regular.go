package font

import (
	_ "embed"
	"sync"
)

//go:embed NotoSansSC-Regular.ttf
var regularTTF []byte

var regular = sync.OnceValues(func() (*Face, error) { return Parse(regularTTF) })

// Regular returns the embedded Noto Sans SC Regular.
func Regular() (*Face, error) { return regular() }
