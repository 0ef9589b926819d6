"""Texts to bags of words with gensim: its own words, or what stands between blanks. Prints milliseconds, those on a processor, tokens, peak MB."""
import json, sys, time
from gensim.corpora import Dictionary
from gensim.utils import tokenize
texts = json.load(open(sys.argv[1], encoding="utf-8"))
cut = str.split if sys.argv[2] == "blanks" else lambda t: tokenize(t, lowercase=True)
start, ran = time.perf_counter(), time.process_time()
d = Dictionary()
bags = [d.doc2bow(cut(t), allow_update=True) for t in texts]
ms, cpu_ms = (time.perf_counter() - start) * 1000, (time.process_time() - ran) * 1000
try:  # not ru_maxrss: that one remembers the process that started this one
    peak_mb = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
except OSError:
    peak_mb = 0
print(json.dumps({"ms": ms, "cpu_ms": cpu_ms, "tokens": sum(n for b in bags for _, n in b), "peak_mb": peak_mb}))
