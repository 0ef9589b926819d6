package bench

// ours names this program in rows.
const ours = "concord"

// What the stages are asked for.
const (
	nearest      = 10   // neighbours of each document
	arrangements = 1000 // of the permutation test
	context20    = 20   // tokens on either side of a hit
)

// stage is a piece of work on an input that is made before.
type stage struct {
	name   string
	input  string // empty: the larger of the texts that are cut into words by blanks
	needs  need
	ofText bool // its rate is that of the text
	run    func(*work) error
}

// need is what must be made before a stage, each with all those before it.
type need int

const (
	aText need = iota
	aCutter
	someTokens
	aMatrix
	anIndex
)

var stages = [...]stage{
	{"read", "", aText, true, (*work).read},
	{"segment zh", chinese, aCutter, true, (*work).cut},
	{"words en", english, aCutter, true, (*work).cut},
	{"text-to-matrix zh", words, aCutter, true, (*work).toMatrix},
	{"text-to-matrix en", english, aCutter, true, (*work).toMatrix},
	{"matrix only zh", words, aCutter, true, (*work).matrixOnly},
	{"matrix only en", english, aCutter, true, (*work).matrixOnly},
	{"count", "", someTokens, true, (*work).count},
	{"cosine", "", aMatrix, false, (*work).cosine},
	{"keyness", "", aMatrix, false, (*work).keyness},
	{"permutation", "", aMatrix, false, (*work).permute},
	{"index", "", someTokens, true, (*work).index},
	{"concordance", "", anIndex, false, (*work).concordance},
}
