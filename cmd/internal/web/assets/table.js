// Tables: sorting, filtering, copying, all rows, and the way from a number to the
// words it came from.
import { t, make, lang } from './words.js';
import { getJSON, ask, copy, download } from './net.js';
import { say } from './status.js';
import { trace } from './panel.js';

// dress gives a plain table its tools.
export function dress(box, o, at, cell) {
  const table = box.querySelector('table');
  if (!table || !table.tHead) return;
  const state = { table, o, at, cell, names: o.names || [], whole: null };
  [...table.tBodies[0]?.rows ?? []].forEach((r, i) => { r.index = i; });
  for (const [i, th] of [...table.tHead.rows[0].cells].entries()) heading(state, th, i);
  box.prepend(tools(state, box));
  const frame = make('div', { class: 'frame' });
  table.replaceWith(frame);
  frame.append(table);
  follow(state);
}

function heading(state, th, i) {
  const words = th.textContent;
  const b = make('button', { class: 'sort', type: 'button', title: t('sortBy', words) }, words);
  b.addEventListener('click', () => sort(state, i));
  th.replaceChildren(b);
  const cell = state.table.tBodies[0]?.rows[0]?.cells[i];
  if (cell?.classList.contains('n')) th.classList.add('n');
}

// value reads a number as readers see it: − and blanks between thousands.
function value(text) {
  const s = text.replace(/[\u2212]/g, '-').replace(/[\s\u00a0\u202f,]/g, '');
  if (s === '' || s === '–') return null;
  const n = Number(s.replace(/^[<≤>≥]/, '').replace(/%$/, ''));
  return Number.isNaN(n) ? s : n;
}

function sort(state, i) {
  const { table } = state;
  const th = table.tHead.rows[0].cells[i];
  const down = th.getAttribute('aria-sort') === 'ascending';
  for (const h of table.tHead.rows[0].cells) h.removeAttribute('aria-sort');
  th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const numeric = table.tBodies[0].rows[0]?.cells[i]?.classList.contains('n');
  const order = new Intl.Collator(lang === 'zh' ? 'zh-Hans-u-co-pinyin' : 'en', { numeric: true });
  const key = r => { const text = r.cells[i]?.textContent ?? ''; return numeric ? value(text) : text; };
  const rows = [...table.tBodies[0].rows].map(r => [key(r), r]);
  rows.sort(([a], [b]) => {
    if (a === null || b === null) return (a === null) - (b === null);
    const c = typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b));
    return down ? -c : c;
  });
  table.tBodies[0].append(...rows.map(([, r]) => r));
}

function tools(state, box) {
  const count = make('span', { class: 'count' });
  const filter = make('input', { type: 'search', class: 'filter', placeholder: t('filter'), 'data-t-hint': 'filter', 'aria-label': t('filter') });
  const tell = () => {
    const all = state.table.tBodies[0]?.rows.length ?? 0;
    const shown = [...state.table.tBodies[0]?.rows ?? []].filter(r => !r.hidden).length;
    const total = Math.max(state.o.rows || 0, all);
    count.textContent = t('rowsShown', shown, total);
    count.dataset.shown = shown;
  };
  filter.addEventListener('input', () => {
    const want = filter.value.trim().toLowerCase();
    for (const r of state.table.tBodies[0].rows) r.hidden = want !== '' && !r.textContent.toLowerCase().includes(want);
    tell();
  });
  const copyAs = (separator, quote) => async () => say(await copy(text(state.table, separator, quote)) ? t('copied') : t('notCopied'));
  const bar = make('div', { class: 'tools' }, filter, count,
    make('button', { type: 'button', t: 'copyTSV', onclick: copyAs('\t', false) }),
    make('button', { type: 'button', t: 'copyCSV', onclick: copyAs(',', true) }),
    make('button', { type: 'button', t: 'saveCSV', onclick: () => save(state) }));
  const have = state.table.tBodies[0]?.rows.length ?? 0;
  if ((state.o.rows || 0) > have) {
    const more = make('button', { type: 'button', class: 'all' }, t('allRows', state.o.rows));
    more.addEventListener('click', async () => {
      more.disabled = true;
      try { await fill(state); more.remove(); tell(); box.querySelectorAll(':scope > p').forEach(p => { if (/\d/.test(p.textContent) && p === box.querySelector('.frame').nextElementSibling) p.remove(); }); }
      catch (f) { more.disabled = false; say(f.message); }
    });
    bar.append(more);
  }
  tell();
  return bar;
}

