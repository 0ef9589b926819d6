package scaling_test

import (
	"math"
	"testing"

	"concord/analysis"
	"concord/analysis/promises"
	"concord/analysis/scaling"
)

// The ellipse of a document lies within the box of its intervals made larger by half,
// and drawing pairs in place of documents changes the regions, not the places.
func TestRegionsOfTheSpecimen(t *testing.T) {
	in := analysis.NewInput(promises.Specimen(t))
	run := func(unit string) *analysis.Result {
		r, err := scaling.Correspondence().Run(t.Context(), in, map[string]any{"cluster": unit, "draws": 100})
		if err != nil || r.Refusal != nil {
			t.Fatal(err, r)
		}
		return r
	}
	a, b := run("document"), run("pair")
	differ := false
	for i := range a.Table.Len() {
		major, minor, angle := a.Table.Floats("ellipse_major")[i], a.Table.Floats("ellipse_minor")[i], a.Table.Floats("ellipse_angle")[i]
		if !(major >= minor && minor > 0 && math.Abs(angle) <= 90) {
			t.Fatalf("row %d: half-axes %g and %g, angle %g", i, major, minor, angle)
		}
		// Half the width of the projection on the first dimension, √(a²cos²+b²sin²), is
		// 2.45 standard deviations; the interval is 1.96 to either side.
		c, s := math.Cos(angle*math.Pi/180), math.Sin(angle*math.Pi/180)
		half := math.Hypot(major*c, minor*s)
		width := (a.Table.Floats("hi")[i] - a.Table.Floats("lo")[i]) / 2
		if half < 0.8*width || half > 2*width {
			t.Errorf("row %d: the ellipse is %g wide, the interval %g", i, half, width)
		}
		if a.Table.Floats("dim1")[i] != b.Table.Floats("dim1")[i] {
			t.Errorf("row %d: the place depends on the unit", i)
		}
		differ = differ || major != b.Table.Floats("ellipse_major")[i]
	}
	if !differ {
		t.Error("drawing pairs changes no region")
	}
}
