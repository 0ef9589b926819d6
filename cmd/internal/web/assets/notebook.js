// The notebook page: a view of what the server holds.
import { t, lang, config, setLanguage, onLanguage, translate, make } from './words.js';
import { act, base, follow, ask, download } from './net.js';
import { Cell, fail } from './cell.js';
import { keys, sheet } from './keys.js';
import { say, tell } from './status.js';
import { grow } from './editor.js';

const $ = id => document.getElementById(id);
const list = $('cells');

const book = {
  cells: [],
  selected: null,
  undoable: 0,
  find(id) { return this.cells.find(c => c.id === id); },

  // The cell that is selected, and where the keyboard is.
  select(cell, focus = true) {
    if (this.selected !== cell) {
      this.selected?.element.classList.remove('selected');
      this.selected?.element.setAttribute('tabindex', '-1');
      this.selected = cell;
      cell?.element.classList.add('selected');
      cell?.element.setAttribute('tabindex', '0');
    }
    if (cell && focus) {
      cell.element.focus({ preventScroll: true });
      cell.element.scrollIntoView({ block: 'nearest' });
    }
  },
  step(by) {
    const at = this.cells.indexOf(this.selected) + by;
    if (this.cells[at]) this.select(this.cells[at]);
  },
  edit(cell) {
    cell.editing = true;
    cell.refresh();
    cell.area.focus();
    grow(cell.area);
  },
  leave(cell) {
    cell.popup.close();
    cell.editing = false;
    cell.send();
    cell.refresh();
    this.select(cell);
  },

  // Actions.
  async run(cell, then = 'stay') {
    if (cell.run === 'running' && then === 'stay') { this.stop(); return; }
    const sent = Promise.all(this.cells.filter(c => c.dirty).map(c => c.send()));
    cell.editing = false;
    cell.refresh();
    const at = this.cells.indexOf(cell);
    if (then === 'insert' || then === 'next' && at === this.cells.length - 1) this.add(at + 1, 'code', true);
    else this.select(then === 'next' ? this.cells[at + 1] : cell);
    await sent;
    if (cell.type === 'code') await act({ do: 'run', cell: cell.id }).catch(fail);
  },
  async runSome(what) {
    await Promise.all(this.cells.filter(c => c.dirty).map(c => c.send()));
    await act({ do: 'run', what, cell: this.selected?.id || this.cells[0]?.id || '' }).catch(fail);
  },
  stop() { return act({ do: 'stop' }).catch(fail); },
  async add(at, type = 'code', edit = false) {
    try {
      const out = await act({ do: 'add', type, at });
      this.wanted = { id: out.cell, edit };
      this.reach();
    } catch (f) { fail(f); }
  },
  // reach selects a new cell once the stream has brought it.
  reach() {
    const cell = this.wanted && this.find(this.wanted.id);
    if (!cell) return;
    const { edit } = this.wanted;
    this.wanted = null;
    if (edit) this.edit(cell);
    this.select(cell, !edit);
  },
  move(cell, by) {
    const at = this.cells.indexOf(cell) + by;
    if (this.cells[at]) act({ do: 'move', cell: cell.id, at }).catch(fail);
  },
  async remove(cell) {
    await cell.send(); // its last words can be brought back too
    await act({ do: 'delete', cell: cell.id }).catch(fail);
    if (!this.cells.length) this.add(0);
  },
  undo() { if (this.undoable) act({ do: 'undo' }).catch(fail); },
  async retype(cell, type) {
    await cell.send();
    act({ do: 'type', cell: cell.id, type }).catch(fail);
  },
  async save() {
    await Promise.all(this.cells.filter(c => c.dirty).map(c => c.send()));
    await act({ do: 'save' }).catch(fail);
  },
  unsaved() { showSave(); },
};

// Cells in their order.

function insert(v, at) {
  const cell = new Cell(v, book);
  book.cells.splice(at, 0, cell);
  list.insertBefore(cell.element, book.cells[at + 1]?.element ?? null);
  return cell;
}

function count() {
  let n = 0;
  for (const c of book.cells) {
    const number = c.type === 'code' ? ++n : 0;
    if (c.number !== number) { c.number = number; c.refresh(); }
  }
  const stale = book.cells.filter(c => c.judged === 'stale').length;
  $('stale').textContent = stale ? t('staleCount', stale) : '';
  $('run-stale').classList.toggle('wanted', stale > 0);
  $('undo').hidden = !book.undoable;
  const title = book.cells.find(c => c.type === 'markdown')?.rendered.querySelector('h1')?.textContent;
  document.title = (title || config.name || t('untitled')) + ' · Concord';
}

