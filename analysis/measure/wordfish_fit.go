package measure

import (
	"math"
	"sync"
)

// start sets starting values: positions from the first dimension of the χ²
// residuals, or (Profile) all from log counts.
func (f *fishing) start() error {
	n := float64(len(f.rows))
	for j, c := range f.columns {
		f.w.Psi[j] = math.Log(sum(c) / n)
	}
	base := 0.0
	for _, r := range f.rows {
		base += sum(r) / n
	}
	if f.w.opt.Profile {
		base = sum(f.rows[0])
	}
	for i, r := range f.rows {
		f.w.Alpha[i] = math.Log(sum(r) / base)
	}
	if !f.w.opt.Profile {
		c, err := Correspond(f.rows, 1)
		if err != nil {
			return err
		}
		for i := range f.w.Theta {
			f.w.Theta[i] = c.Rows[i][0]
		}
		f.standardise()
		return nil
	}
	return f.startFromLogs()
}

// startFromLogs decomposes log counts, levels taken off, as Slapin & Proksch
// 2008.
func (f *fishing) startFromLogs() error {
	rest := make([][]float64, len(f.rows))
	for i, r := range f.rows {
		rest[i] = make([]float64, len(r))
		for j, v := range r {
			rest[i][j] = math.Log(v+0.1) - f.w.Alpha[i] - f.w.Psi[j]
		}
	}
	d, err := Decompose(rest, 1)
	if err != nil {
		return err
	}
	for i := range f.w.Theta {
		f.w.Theta[i] = d.U[i][0] - d.U[0][0]
	}
	_, sd := meanAndSD(f.w.Theta)
	for i := range f.w.Theta {
		f.w.Theta[i] /= sd
	}
	for j := range f.w.Beta {
		f.w.Beta[j] = d.V[j][0] * d.S[0] * sd
	}
	return nil
}

// gains reports whether the last sweep raised the log posterior enough to go on.
func (f *fishing) gains(last float64) bool {
	gain := f.w.LogPosterior - last
	if f.w.opt.Profile {
		return gain/f.w.LogPosterior > f.w.opt.Tolerance
	}
	return gain > f.w.opt.Tolerance
}

func (f *fishing) sweep(first bool) {
	if f.w.opt.Profile {
		f.documents(first)
		f.standardise()
		f.direct()
		f.words(first)
		return
	}
	f.words(first)
	f.documents(first)
	f.centre()
	f.standardise()
}

const (
	newtonStop    = 1e-8
	placingSteps  = 10 // of a document whose words are settled
	resampleSteps = 1
)

// step is a Newton step of two parameters of a concave function, held to 2 so
// that no exponential overflows. A singular Hessian gives no step.
func step(g0, g1, h00, h01, h11 float64) (d0, d1 float64) {
	det := h00*h11 - h01*h01
	if !(det > 0) || math.IsInf(det, 0) {
		return 0, 0
	}
	d0, d1 = (h11*g0-h01*g1)/det, (h00*g1-h01*g0)/det
	if top := max(math.Abs(d0), math.Abs(d1)); top > 2 {
		d0, d1 = d0*2/top, d1*2/top
	}
	return d0, d1
}

// words maximises over ψ and β of every word.
func (f *fishing) words(first bool) {
	f.each(len(f.w.Psi), func(j int) {
		if f.w.use[j] {
			f.word(j, first)
		}
	})
}

// each calls do for 0…n−1, on as many processors as the fit may use. What is done
// for one number does not touch another, so the result does not depend on them.
func (f *fishing) each(n int, do func(i int)) {
	workers := max(1, min(f.workers, n))
	if workers == 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := n * w / workers; i < n*(w+1)/workers; i++ {
				do(i)
			}
		})
	}
	wait.Wait()
}

func (f *fishing) word(j int, first bool) {
	t0, t1 := 0.0, 0.0
	for i, y := range f.columns[j] {
		t0 += f.weight[i] * y
		t1 += f.weight[i] * y * f.w.Theta[i]
	}
	psi, beta := f.w.Psi[j], f.w.Beta[j]
	for s := range f.w.steps {
		s0, s1, s2 := 0.0, 0.0, 0.0
		for i, wt := range f.weight {
			if wt == 0 {
				continue
			}
			th := f.w.Theta[i]
			e := wt * math.Exp(f.w.Alpha[i]+psi+beta*th)
			s0 += e
			s1 += e * th
			s2 += e * th * th
		}
		d0, d1 := step(t0-s0, t1-s1-beta*f.betaPrec, s0, s1, s2+f.betaPrec)
		if first && s == 0 {
			d0, d1 = d0/2, d1/2
		}
		psi, beta = psi+d0, beta+d1
		if max(math.Abs(d0), math.Abs(d1)) <= newtonStop {
			break
		}
	}
	f.w.Psi[j], f.w.Beta[j] = psi, beta
}

