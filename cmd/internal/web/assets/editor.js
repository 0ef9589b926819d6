// The editor: a textarea that grows, with completion and help. A textarea leaves
// input methods, spelling, undo and screen readers to the browser.
import { make, lang } from './words.js';
import { base, post } from './net.js';

export function grow(area) {
  area.style.height = 'auto';
  area.style.height = area.scrollHeight + 2 + 'px';
}

// editor makes the textarea of a cell; changed is called after every change.
export function editor(cell, changed) {
  const area = make('textarea', { class: 'editor', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', rows: '1', wrap: 'soft' });
  const popup = completions(area, cell);
  area.addEventListener('input', () => { grow(area); changed(); popup.typed(); });
  area.addEventListener('keydown', e => {
    if (e.isComposing) return; // an input method is at work
    if (popup.key(e)) return;
    const plain = !e.ctrlKey && !e.metaKey && !e.altKey;
    if (e.key === 'Tab' && plain && cell.type === 'code' && !e.shiftKey) {
      if (area.dataset.leave) return; // Esc, then Tab moves on
      e.preventDefault();
      const before = area.value.slice(area.value.lastIndexOf('\n', area.selectionStart - 1) + 1, area.selectionStart);
      if (area.selectionStart !== area.selectionEnd) indent(area, 1);
      else if (/[\p{L}\p{N}_(,]\s*$/u.test(before) && before.trim()) popup.open();
      else insert(area, '    ');
    } else if (e.key === 'Tab' && plain && e.shiftKey && cell.type === 'code') {
      if (area.dataset.leave) return;
      e.preventDefault();
      if (area.selectionStart !== area.selectionEnd) indent(area, -1);
      else popup.explain();
    } else if (e.key === 'Enter' && plain && !e.shiftKey && cell.type === 'code') {
      const line = area.value.slice(area.value.lastIndexOf('\n', area.selectionStart - 1) + 1, area.selectionStart);
      const deep = line.match(/^\s*/)[0] + (/:\s*$/.test(line) ? '    ' : '');
      if (deep) { e.preventDefault(); insert(area, '\n' + deep); }
    } else if ((e.ctrlKey || e.metaKey) && e.key === '/') { e.preventDefault(); comment(area); }
    else if ((e.ctrlKey || e.metaKey) && (e.key === ']' || e.key === '[')) { e.preventDefault(); indent(area, e.key === ']' ? 1 : -1); }
  });
  area.addEventListener('blur', () => { popup.close(); });
  area.addEventListener('focus', () => { delete area.dataset.leave; });
  return { area, popup };
}

// insert types a text, so that the browser can undo it.
function insert(area, text) {
  area.focus();
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input'));
  }
}

function onLines(area, change) {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  let to = value.indexOf('\n', Math.max(selectionEnd - 1, selectionStart));
  if (to < 0) to = value.length;
  const text = value.slice(from, to).split('\n').map(change).join('\n');
  area.setSelectionRange(from, to);
  insert(area, text);
  area.setSelectionRange(from, from + text.length);
}

const indent = (area, way) => onLines(area, l => way > 0 ? (l ? '    ' + l : l) : l.replace(/^ {1,4}/, ''));

function comment(area) {
  const all = area.value.slice(area.value.lastIndexOf('\n', area.selectionStart - 1) + 1, area.selectionEnd).split('\n');
  const on = all.every(l => !l.trim() || /^\s*#/.test(l));
  onLines(area, l => !l.trim() ? l : on ? l.replace(/^(\s*)# ?/, '$1') : l.replace(/^(\s*)/, '$1# '));
}

// completions is the list under the cursor, and the explanation of a function.
function completions(area, cell) {
  let box = null, items = [], from = 0, at = 0, asked = 0;
  const close = () => { box?.remove(); box = null; area.removeAttribute('aria-activedescendant'); };
  const characters = () => [...area.value.slice(0, area.selectionStart)].length;

  async function open() {
    const mine = ++asked;
    const found = await post(`${base}/complete`, { cell: cell.id, source: area.value, at: characters(), lang }).catch(() => null);
    if (!found || mine !== asked || document.activeElement !== area) return;
    items = found.items;
    from = found.from;
    at = 0;
    if (!items.length) { close(); return; }
    if (items.length === 1 && !box) { take(0); return; }
    draw();
  }

  function draw() {
    close();
    box = make('ul', { class: 'popup', role: 'listbox', id: 'completions' }, ...items.map((it, i) =>
      make('li', { role: 'option', id: 'completion-' + i, 'aria-selected': String(i === at), onmousedown: e => { e.preventDefault(); take(i); } },
        make('code', {}, it.text), make('span', {}, it.help || ''))));
    place(box);
    area.setAttribute('aria-activedescendant', 'completion-' + at);
  }

  function place(e) {
    const caret = position(area);
    e.style.left = Math.max(0, Math.min(caret.left, area.clientWidth - 240)) + 'px';
    e.style.top = caret.top + 'px';
    area.parentElement.append(e);
    if (e.id === 'completions') e.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function take(i) {
    const all = [...area.value];
    const start = all.slice(0, from).join('').length;
    area.setSelectionRange(start, area.selectionStart);
    close();
    insert(area, items[i].text);
  }

  async function explain() {
    const found = await post(`${base}/inspect`, { cell: cell.id, source: area.value, at: characters(), lang }).catch(() => null);
    if (!found?.text || document.activeElement !== area) return;
    close();
    box = make('pre', { class: 'popup help', role: 'note' }, found.text);
    place(box);
  }

  function key(e) {
    if (!box) return false;
    const list = box.id === 'completions';
    if (e.key === 'Escape') { close(); e.preventDefault(); e.stopPropagation(); return true; }
    if (!list) { close(); return false; }
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      at = (at + (e.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length;
      draw();
    } else if ((e.key === 'Enter' && !e.shiftKey && !e.ctrlKey && !e.altKey) || e.key === 'Tab') take(at);
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }

  // Typing goes on in a list that is open; it opens none.
  const typed = () => { if (box?.id === 'completions') open(); else close(); };

  return { open, close, explain, key, typed };
}

// position finds the cursor by a copy of the text with the same layout.
function position(area) {
  const style = getComputedStyle(area);
  const twin = make('div', { class: 'twin' });
  for (const p of ['fontFamily', 'fontSize', 'fontWeight', 'lineHeight', 'letterSpacing', 'paddingTop', 'paddingLeft', 'paddingRight', 'borderTopWidth', 'borderLeftWidth', 'tabSize']) twin.style[p] = style[p];
  twin.style.width = area.clientWidth + 'px';
  const mark = make('span', {}, '\u200b');
  twin.append(area.value.slice(0, area.selectionStart), mark);
  area.parentElement.append(twin);
  const out = { left: mark.offsetLeft, top: area.offsetTop + mark.offsetTop + parseFloat(style.lineHeight || '20') + 4 };
  twin.remove();
  return out;
}
