package conformance

import (
	"math"
	"strings"

	"concord/analysis/measure"
)

func dispersionAdapters() map[string]adapter {
	parts := func(of func(p measure.Parts, f *fixture) any) adapter {
		return func(f *fixture) (result, error) { return result{"value": of(partsOf(f), f)}, nil }
	}
	spacing := func(key string, of func(s measure.Spacing) any) adapter {
		return func(f *fixture) (result, error) { return result{key: of(spacingOf(f))}, nil }
	}
	return map[string]adapter{
		"dispersion/ald":       spacing("value", func(s measure.Spacing) any { return s.ALD() }),
		"dispersion/arf":       spacing("value", func(s measure.Spacing) any { return s.ARF() }),
		"dispersion/awt":       spacing("value", func(s measure.Spacing) any { return s.AWT() }),
		"dispersion/f_ald":     spacing("value", func(s measure.Spacing) any { return s.FALD() }),
		"dispersion/f_awt":     spacing("value", func(s measure.Spacing) any { return s.FAWT() }),
		"dispersion/distances": spacing("distances", func(s measure.Spacing) any { return s.Distances }),

		"dispersion/battery_tlda":    tldaBattery,
		"dispersion/battery_unequal": unequalBattery,
		"dispersion/carroll_d2":      parts(func(p measure.Parts, _ *fixture) any { return p.CarrollD2() }),
		"dispersion/carroll_um":      parts(func(p measure.Parts, _ *fixture) any { return p.CarrollUm() }),
		"dispersion/da":              parts(func(p measure.Parts, f *fixture) any { return directed(f, 1-p.DA()) }),
		"dispersion/distributional_consistency": parts(func(p measure.Parts, _ *fixture) any {
			equal := make([]float64, len(p.Uses))
			for i := range equal {
				equal[i] = 1
			}
			return measure.Parts{Uses: p.Uses, Sizes: equal}.RosengrenS()
		}),
		"dispersion/dkl": parts(func(p measure.Parts, f *fixture) any {
			way := map[string]measure.Evenness{"base_2": measure.Base2, "base_e": measure.BaseE, "o2p": measure.Odds}[f.Params.text("standardization")]
			return way.Of(p.KLD())
		}),
		"dispersion/engwall_fm":    parts(func(p measure.Parts, _ *fixture) any { return p.EngwallFM() }),
		"dispersion/gries_dp":      parts(func(p measure.Parts, _ *fixture) any { return p.DP(measure.DPPlain) }),
		"dispersion/gries_dp_norm": parts(func(p measure.Parts, _ *fixture) any { return p.DP(measure.DPNorm) }),
		"dispersion/gries_dp_variants": parts(func(p measure.Parts, f *fixture) any {
			scale := map[string]measure.DPScale{"gries_2008": measure.DPPlain, "lijffijt_gries_2012": measure.DPNorm, "egbert_etal_2020": measure.DPNormPresent}[f.Params.text("formula")]
			return directed(f, p.DP(scale))
		}),
		"dispersion/juilland_d":    parts(func(p measure.Parts, _ *fixture) any { return p.JuillandD() }),
		"dispersion/juilland_u":    parts(func(p measure.Parts, _ *fixture) any { return p.JuillandU() }),
		"dispersion/kl_divergence": parts(func(p measure.Parts, _ *fixture) any { return p.KLD() }),
		"dispersion/kromer_ur":     parts(func(p measure.Parts, _ *fixture) any { return p.KromerUR() }),
		"dispersion/lyne_d3":       parts(func(p measure.Parts, _ *fixture) any { return p.LyneD3() }),
		"dispersion/range": parts(func(p measure.Parts, f *fixture) any {
			switch f.Params.textOr("type", "absolute") {
			case "relative":
				return float64(p.Range()) / float64(len(p.Uses))
			case "relative_withsize":
				return p.RangeBySize()
			}
			return p.Range()
		}),
		"dispersion/rosengren_kf": parts(func(p measure.Parts, _ *fixture) any { return p.RosengrenKF() }),
		"dispersion/rosengren_s":  parts(func(p measure.Parts, _ *fixture) any { return p.RosengrenS() }),
	}
}

func partsOf(f *fixture) measure.Parts {
	return measure.Parts{Uses: f.Input.nums("freqs"), Sizes: f.Input.nums("sizes")}
}

func spacingOf(f *fixture) measure.Spacing {
	tokens, target, at := f.tokens()[0], f.Input.text("target"), []int{}
	for i, w := range tokens {
		if w == target {
			at = append(at, i)
		}
	}
	return measure.NewSpacing(at, len(tokens))
}

// directed turns a value that grows with concentration as params.direction asks.
func directed(f *fixture, concentration float64) float64 {
	if strings.EqualFold(f.Params.textOr("direction", "gries"), "conventional") {
		return 1 - concentration
	}
	return concentration
}

func tldaBattery(f *fixture) (result, error) {
	p := partsOf(f)
	return result{
		"D": p.JuillandD(), "D2": p.CarrollD2(), "DA": p.DA(), "S": p.RosengrenS(), "DKL": measure.Odds.Of(p.KLD()),
		"DP": 1 - p.DP(measure.DPPlain), "Rrel": float64(p.Range()) / float64(len(p.Uses)),
	}, nil
}

func unequalBattery(f *fixture) (result, error) {
	p := partsOf(f)
	vc := p.VariationCoefficient(false)
	return result{
		"gries_dp": p.DP(measure.DPPlain), "gries_dp_norm": p.DP(measure.DPNorm), "juilland_d": p.JuillandD(), "kl_divergence": p.KLD(),
		"range": p.Range(), "rosengren_s": p.RosengrenS(), "vc_population": vc, "sd_population": vc * mean(p.Uses),
		"dkl": math.Exp2(-p.KLD()), "carroll_d2": p.CarrollD2(), "da": p.DA(),
	}, nil
}
