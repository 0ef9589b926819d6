// The keys, as in Jupyter. A cell is edited, or selected and waits for commands.
import { t, make, translate } from './words.js';
import { act } from './net.js';
import { closePanel } from './panel.js';
import { fail } from './cell.js';

let last = '', lastAt = 0;

// twice reports the second of two equal keys, one soon after the other.
function twice(key) {
  const again = last === key && performance.now() - lastAt < 800;
  last = again ? '' : key;
  lastAt = performance.now();
  return again;
}

export function keys(book) {
  document.addEventListener('keydown', e => {
    if (e.isComposing || document.querySelector('dialog[open]')) return;
    const target = e.target;
    const editing = target.matches('textarea.editor');
    const meta = e.ctrlKey || e.metaKey;
    if (meta && e.key.toLowerCase() === 's') { e.preventDefault(); book.save(); return; }
    if (!editing && target.matches('input, select, textarea, [contenteditable]')) return;
    const cell = book.selected;
    if (e.key === 'Enter' && cell && (e.shiftKey || meta || e.altKey)) {
      e.preventDefault();
      book.run(cell, e.altKey ? 'insert' : e.shiftKey ? 'next' : 'stay');
      return;
    }
    if (e.key === 'Escape') {
      if (editing) { e.preventDefault(); target.dataset.leave = '1'; book.leave(cell); } else closePanel();
      return;
    }
    if (editing || meta || e.altKey || !cell && !['?', 'a', 'b'].includes(e.key)) return;
    if (target.closest('button, a, summary, dialog, aside') && (e.key === 'Enter' || e.key === ' ')) return;
    const f = commands(book, cell)[e.shiftKey && e.key.length === 1 ? e.key.toUpperCase() : e.key];
    if (f) { e.preventDefault(); f(); }
  });
}

function commands(book, cell) {
  const at = book.cells.indexOf(cell);
  return {
    Enter: () => book.edit(cell),
    ArrowDown: () => book.step(1), j: () => book.step(1), ArrowUp: () => book.step(-1), k: () => book.step(-1),
    J: () => book.move(cell, 1), K: () => book.move(cell, -1),
    a: () => book.add(Math.max(at, 0)), b: () => book.add(at + 1),
    d: () => twice('d') && book.remove(cell), z: () => book.undo(),
    m: () => book.retype(cell, 'markdown'), y: () => book.retype(cell, 'code'),
    c: () => act({ do: 'duplicate', cell: cell.id }).catch(fail), o: () => act({ do: 'fold', cell: cell.id }).catch(fail),
    i: () => twice('i') && book.stop(), 0: () => twice('0') && act({ do: 'restart' }).catch(fail),
    '?': sheet,
  };
}

export function sheet() {
  const table = list => make('table', {}, make('tbody', {}, ...list.map(([k, w]) => make('tr', {}, make('th', { scope: 'row' }, ...k.split(' / ').flatMap((x, i) => [i ? ' / ' : '', make('kbd', {}, x)])), make('td', {}, w)))));
  const d = make('dialog', { class: 'card keys', 'aria-label': t('keys') }, make('h2', { t: 'keys' }),
    make('div', { class: 'columns' },
      make('section', {}, make('h3', { t: 'outsideCell' }), table(t('keyList'))),
      make('section', {}, make('h3', { t: 'insideCell' }), table(t('keyEdit')))),
    make('form', { method: 'dialog' }, make('p', { class: 'buttons' }, make('button', { t: 'close' }))));
  const before = document.activeElement;
  d.addEventListener('close', () => { d.remove(); before?.focus?.(); });
  translate(d);
  document.body.append(d);
  d.showModal();
}
