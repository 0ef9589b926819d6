package diversity

import (
	"regexp"
	"strings"
)

// vowels is a run of vowel letters; after q the u is no vowel.
var vowels = regexp.MustCompile(`[aeiouy]+`)

// hiatus is where one run of vowels is spoken as two: india, period, mutual,
// being, coordinate, reaffirm, society, area, creation, terrorism, science, nuclear, communiqué.
var hiatus = regexp.MustCompile(`[^ctsg]ia|tiat|ciat|[^tscglnx]io|[^gq]ual|[eo]ing|^coo[pr]|^rea[fs]f?[fs]|^reit|^reu|ciet|riet|crea|[aeiouy][^aeiouy]+ea$|ism$|isms$|^scien|[aeiou]clear|^communiqe`)

// silent is an e that is not spoken: state, states, expressed, statement,
// closely, peaceful.
var silent = regexp.MustCompile(`[^aeiouyl]e$|[aeiouy]le$|[^aeiouylscgzx]es$|[aeiouy]les$|[^aeiouytd]ed$|[aeiouy][^aeiouyl]ements?$|[aeiouy][^aeiouy]ely$|[aeiouy][^aeiouy]eful$`)

// syllablesOf estimates the syllables of an English word by rule, at least 1; 0
// for what has no Latin letter.
func syllablesOf(word string) int {
	word = strings.ToLower(word)
	total := 0
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r < 'a' || r > 'z' }) {
		spoken := strings.ReplaceAll(part, "qu", "q")
		n := len(vowels.FindAllString(spoken, -1)) + len(hiatus.FindAllString(spoken, -1)) - len(silent.FindAllString(spoken, -1))
		if n > 0 || total == 0 {
			total += max(n, 1)
		}
	}
	return total
}
