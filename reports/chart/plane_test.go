package chart

import (
	"math"
	"strings"
	"testing"

	"concord/corpus/bilingual"
)

// drawnPlane lays a figure of places out and returns its page and the middles of
// its markers, in the order of the rows.
func drawnPlane(t *testing.T, rows []placeRow, o Options) (*page, [][2]float64) {
	t.Helper()
	o, prof, err := checked(o)
	if err != nil {
		t.Fatal(err)
	}
	p, err := layout(planeFigure(), tableOf(t, rows), o, prof)
	if err != nil {
		t.Fatal(err)
	}
	// A marker is a face with an edge of the same path; those of the key come
	// first, those of the points last.
	var middles [][2]float64
	for i, o := range p.ops {
		if i == 0 || o.kind != opStroke || p.ops[i-1].kind != opFill || len(o.path) != len(p.ops[i-1].path) || o.path[0] != p.ops[i-1].path[0] || math.Abs(o.width-thin*prof.enlarged()) > 1e-9 {
			continue
		}
		lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
		for _, s := range o.path {
			if s.op == 'Z' {
				continue
			}
			for k, v := range [2]float64{float64(s.end().X), float64(s.end().Y)} {
				lo[k], hi[k] = math.Min(lo[k], v), math.Max(hi[k], v)
			}
		}
		middles = append(middles, [2]float64{(lo[0] + hi[0]) / 2, (lo[1] + hi[1]) / 2})
	}
	if len(middles) < len(rows) {
		t.Fatalf("%d markers for %d rows", len(middles), len(rows))
	}
	return p, middles[len(middles)-len(rows):]
}

// TestOneScale: a step to the right is as long as the same step upward, in every
// profile.
func TestOneScale(t *testing.T) {
	rows := []placeRow{{"甲", "", 0, 0, nan, nan, nan}, {"乙", "", 3, 0, nan, nan, nan}, {"丙", "", 0, 3, nan, nan, nan}, {"丁", "", -1, 1.5, nan, nan, nan}}
	for _, o := range choices() {
		_, at := drawnPlane(t, rows, o)
		right, up := at[1][0]-at[0][0], at[2][1]-at[0][1]
		if !(right > 30) || math.Abs(right-up) > 1e-6*right || math.Abs(at[1][1]-at[0][1]) > 1e-6 {
			t.Errorf("%s: 3 units are %g points to the right and %g upward", o.Profile, right, up)
		}
		if left := at[0][0] - at[3][0]; math.Abs(3*left-right) > 1e-6*right {
			t.Errorf("%s: 1 unit to the left is %g points, 3 to the right are %g", o.Profile, left, right)
		}
	}
}

// TestEllipse: the extremes of the drawn path are those of the ellipse.
func TestEllipse(t *testing.T) {
	m := ground{box: box{0, 100, -100, 0}, scale: 10}
	for _, c := range []struct{ major, minor, angle float64 }{{3, 1, 0}, {3, 1, 90}, {3, 1, 30}, {2, 2, 17}, {4, 0, 45}, {3, 1, -120}} {
		s := spot{row: row{major: c.major, minor: c.minor, angle: c.angle}, x: 50, y: -50}
		rx, ry := s.reach()
		// Parallel to an axis the half-lengths are the half-axes; else √(a²cos²+b²sin²).
		rad := c.angle * math.Pi / 180
		if want := math.Sqrt(math.Pow(c.major*math.Cos(rad), 2) + math.Pow(c.minor*math.Sin(rad), 2)); math.Abs(rx-want) > 1e-12 {
			t.Errorf("%v reaches %g along X, want %g", c, rx, want)
		}
		face, edge := s.ellipse(m)
		if edge != nil || len(face) != 6 {
			t.Fatalf("%v: %d steps, cut %v; want four curves", c, len(face), edge != nil)
		}
		for _, p := range s.ring(m.scale, 360) {
			if math.Abs(p[0]-50) > 10*rx+1e-9 || math.Abs(p[1]+50) > 10*ry+1e-9 {
				t.Fatalf("%v: the ring leaves its reach at %v", c, p)
			}
		}
		// Ends of the longer axis: the curves start there.
		if x, y := float64(face[0].Pos.X), float64(face[0].Pos.Y); math.Abs(x-50-10*c.major*math.Cos(rad)) > 1e-9 || math.Abs(y+50-10*c.major*math.Sin(rad)) > 1e-9 {
			t.Errorf("%v: the longer axis ends at %g, %g", c, x, y)
		}
	}
	s := spot{row: row{major: 30, minor: 1, angle: 0}, x: 50, y: -50}
	face, edge := s.ellipse(m)
	if edge == nil {
		t.Fatal("an ellipse longer than the frame is not cut")
	}
	for _, c := range append(face, edge...) {
		if x, y := float64(c.Pos.X), float64(c.Pos.Y); x < -1e-9 || x > 100+1e-9 || y < -100-1e-9 || y > 1e-9 {
			t.Fatalf("a cut ellipse has the point %g, %g outside the frame", x, y)
		}
	}
}

// TestEveryPointIsNamed: each row has its label on the page, stands in the list
// by number, or is told in a note.
func TestEveryPointIsNamed(t *testing.T) {
	for _, n := range []int{5, 60, 400} {
		rows := places(n, 3, 0.2)
		for i := range rows {
			rows[i].Doc = "D" + decimal(float64(1000+i), 0)
		}
		for _, column := range []Column{Full, Single} {
			p, at := drawnPlane(t, rows, Options{Lang: bilingual.EN, Column: column})
			all := strings.Join(p.notes, "\n")
			for _, b := range p.boxes() {
				all += "\n" + b.Text
				if !strings.HasPrefix(b.Text, "D1") {
					continue
				}
				for i, m := range at { // no label covers the middle of a point
					if m[0] > b.MinX && m[0] < b.MaxX && -m[1] > b.MinY && -m[1] < b.MaxY {
						t.Errorf("%d rows, %s: %q covers the point of %s", n, column, b.Text, rows[i].Doc)
					}
				}
			}
			missing := 0
			for _, r := range rows {
				if !strings.Contains(all, r.Doc) {
					missing++
				}
			}
			// A note lists 40 names and counts the others.
			if count := "and " + decimal(float64(missing), 0) + " more"; missing > 0 && !strings.Contains(all, count) {
				t.Errorf("%d rows, %s: %d are not named and no note says %q: %q", n, column, missing, count, p.notes)
			}
			if n == 5 && len(p.notes) > 0 {
				t.Errorf("5 rows, %s: notes %q", column, p.notes)
			}
		}
	}
}

// TestSlide: the profile is of 16:9 and its lines are twice as thick.
func TestSlide(t *testing.T) {
	rows := places(12, 2, 0.25)
	d, err := Draw(planeFigure(), tableOf(t, rows), Options{Profile: "slide"})
	if err != nil {
		t.Fatal(err)
	}
	if d.WidthMM != 320 || d.HeightMM > 180 || len(d.Notes) > 0 {
		t.Errorf("%g × %g mm, notes %q; want 320 mm and at most 180", d.WidthMM, d.HeightMM, d.Notes)
	}
	p, _ := drawnPlane(t, rows, Options{Profile: "slide"})
	thickest := 0.0
	for _, o := range p.ops {
		thickest = math.Max(thickest, o.width)
	}
	if thickest != 2*thin {
		t.Errorf("the thickest line is %g pt, want %g", thickest, 2*thin)
	}
}