function whole(v) {
  const unsent = new Map(book.cells.filter(c => c.dirty).map(c => [c.id, c]));
  const was = book.selected?.id, focused = document.activeElement;
  const old = new Map(book.cells.map(c => [c.id, c]));
  book.cells = v.cells?.map(x => {
    const cell = old.get(x.id);
    if (!cell) return new Cell(x, book);
    // The text may have been changed while this page was cut off: the version
    // from which its own text was made tells.
    const version = cell.version;
    cell.take(x);
    if (unsent.has(x.id)) { cell.version = version; cell.typed(); }
    cell.outputs(x.rev, x.outputs || []);
    return cell;
  }) ?? [];
  list.replaceChildren(...book.cells.map(c => c.element));
  book.undoable = v.undo;
  save = v.save;
  engine = v.engine;
  resultLang = v.lang;
  book.selected = null;
  book.select(book.find(was) ?? book.cells[0] ?? null, false);
  if (focused?.isConnected && focused !== document.body) focused.focus({ preventScroll: true });
  for (const c of book.cells) c.refresh();
  list.removeAttribute('aria-busy');
  document.body.dataset.ready = 'yes';
  count();
  showSave();
  showProgress(v.progress);
}

// What stands at the top.

let save = { state: 'saved' }, engine = 'off', connected = true, resultLang = 'zh';

function showSave() {
  const e = $('save');
  const pending = book.cells.some(c => c.dirty);
  const state = !connected ? 'offline' : pending && save.state === 'saved' ? 'dirty' : save.state;
  e.dataset.state = state;
  e.textContent = { saved: t('saved'), dirty: t('dirty'), failed: t('failedSave'), changed: t('changed'), memory: t('memory'), offline: '⚠' }[state];
  const banner = $('banner');
  if (!connected) banner.replaceChildren(make('p', {}, t('offline')));
  else if (save.state === 'failed') banner.replaceChildren(make('p', {}, `${t('failedSave')}${lang === 'zh' ? '：' : ': '}${t(save.problem)}${lang === 'zh' ? '。' : '. '}${t('keptHere')}`));
  else if (save.state === 'changed') {
    banner.replaceChildren(make('p', {}, t('diskChanged')), make('p', { class: 'buttons' },
      make('button', { type: 'button', class: 'primary', t: 'keepMine', onclick: () => act({ do: 'disk', what: 'mine' }).catch(fail) }),
      make('button', { type: 'button', t: 'loadTheirs', onclick: () => act({ do: 'disk', what: 'theirs' }).catch(fail) })));
  } else banner.replaceChildren();
}

function showProgress(p) {
  const bar = $('progress'), running = book.cells.find(c => c.run === 'running');
  const waiting = book.cells.filter(c => c.run === 'queued').length;
  bar.hidden = !running && !waiting;
  if (bar.hidden) return;
  const meter = $('meter');
  if (p?.total) { meter.max = p.total; meter.value = p.done; } else meter.removeAttribute('value');
  $('progress-text').textContent = [running && t('running1', running.number), p?.total && t('progress', p.done, p.total), p?.rate && t('rate', p.rate >= 10 ? Math.round(p.rate) : p.rate.toPrecision(2)), waiting && `＋${waiting}`].filter(Boolean).join(' · ');
}

// Export.

function fillExport() {
  const menu = $('export-menu');
  menu.replaceChildren(...config.formats.map(f => make('button', { type: 'button', onclick: () => exportAs(f) }, f.title[lang])),
    make('hr'),
    ...['zh', 'en'].map(l => make('button', { type: 'button', 'aria-pressed': String(resultLang === l), onclick: () => { act({ do: 'lang', what: l }).catch(fail); closeMenus(); } }, (resultLang === l ? '✓ ' : '') + t(l === 'zh' ? 'resultsZh' : 'resultsEn'))));
}

async function exportAs(f) {
  closeMenus();
  await book.save();
  const stale = book.cells.filter(c => c.judged === 'stale').length;
  if (stale && f.name !== 'ipynb' && !await confirmStale(stale)) return;
  try {
    const answer = await ask(`${base}/export/${f.name}?lang=${lang}`);
    download(await answer.blob(), config.name.split('/').pop().replace(/\.ipynb$/, '') + '.' + f.name);
  } catch (e) { fail(e); }
}

