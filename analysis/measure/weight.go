package measure

import "math"

// LocalWeight turns the counts of one document into term weights.
type LocalWeight int

// The local weights; logarithms have the base given to Apply, and absent terms
// stay 0 throughout.
const (
	Count     LocalWeight = iota // tf
	Boolean                      // 1
	Share                        // tf/Σtf
	MaxShare                     // tf/max tf
	LogCount                     // 1+log tf
	LogMean                      // (1+log tf)/(1+log mean tf), mean over present terms
	Augmented                    // ½+½·tf/max tf (Salton & Buckley 1988)
	LogPlus                      // log(1+tf)
)

// Apply gives the weights of a row of counts.
func (w LocalWeight) Apply(row []float64, base float64) []float64 {
	out := make([]float64, len(row))
	total, top, present := sum(row), 0.0, 0.0
	for _, v := range row {
		top = max(top, v)
		if v > 0 {
			present++
		}
	}
	log := func(x float64) float64 { return logBase(x, base) }
	for i, v := range row {
		if v <= 0 {
			continue
		}
		switch w {
		case Boolean:
			out[i] = 1
		case Share:
			out[i] = v / total
		case MaxShare:
			out[i] = v / top
		case LogCount:
			out[i] = 1 + log(v)
		case LogMean:
			out[i] = (1 + log(v)) / (1 + log(total/present))
		case Augmented:
			out[i] = 0.5 + 0.5*v/top
		case LogPlus:
			out[i] = log(1 + v)
		default:
			out[i] = v
		}
	}
	return out
}

// GlobalWeight turns a document frequency into the weight of a term.
type GlobalWeight int

// The global weights, with N documents, df of them with the term.
const (
	NoGlobal       GlobalWeight = iota // 1
	IDF                                // log(N/df) (Spärck Jones 1972)
	IDFProbability                     // max(0, log((N−df)/df)) (Croft & Harper 1979)
	IDFMax                             // log(max df/df)
	IDFPlus                            // log(N/df)+1
	IDFSmooth                          // log((1+N)/(1+df))+1, as scikit-learn
	IDFOver                            // log((N+1)/df), as gensim's letter t
)

// Of is the weight of a term in df > 0 of n documents; largest is the largest
// document frequency of any term.
func (w GlobalWeight) Of(df, n, largest, base float64) float64 {
	switch w {
	case IDF:
		return logBase(n/df, base)
	case IDFProbability:
		if df >= n {
			return 0
		}
		return max(0, logBase((n-df)/df, base))
	case IDFMax:
		return logBase(largest/df, base)
	case IDFPlus:
		return logBase(n/df, base) + 1
	case IDFSmooth:
		return logBase((1+n)/(1+df), base) + 1
	case IDFOver:
		return logBase((n+1)/df, base)
	}
	return 1
}

// LogEntropyGlobal is 1 + Σp·ln p/ln(N+1), p the share of the term's uses in
// each document (Dumais 1991, with gensim's N+1); 1 for a term of one document.
func LogEntropyGlobal(uses []float64) float64 {
	return 1 - entropyOf(uses)/math.Log(float64(len(uses))+1)
}

// DocumentFrequency counts the rows with each column above 0.
func DocumentFrequency(rows [][]float64) []float64 {
	if len(rows) == 0 {
		return nil
	}
	df := make([]float64, len(rows[0]))
	for _, r := range rows {
		for j, v := range r {
			if v > 0 {
				df[j]++
			}
		}
	}
	return df
}

// Scale divides v by its Minkowski norm of order p (1: sum of magnitudes, 2:
// Euclidean length); a zero vector stays zero.
func Scale(v []float64, p float64) []float64 {
	norm := Minkowski(v, make([]float64, len(v)), p)
	out := make([]float64, len(v))
	for i, x := range v {
		if norm > 0 {
			out[i] = x / norm
		}
	}
	return out
}

// logBase is the logarithm to a base; 2, 10 and e are exact at their powers.
func logBase(x, base float64) float64 {
	switch base {
	case 2:
		return math.Log2(x)
	case 10:
		return math.Log10(x)
	case math.E:
		return math.Log(x)
	}
	return math.Log(x) / math.Log(base)
}

// BM25 ranks documents for query terms (Robertson & Zaragoza 2009).
type BM25 struct {
	K1, B float64 // usually 1.5 and .75
	// Epsilon replaces a negative idf by Epsilon × the mean idf, for BM25Okapi.
	Epsilon float64
	Variant BM25Variant
}

// BM25Variant is a family member.
type BM25Variant int

// Okapi: ln((N−df+½)/(df+½)). Lucene: ln(1+(N−df+½)/(df+½)) without the factor
// K1+1. ATIRE: ln(N/df).
const (
	BM25Okapi BM25Variant = iota
	BM25Lucene
	BM25ATIRE
)

// Weights gives the weight of every term in every document (rows of counts).
func (m BM25) Weights(rows [][]float64) [][]float64 {
	n, lengths := float64(len(rows)), make([]float64, len(rows))
	for i, r := range rows {
		lengths[i] = sum(r)
	}
	average, df := mean(lengths), DocumentFrequency(rows)
	idf := make([]float64, len(df))
	for j, d := range df {
		switch m.Variant {
		case BM25Lucene:
			idf[j] = math.Log1p((n - d + 0.5) / (d + 0.5))
		case BM25ATIRE:
			idf[j] = math.Log(n / d)
		default:
			idf[j] = math.Log((n - d + 0.5) / (d + 0.5))
		}
	}
	if m.Variant == BM25Okapi {
		floor := m.Epsilon * mean(idf)
		for j, v := range idf {
			if v < 0 {
				idf[j] = floor
			}
		}
	}
	out := make([][]float64, len(rows))
	for i, r := range rows {
		out[i] = make([]float64, len(r))
		for j, tf := range r {
			if tf == 0 {
				continue
			}
			out[i][j] = idf[j] * tf / (tf + m.K1*(1-m.B+m.B*lengths[i]/average))
			if m.Variant != BM25Lucene {
				out[i][j] *= m.K1 + 1
			}
		}
	}
	return out
}
