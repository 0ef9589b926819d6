package chart

import (
	"fmt"
	"strings"
)

const pointsPerMM = 72 / 25.4

// Profile is what a journal asks of a figure. Sizes of type are in points,
// widths and heights in millimetres.
type Profile struct {
	Name      string
	Single    float64 // width of one column
	Full      float64 // width of the type area
	MaxHeight float64 // 0: not stated
	Text      float64 // labels and axes
	Chinese   float64 // the same where the figure is in Chinese
	Small     float64 // notes and secondary labels
	Min       float64 // nothing is set smaller
	Grid      bool    // light grid lines allowed
	Enlarge   float64 // lines, dots and gaps are this many times as large as in print; 0 is 1
	Source    string  // where the rule stands; "convention" where it is ours
}

// DefaultProfile is the one used when Options name none.
const DefaultProfile = "two-column"

// Profiles returns the built-in profiles. Third-party tables contradict one
// another, so each entry says where its numbers come from; check them against
// the journal's current guide before submission.
func Profiles() []Profile {
	return []Profile{
		{"two-column", 89, 183, 240, 7, 7.5, 6.5, 6, true, 1, "convention: common two-column journal, type of 7 to 7.5 pt"},
		{"nature", 89, 183, 170, 7, 7, 6, 5, false, 1, "research-figure-guide.nature.com: 89 and 183 mm, height to 170 mm, sans 5 to 7 pt, no grid lines"},
		{"science", 91, 184, 243, 7.5, 7.5, 6.5, 6, false, 1, "Science figure guide of 2025 as reported by third parties: 3.6 and 7.25 in, 6 to 9 pt"},
		{"plos", 132, 190.5, 222, 8, 8, 8, 8, true, 1, "PLOS figure guidelines: 66.8 to 190.5 mm wide, 222 mm high, 8 to 12 pt"},
		{"elsevier", 90, 190, 240, 7, 7.5, 7, 6, true, 1, "Elsevier artwork instructions: 90, 140 and 190 mm, 7 pt"},
		{"zh-half", 80, 80, 220, 7.5, 7.5, 7, 6, false, 1, "Chinese journals, half column 75 to 80 mm, size 6 type (7.5 pt); GB/T 7713.2-2022, CY/T 171-2019"},
		{"zh-full", 160, 160, 220, 7.5, 7.5, 7, 6, false, 1, "Chinese journals, full column 150 to 160 mm, size 6 type (7.5 pt); GB/T 7713.2-2022, CY/T 171-2019"},
		{"page", 84, 174, 240, 7, 7.5, 6.5, 6, true, 1, "convention: single column of 84 mm, double of 174 mm"},
		{"slide", 160, 320, 180, 16, 16, 14, 14, false, 2, "convention: slide of 16:9 (338.7 × 190.5 mm) within its margins; type of 16 pt, lines of twice the print width"},
	}
}

// print is the profile with all lengths divided by Enlarge: the size at which a
// figure is laid out.
func (p Profile) print() Profile {
	for _, v := range []*float64{&p.Single, &p.Full, &p.MaxHeight, &p.Text, &p.Chinese, &p.Small, &p.Min} {
		*v /= p.enlarged()
	}
	return p
}

func (p Profile) enlarged() float64 {
	if p.Enlarge == 0 {
		return 1
	}
	return p.Enlarge
}

func profile(name string) (Profile, error) {
	if name == "" {
		name = DefaultProfile
	}
	var names []string
	for _, p := range Profiles() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("chart: profile %q is not known, have %s", name, strings.Join(names, ", "))
}