function confirmStale(n) {
  return new Promise(done => {
    const d = make('dialog', { class: 'card' }, make('p', {}, t('exportStale', n)), make('form', { method: 'dialog' }, make('p', { class: 'buttons' },
      make('button', { class: 'primary', value: 'run' }, t('runStale')), make('button', { value: 'go' }, t('exportAnyway')), make('button', { value: '' }, t('cancel')))));
    d.addEventListener('close', () => { d.remove(); if (d.returnValue === 'run') book.runSome('stale'); done(d.returnValue === 'go'); });
    document.body.append(d);
    d.showModal();
  });
}

// Menus are <details>; one is open at a time.
function closeMenus(but) { for (const d of document.querySelectorAll('details.menu[open]')) if (d !== but) d.open = false; }
document.addEventListener('click', e => closeMenus(e.target.closest('details.menu')));
document.addEventListener('keydown', e => { if (e.key === 'Escape') { const d = e.target.closest('details.menu[open]'); if (d) { d.open = false; d.querySelector('summary').focus(); } } });

const on = (id, f) => $(id).addEventListener('click', f);
on('run-stale', () => book.runSome('stale'));
on('stop', () => book.stop());
on('undo', () => book.undo());
on('help', sheet);
on('language', () => setLanguage(lang === 'zh' ? 'en' : 'zh'));
on('add-code', () => book.add(book.cells.length, 'code', true));
on('add-note', () => book.add(book.cells.length, 'markdown', true));
for (const b of document.querySelectorAll('[data-run]')) b.addEventListener('click', () => { closeMenus(); book.runSome(b.dataset.run); });
on('restart', () => { closeMenus(); act({ do: 'restart' }).catch(fail); });
$('export').addEventListener('toggle', fillExport);

onLanguage(() => {
  for (const c of book.cells) { c.refresh(); translate(c.element); }
  count();
  showSave();
  fillExport();
});

const of = f => e => { const c = book.find(e.cell); if (c) f(c, e); };

follow({
  book: whole,
  cell: e => { const c = book.find(e.id); if (!c) return; const type = c.type; c.take(e); if (type !== c.type) c.outputs(e.rev, []); count(); showSave(); },
  add: e => { if (!book.find(e.cell.id)) insert(e.cell, e.at); book.undoable = e.undo; count(); book.reach(); for (const c of book.cells.slice(e.at, e.at + 1)) c.refresh(); },
  remove: e => {
    const at = book.cells.findIndex(c => c.id === e.cell);
    if (at < 0) return;
    const [c] = book.cells.splice(at, 1);
    const had = c.element.contains(document.activeElement);
    c.element.remove();
    book.undoable = e.undo;
    if (book.selected === c) { book.selected = null; book.select(book.cells[Math.min(at, book.cells.length - 1)] ?? null, had); }
    count();
    say(t('deleted'));
  },
  move: e => {
    const c = book.find(e.cell);
    if (!c) return;
    const focused = document.activeElement;
    book.cells.splice(book.cells.indexOf(c), 1);
    book.cells.splice(e.at, 0, c);
    list.insertBefore(c.element, book.cells[e.at + 1]?.element ?? null);
    if (c.element.contains(focused)) focused.focus();
    c.element.scrollIntoView({ block: 'nearest' });
    count();
  },
  states: e => { for (const [id, s] of Object.entries(e)) { const c = book.find(id); if (c) { c.judged = s; c.refresh(); if (s === 'failed') tell(t('failed1', c.number)); } } count(); },
  run: of((c, e) => { c.ran(e); showProgress(); }),
  text: of((c, e) => c.text(e.rev, e.n, e.text)),
  output: of((c, e) => c.output(e.rev, e.n, e.output)),
  progress: e => showProgress(e),
  save: e => { save = e; showSave(); },
  engine: e => { engine = e.engine; },
  lang: e => { resultLang = e.lang; fillExport(); },
}, ok => {
  if (ok && !connected) { say(t('online')); for (const c of book.cells) if (c.dirty) c.send(); }
  connected = ok;
  showSave();
});

keys(book);
translate(document);
window.addEventListener('resize', () => { for (const c of book.cells) grow(c.area); });
window.addEventListener('beforeunload', e => { if (book.cells.some(c => c.dirty)) { for (const c of book.cells) if (c.dirty) c.send(); e.preventDefault(); } });
