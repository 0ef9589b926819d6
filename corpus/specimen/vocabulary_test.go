package specimen

import (
	"strings"
	"testing"
)

// Each keyword occurs in its own topic and in no other; so a method that finds
// topics by keywords can be checked against the truth.
func TestKeywordsBelongToOneTopic(t *testing.T) {
	for _, of := range topics() {
		for _, k := range of.keywords {
			for _, in := range topics() {
				zh, en := sentencesOf(in)
				own := in.name == of.name
				if strings.Contains(zh, k.zh) != own {
					t.Errorf("keyword %s of %s: in sentences of %s: %v", k.zh, of.name, in.name, !own)
				}
				if strings.Contains(en, k.en) != own {
					t.Errorf("keyword %q of %s: in sentences of %s: %v", k.en, of.name, in.name, !own)
				}
			}
		}
	}
}

// sentencesOf joins all wordings of a topic, in lower case.
func sentencesOf(t topic) (zh, en string) {
	var a, b strings.Builder
	add := func(p phrase) {
		a.WriteString(p.zh + "\n")
		b.WriteString(strings.ToLower(p.en) + "\n")
	}
	for _, p := range t.patterns {
		add(p)
	}
	for _, list := range t.lists {
		for _, p := range list {
			add(p)
		}
	}
	return a.String(), b.String()
}
