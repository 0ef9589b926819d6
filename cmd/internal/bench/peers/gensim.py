"""Texts to bags of words with gensim. Prints milliseconds, tokens, peak MB."""
import json, sys, time
from gensim.corpora import Dictionary
from gensim.utils import tokenize
texts = json.load(open(sys.argv[1], encoding="utf-8"))
start = time.perf_counter()
d = Dictionary()
bags = [d.doc2bow(tokenize(t, lowercase=True), allow_update=True) for t in texts]
ms = (time.perf_counter() - start) * 1000
try:  # not ru_maxrss: that one remembers the process that started this one
    peak_mb = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
except OSError:
    peak_mb = 0
print(json.dumps({"ms": ms, "tokens": sum(n for b in bags for _, n in b), "peak_mb": peak_mb}))
