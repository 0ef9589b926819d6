// Where an output comes from, and how to cite it.
import { t, make, lang } from './words.js';
import { getJSON, copy } from './net.js';
import { say } from './status.js';

export function footer(o) {
  const s = o.source;
  const body = make('div', { class: 'about' });
  const d = make('details', { class: 'source' }, make('summary', {}, make('span', { t: 'source' }), make('code', { class: 'short' }, brief(s))), body);
  d.addEventListener('toggle', () => { if (d.open && !body.childElementCount) fill(body, s); });
  return d;
}

const brief = s => s.signature.replace(/\(.*\)/s, '(…)');

function fill(body, s) {
  const list = make('dl');
  const row = (word, value) => { if (value) list.append(make('dt', { t: word }), make('dd', {}, value)); };
  row('method', s.method);
  row('corpus', s.corpus && make('span', {}, make('code', {}, s.corpus), s.documents ? ` ${s.documents} ${t('documents')}` : '', s.tokens ? ` · ${s.tokens} ${t('tokens')}` : ''));
  row('seed', s.seed ? String(s.seed) : '');
  row('version', s.version && 'Concord ' + s.version);
  row('signature', make('code', {}, s.signature));
  const cites = make('div', { class: 'cites' });
  body.append(list, cites, make('p', { class: 'tools' },
    make('button', { type: 'button', t: 'cite', onclick: () => put(citation(s)) }),
    make('button', { type: 'button', t: 'bibtex', onclick: () => put(bibtex(s)) })));
  const name = s.method || s.signature.split('(')[0];
  getJSON('/v1/methods/' + encodeURIComponent(name)).then(m => {
    if (m.cites?.length) cites.append(make('b', { t: 'references' }), make('ul', {}, ...m.cites.map(c => make('li', {}, c))));
  }).catch(() => { /* a method of another version */ });
}

const put = async text => say(await copy(text) ? t('copied') : t('notCopied'));
const versionOf = s => s.version || (s.signature.match(/concord (\S+)$/) || [])[1] || '';

function citation(s) {
  return lang === 'zh'
    ? `Concord（版本 ${versionOf(s)}），${s.signature}`
    : `Concord (version ${versionOf(s)}), ${s.signature}`;
}

function bibtex(s) {
  const safe = s.signature.replace(/[\\{}]/g, '').replace(/([%&#_$])/g, '\\$1');
  return `@software{concord,\n  title = {Concord},\n  version = {${versionOf(s)}},\n  note = {${safe}}\n}\n`;
}
