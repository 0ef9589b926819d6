// Outputs of cells. What an output holds is not trusted: text goes in as text,
// pictures into img, foreign HTML into a frame without scripts. The one HTML that
// is put into the page is what the server has found to be a plain table.
import { t, make, lang, onLanguage } from './words.js';
import { base, getText } from './net.js';
import { dress } from './table.js';
import { figureMenu } from './figure.js';
import { footer } from './source.js';

const address = (cell, rev, n, form) => `${base}/outputs/${encodeURIComponent(cell)}/${rev}/${n}/${form}`;

// show makes the element of an output.
export function show(cell, rev, n, o) {
  const box = make('div', { class: `output ${o.kind}` });
  box.output = o;
  const at = form => address(cell, rev, n, form);
  switch (o.kind) {
    case 'text': box.append(stream(o, at)); break;
    case 'plain': box.append(plain(o, at)); break;
    case 'error': box.append(error(o)); break;
    case 'figure': case 'picture': box.append(...picture(o, at, cell, rev, n)); break;
    case 'table': box.append(table(o, at, cell)); break;
    case 'html': box.append(...foreign(o, at)); break;
  }
  if (o.source) box.append(footer(o));
  return box;
}

// later calls f when the element comes near to what is seen.
function later(e, f) {
  const watcher = new IntersectionObserver(seen => {
    if (seen.some(s => s.isIntersecting)) { watcher.disconnect(); f(); }
  }, { rootMargin: '400px' });
  watcher.observe(e);
}

const kilobytes = n => n > 1 << 20 ? `${(n / (1 << 20)).toFixed(1)} MB` : `${Math.ceil(n / 1024)} KB`;

function fetched(e, o, url, put) {
  e.append(make('span', { class: 'quiet' }, `${t('loading')} ${kilobytes(o.size)}`));
  later(e, async () => {
    try { const text = await getText(url); e.replaceChildren(); put(text); }
    catch (f) { e.replaceChildren(make('span', { class: 'quiet' }, f.message)); }
  });
}

// A stream stands in chunks of whole lines: the browser lays out those in sight.
const chunkLines = 400;

function stream(o, at) {
  const pre = make('pre', { class: 'stream', tabindex: '0' });
  if (o.size && !o.text) fetched(pre, o, at('text'), text => print(pre, text));
  else print(pre, o.text || '');
  return pre;
}

export function print(pre, text) {
  let from = 0;
  while (from < text.length) {
    let chunk = pre.lastElementChild;
    if (!chunk || chunk.lines >= chunkLines) {
      chunk = make('div', { class: 'chunk' });
      chunk.lines = 0;
      pre.append(chunk);
    }
    let to = from;
    while (chunk.lines < chunkLines && to < text.length) {
      const end = text.indexOf('\n', to);
      if (end < 0) { to = text.length; break; }
      to = end + 1;
      chunk.lines++;
    }
    chunk.append(text.slice(from, to));
    from = to;
  }
}

function plain(o, at) {
  const pre = make('pre', { class: 'plain', tabindex: '0' });
  if (o.size && !o.text) fetched(pre, o, at('text'), text => { pre.textContent = text; });
  else pre.textContent = o.text || '';
  return pre;
}

function error(o) {
  return make('div', { class: 'trouble', role: 'group' }, make('strong', {}, o.title), make('pre', { tabindex: '0' }, o.text || ''));
}

function picture(o, at, cell, rev, n) {
  const img = make('img', { src: at(o.forms[0]), alt: o.alt || '', loading: 'lazy', decoding: 'async' });
  const words = make('figcaption');
  if (o.title) words.append(make('b', {}, o.title));
  if (o.note) words.append(make('span', {}, o.note));
  const f = make('figure', {}, img, words);
  return o.kind === 'figure' ? [f, figureMenu(o, cell, rev, n, at)] : [f];
}

function table(o, at, cell) {
  const box = make('div', { class: 'sheet' });
  const put = html => { box.innerHTML = html; dress(box, o, at, cell); }; // found plain by the server, and the page runs no inline script
  if (o.size && !o.text) fetched(box, o, at('table'), put);
  else put(o.text || '');
  return box;
}

function foreign(o, at) {
  return [
    make('p', { class: 'quiet', t: 'foreign' }),
    make('iframe', { sandbox: '', src: at('html'), title: o.alt || 'HTML', loading: 'lazy', referrerpolicy: 'no-referrer' }),
  ];
}

export { lang, onLanguage };
