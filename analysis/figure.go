package analysis

// Mark is how a figure shows its columns.
type Mark string

// The marks. What each column of an Encoding means for a mark stands with it;
// columns in brackets may be left out.
const (
	// DotWhisker: one row a label. X with an interval [Lo, Hi] by Label on the
	// vertical axis; [Group] sets colour and shape; [Hollow] names a text
	// column: rows where it is not empty are hollow.
	DotWhisker Mark = "dot-whisker"

	// TwoSided: log2 ratios around a zero line. X with [Lo, Hi] by Label;
	// rows whose [Hollow] column is "target" or "reference" stand on one side
	// only and are boxed apart at that side instead of on the axis.
	TwoSided Mark = "two-sided"

	// WordShift: bars to the right (X > 0) and to the left (X < 0) by Label,
	// largest first, with whiskers [Lo, Hi]; hollow where they cross zero.
	WordShift Mark = "word-shift"

	// HeatMap: a square matrix in long form: value X for the pair (Label,
	// LabelB); order of first appearance.
	HeatMap Mark = "heat-map"

	// Lines: small multiples, one panel for each Group: Y with an interval
	// [Lo, Hi] over X (years, true to scale), dots and a line that breaks at
	// missing values.
	Lines Mark = "lines"

	// Plane: a map. One point a row at (X, Y) with one scale for both axes, so
	// that distances can be read, and its Label where there is room; [Group]
	// sets colour and shape; the ellipse [Major, Minor, Angle] around the
	// point, all three or none, is a region of confidence.
	Plane Mark = "plane"
)

// Encoding names the columns of the result's table that a figure shows.
type Encoding struct {
	X      string `json:"x,omitempty"`
	Y      string `json:"y,omitempty"`
	Lo     string `json:"lo,omitempty"`
	Hi     string `json:"hi,omitempty"`
	Label  string `json:"label,omitempty"`
	LabelB string `json:"label_b,omitempty"`
	Group  string `json:"group,omitempty"`
	Hollow string `json:"hollow,omitempty"`
	Major  string `json:"major,omitempty"` // half of the longer axis of an ellipse, in units of X and Y
	Minor  string `json:"minor,omitempty"` // half of the shorter axis
	Angle  string `json:"angle,omitempty"` // from the X axis to the longer one, degrees counter-clockwise
}

// Figure is a mark plus the columns it shows. It holds no numbers of its own:
// it is drawn from the table of its result, elsewhere.
type Figure struct {
	Name     string   `json:"name"` // unique within the result, fit for a file name
	Mark     Mark     `json:"mark"`
	Encoding Encoding `json:"encoding"`
	Rows     []int    `json:"rows,omitempty"` // of the table, in the order shown; nil for all
	Title    Text     `json:"title"`          // of the caption: what the figure shows
	Note     Text     `json:"note"`           // n, unit, interval, tests: under the title of the caption
	XLabel   Text     `json:"x_label"`        // with its unit
	YLabel   Text     `json:"y_label"`
	Left     Text     `json:"left"`  // meaning of the left side of TwoSided and WordShift
	Right    Text     `json:"right"` // meaning of the right side
	Alt      Text     `json:"alt"`   // for those who cannot see it: kind, axes, n, the one finding
}

// Columns lists the columns that the figure names.
func (f Figure) Columns() []string {
	var out []string
	e := f.Encoding
	for _, c := range []string{e.X, e.Y, e.Lo, e.Hi, e.Label, e.LabelB, e.Group, e.Hollow, e.Major, e.Minor, e.Angle} {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}
