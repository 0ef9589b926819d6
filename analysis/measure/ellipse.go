package measure

import "math"

// Ellipse is a region of the plane: half-axes, and the angle of the longer one to the
// first dimension in degrees, above −90 to 90.
type Ellipse struct{ Major, Minor, Angle float64 }

// EllipseOf is the region that holds a share level of a normal distribution with the
// covariance of the points (over n−1): half-axes √(−2·ln(1−level)·λ) with its
// eigenvalues λ (χ² of two degrees of freedom). NaN for fewer than three points; the
// angle is 0 for a circle.
func EllipseOf(points [][2]float64, level float64) Ellipse {
	n := float64(len(points))
	if n < 3 {
		return Ellipse{math.NaN(), math.NaN(), math.NaN()}
	}
	var m [2]float64
	for _, p := range points {
		m[0] += p[0] / n
		m[1] += p[1] / n
	}
	xx, xy, yy := 0.0, 0.0, 0.0
	for _, p := range points {
		x, y := p[0]-m[0], p[1]-m[1]
		xx, xy, yy = xx+x*x/(n-1), xy+x*y/(n-1), yy+y*y/(n-1)
	}
	half, gap := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	scale := -2 * math.Log1p(-level)
	e := Ellipse{Major: math.Sqrt(scale * (half + gap)), Minor: math.Sqrt(scale * max(0, half-gap))}
	if gap > 0 {
		e.Angle = math.Atan2(2*xy, xx-yy) / 2 * 180 / math.Pi
	}
	return e
}