async function whole(state) {
  state.whole ??= await getJSON(state.at('rows') + '?lang=' + lang);
  return state.whole;
}

// fill puts all rows of the stored result into the table.
async function fill(state) {
  const w = await whole(state);
  const body = state.table.tBodies[0];
  body.replaceChildren(...w.rows.map((r, i) => {
    const tr = make('tr', {}, ...r.map((v, j) => make('td', { class: w.numbers[j] ? 'n' : undefined }, v)));
    tr.index = i;
    return tr;
  }));
  follow(state);
}

function text(table, separator, quote) {
  const cell = c => {
    const s = c.textContent.replace(/\s+/g, ' ').trim();
    return quote && /[",\n]/.test(s) ? '"' + s.replaceAll('"', '""') + '"' : s;
  };
  return [table.tHead.rows[0], ...table.tBodies[0].rows].filter(r => !r.hidden)
    .map(r => [...r.cells].map(cell).join(separator)).join('\n') + '\n';
}

async function save(state) {
  if (!state.o.rows) { // a BOM, so that Excel reads Chinese
    download(new Blob(['\ufeff', text(state.table, ',', true)], { type: 'text/csv' }), 'table.csv');
    return;
  }
  try { download(await (await ask(state.at('csv'))).blob(), (state.o.source?.method || 'table') + '.csv'); }
  catch (f) { say(f.message); }
}

const addressLike = /(§|¶|\bc\d+[–-]\d+)/;

// follow lets a row lead to its words: by the places stored with a result, by an
// address in the row, or by the word that the row is about. One cell of the table
// takes the Tab key; arrows go on from there, Enter opens.
function follow(state) {
  const { table, o, names } = state;
  const about = ['feature', 'node', 'phrase', 'collocate', 'word'].map(n => names.indexOf(n)).find(i => i >= 0) ?? -1;
  const place = names.indexOf('address');
  if (!o.rows && about < 0 && place < 0) return;
  table.classList.add('traceable');
  const open = async td => {
    const tr = td.parentElement;
    const head = [...tr.cells].map(c => c.textContent);
    const word = about >= 0 ? head[about] : '';
    let places = [];
    if (o.rows) {
      try { places = (await whole(state)).places?.[tr.index] ?? []; } catch { /* the word will do */ }
    }
    if (!places.length && place >= 0 && addressLike.test(head[place])) places = [{ address: head[place], quote: word }];
    trace({ word, title: table.tHead.rows[0].cells[td.cellIndex]?.textContent ?? '', value: td.textContent, places, corpus: o.source?.corpus ?? '', from: td });
  };
  const body = table.tBodies[0];
  const rove = td => {
    body.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    td.setAttribute('tabindex', '0');
  };
  const first = body.rows[0]?.cells[Math.max(about, 0)];
  if (first) rove(first);
  if (table.followed) return;
  table.followed = true;
  body.addEventListener('click', e => {
    const td = e.target.closest('td');
    if (td && getSelection().isCollapsed) { rove(td); open(td); }
  });
  body.addEventListener('keydown', e => {
    const td = e.target.closest('td');
    if (!td) return;
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[e.key];
    if (step) {
      let tr = td.parentElement;
      for (let n = step[0]; n && tr;) { tr = n > 0 ? tr.nextElementSibling : tr.previousElementSibling; if (tr && !tr.hidden) break; }
      const to = tr?.cells[td.cellIndex + step[1]];
      if (to) { e.preventDefault(); e.stopPropagation(); rove(to); to.focus(); }
    } else if (e.key === 'Enter' && !e.shiftKey && !e.ctrlKey && !e.altKey) { e.preventDefault(); e.stopPropagation(); open(td); }
  });
}
