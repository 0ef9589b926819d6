package diversity

import (
	"strings"
	"testing"
)

// Counted by hand, by the syllable breaks of a dictionary (Merriam-Webster).
const counted = `the 1 both 1 sides 1 side 1 two 1 peace 1 peaceful 2 state 1 states 1 statement 2 statements 2
agree 2 agreed 2 agreement 3 agreements 3 united 3 noted 2 expressed 2 welcomed 2 reaffirm 3 reaffirmed 3 reiterated 5
cooperation 5 coordinate 4 relations 3 region 2 regional 3 bilateral 4 mutual 3 equal 2 language 2 quality 3 annual 3
country 2 countries 2 issue 2 issues 2 challenges 3 services 3 measures 2 principle 3 principles 3 rules 1 people 2
union 2 period 3 india 3 cambodia 4 korea 3 area 3 sea 1 society 4 being 2 doing 2 create 2 creation 3 science 2
initiative 5 initial 3 special 2 social 2 trade 1 security 4 stability 4 development 4 government 3 improvement 3
engagement 3 implement 3 settlement 3 requirement 3 closely 2 effectively 4 terrorism 4 sovereignty 4 economy 4
economic 4 international 5 nuclear 3 clear 1 applied 2 continue 3 value 2 communique 4 unique 2`

func TestSyllablesByHand(t *testing.T) {
	fields := strings.Fields(counted)
	for i := 0; i+1 < len(fields); i += 2 {
		word, want := fields[i], fields[i+1]
		if got := syllablesOf(word); string(rune('0'+got)) != want {
			t.Errorf("%s has %d syllables, want %s", word, got, want)
		}
	}
}
