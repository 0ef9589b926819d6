// Cut Chinese texts with @node-rs/jieba (HMM on). Prints milliseconds, those on a processor, tokens, peak MB.
const fs = require('fs');
const { Jieba } = require('@node-rs/jieba');
const { dict } = require('@node-rs/jieba/dict');
const jieba = Jieba.withDict(dict);
const texts = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
for (const t of texts.slice(0, 3)) jieba.cut(t, true);
const start = process.hrtime.bigint(), ran = process.cpuUsage();
let tokens = 0;
for (const t of texts) tokens += jieba.cut(t, true).length;
const ms = Number(process.hrtime.bigint() - start) / 1e6;
const used = process.cpuUsage(ran), cpu_ms = (used.user + used.system) / 1e3;
let peak_mb = 0;
try { // not maxRSS: that one remembers the process that started this one
  peak_mb = Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
} catch {}
console.log(JSON.stringify({ ms, cpu_ms, tokens, peak_mb }));