// documents maximises over α and θ of every document that has a weight.
func (f *fishing) documents(first bool) {
	f.each(len(f.rows), func(i int) {
		if f.weight[i] > 0 {
			fixed := f.w.opt.Profile && i == 0
			f.w.Alpha[i], f.w.Theta[i] = f.w.place(f.rows[i], f.w.Alpha[i], f.w.Theta[i], f.thetaPrec, first, fixed)
		}
	})
}

// place maximises over α and θ of one document given the words, α held if fixed.
func (w *Wordfish) place(counts []float64, alpha, theta, prec float64, first, fixed bool) (a, t float64) {
	t0, t1 := 0.0, 0.0
	for j, y := range counts {
		if y > 0 && w.use[j] {
			t0 += y
			t1 += y * w.Beta[j]
		}
	}
	for s := range w.steps {
		s0, s1, s2 := w.moments(alpha, theta)
		var d0, d1 float64
		if fixed {
			d1 = max(-2, min(2, (t1-s1-theta*prec)/(s2+prec)))
		} else {
			d0, d1 = step(t0-s0, t1-s1-theta*prec, s0, s1, s2+prec)
		}
		if first && s == 0 {
			d0, d1 = d0/2, d1/2
		}
		alpha, theta = alpha+d0, theta+d1
		if max(math.Abs(d0), math.Abs(d1)) <= newtonStop {
			break
		}
	}
	return alpha, theta
}

// moments are Σλ, Σβλ and Σβ²λ over the words of a document.
func (w *Wordfish) moments(alpha, theta float64) (s0, s1, s2 float64) {
	for j, b := range w.Beta {
		if w.use[j] {
			e := math.Exp(alpha + w.Psi[j] + b*theta)
			s0 += e
			s1 += e * b
			s2 += e * b * b
		}
	}
	return s0, s1, s2
}

func (f *fishing) centre() {
	m, n := 0.0, 0.0
	for i, wt := range f.weight {
		m += wt * f.w.Alpha[i]
		n += wt
	}
	for i := range f.w.Alpha {
		f.w.Alpha[i] -= m / n
	}
}

// standardise gives the positions mean 0 and standard deviation 1.
func (f *fishing) standardise() {
	m, n, ss := 0.0, 0.0, 0.0
	for i, wt := range f.weight {
		m += wt * f.w.Theta[i]
		n += wt
	}
	m /= n
	for i, wt := range f.weight {
		ss += wt * (f.w.Theta[i] - m) * (f.w.Theta[i] - m)
	}
	sd := math.Sqrt(ss / (n - 1))
	if !(sd > 0) {
		return
	}
	for i := range f.w.Theta {
		f.w.Theta[i] = (f.w.Theta[i] - m) / sd
	}
}

// direct turns the scale so that the document Low stands below High. Profile
// turns positions only, as the slopes are estimated next.
func (f *fishing) direct() {
	if f.w.Theta[f.w.opt.Low] <= f.w.Theta[f.w.opt.High] {
		return
	}
	for i := range f.w.Theta {
		f.w.Theta[i] = -f.w.Theta[i]
	}
	for j := range f.w.Beta {
		f.w.Beta[j] = -f.w.Beta[j]
	}
}

func (f *fishing) posterior() float64 {
	part := make([]float64, len(f.rows))
	f.each(len(f.rows), func(i int) {
		for j, y := range f.rows[i] {
			eta := f.w.Alpha[i] + f.w.Psi[j] + f.w.Beta[j]*f.w.Theta[i]
			part[i] += y*eta - math.Exp(eta)
		}
		part[i] -= f.thetaPrec * f.w.Theta[i] * f.w.Theta[i] / 2
	})
	lp := sum(part)
	for _, b := range f.w.Beta {
		lp -= f.betaPrec * b * b / 2
	}
	return lp
}

// finish computes standard errors, by Profile also the final positions.
func (f *fishing) finish() {
	f.w.SE = make([]float64, len(f.rows))
	for i, r := range f.rows {
		if f.w.opt.Profile {
			_, f.w.Theta[i] = f.w.place(r, f.w.Alpha[i], f.w.Theta[i], 0, false, false)
			s0, s1, s2 := f.w.moments(0, f.w.Theta[i])
			f.w.SE[i] = 1 / math.Sqrt(sum(r)*(s2/s0-s1*s1/(s0*s0)))
			continue
		}
		s0, s1, s2 := f.w.moments(f.w.Alpha[i], f.w.Theta[i])
		f.w.SE[i] = math.Sqrt(s0 / (s0*(s2+f.thetaPrec) - s1*s1))
	}
}
