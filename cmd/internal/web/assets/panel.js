// The panel beside the notebook: from a number to its lines, from a line to its
// paragraph, in both languages where there are two.
import { t, make, lang } from './words.js';
import { base, getJSON } from './net.js';

const panel = document.getElementById('panel');
let back = null; // where the keyboard came from

export function closePanel() {
  if (panel.hidden) return false;
  panel.hidden = true;
  document.body.classList.remove('with-panel');
  back?.focus?.({ preventScroll: true });
  return true;
}

function open(title, ...content) {
  panel.hidden = false;
  document.body.classList.add('with-panel');
  const h = make('h2', { tabindex: '-1' }, title);
  panel.replaceChildren(make('header', {}, h, make('button', { class: 'icon', type: 'button', tTitle: 'close', onclick: closePanel }, '✕')), ...content);
  h.focus({ preventScroll: true });
}

// trace shows what a number rests on.
export function trace({ word, title, value, places, corpus, from }) {
  back = from;
  const body = make('div', { class: 'lines' });
  open(word || t('evidence'), make('p', { class: 'quiet' }, title && value !== word ? `${title} ${value}` : ''), body);
  if (places.length) body.append(list(places));
  if (!word) return;
  const note = make('p', { class: 'quiet' }, t('loading'));
  body.append(note);
  const q = new URLSearchParams({ feature: word });
  if (corpus) q.set('corpus', corpus);
  getJSON(`${base}/lines?${q}`).then(found => {
    const all = found.results.flatMap(r => r.rows.map(row => ({ address: row.address, left: row.left, quote: row.node, right: row.right, date: row.date })));
    note.textContent = all.length ? t('lines', all.length, word) : places.length ? '' : t('noLines');
    if (all.length) { body.replaceChildren(note, list(all)); }
  }).catch(f => { note.textContent = f.message; });
}

const shownAtOnce = 40;

function list(places) {
  const ol = make('ol', { class: 'kwic' });
  let next = 0;
  const more = make('button', { type: 'button', onclick: add }, t('more'));
  function add() {
    for (const p of places.slice(next, next + shownAtOnce)) {
      ol.append(make('li', {}, make('button', { type: 'button', class: 'line', title: t('open'), onclick: e => passage(p, e.currentTarget) },
        make('span', { class: 'words' }, p.left || '', make('mark', {}, p.quote || ''), p.right || ''),
        make('span', { class: 'at' }, p.address))));
    }
    next += shownAtOnce;
    more.hidden = next >= places.length;
  }
  add();
  return make('div', {}, ol, more);
}

function passage(p, from) {
  const before = [...panel.childNodes];
  const box = make('div', { class: 'passage' }, make('p', { class: 'quiet' }, t('loading')));
  const return_ = () => { panel.replaceChildren(...before); from.focus({ preventScroll: true }); };
  open(p.address, make('p', {}, make('button', { type: 'button', onclick: return_ }, '← ' + t('back'))), box);
  getJSON(`${base}/passage?at=${encodeURIComponent(p.address)}`).then(g => {
    box.replaceChildren(paragraph(g.paragraph, g.from, g.to));
    if (g.parallel) {
      box.append(make('h3', {}, t('parallel')));
      if (g.approximate) box.append(make('p', { class: 'quiet' }, t('approximate')));
      box.append(paragraph(g.parallel));
    }
  }).catch(f => { box.replaceChildren(make('p', { class: 'problem' }, f.message)); });
}

function paragraph(p, from, to) {
  const words = make('p', { class: 'text' });
  if (from === undefined) words.append(p.text);
  else {
    const all = [...p.text];
    words.append(all.slice(0, from).join(''), make('mark', {}, all.slice(from, to).join('')), all.slice(to).join(''));
  }
  return make('section', { lang: p.lang === 'zh' ? 'zh-Hans' : p.lang || lang },
    make('p', { class: 'doc' }, make('b', {}, p.title || p.doc), ' ', make('span', { class: 'quiet' }, [p.doc, p.date].filter(Boolean).join(' · '))),
    p.before ? make('p', { class: 'text beside' }, p.before) : null, words,
    p.after ? make('p', { class: 'text beside' }, p.after) : null);
}
