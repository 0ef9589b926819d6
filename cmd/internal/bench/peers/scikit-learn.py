"""Texts to a sparse matrix with scikit-learn. Prints milliseconds, tokens, peak MB."""
import json, sys, time
from sklearn.feature_extraction.text import CountVectorizer
texts = json.load(open(sys.argv[1], encoding="utf-8"))
CountVectorizer().fit_transform(texts[:2])
start = time.perf_counter()
m = CountVectorizer().fit_transform(texts)
ms = (time.perf_counter() - start) * 1000
try:  # not ru_maxrss: that one remembers the process that started this one
    peak_mb = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
except OSError:
    peak_mb = 0
print(json.dumps({"ms": ms, "tokens": int(m.sum()), "peak_mb": peak_mb}))
