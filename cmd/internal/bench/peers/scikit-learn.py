"""Texts to a sparse matrix with scikit-learn: its own words, or what stands between blanks. Prints milliseconds, those on a processor, tokens, peak MB."""
import json, sys, time
from sklearn.feature_extraction.text import CountVectorizer
texts = json.load(open(sys.argv[1], encoding="utf-8"))
make = CountVectorizer if sys.argv[2] != "blanks" else lambda: CountVectorizer(analyzer=str.split)
make().fit_transform(texts[:2])
start, ran = time.perf_counter(), time.process_time()
m = make().fit_transform(texts)
ms, cpu_ms = (time.perf_counter() - start) * 1000, (time.process_time() - ran) * 1000
try:  # not ru_maxrss: that one remembers the process that started this one
    peak_mb = next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
except OSError:
    peak_mb = 0
print(json.dumps({"ms": ms, "cpu_ms": cpu_ms, "tokens": int(m.sum()), "peak_mb": peak_mb}))
