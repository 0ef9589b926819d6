// One cell of the page: its text, its tools, its outputs. The server owns what is
// shown; a text that is not yet sent stays here until it is.
import { t, make, translate } from './words.js';
import { act, page, Failure } from './net.js';
import { editor, grow } from './editor.js';
import { show, print } from './output.js';
import { say, tell } from './status.js';
import { icon } from './icon.js';

const sendAfter = 400; // ms after the last key

export class Cell {
  constructor(v, book) {
    this.book = book;
    this.id = v.id;
    this.build();
    this.take(v);
    this.outputs(v.rev, v.outputs || []);
  }

  build() {
    const b = (word, mark, f, extra = {}) => make('button', { type: 'button', class: 'icon', tTitle: word, tabindex: '-1', onclick: f, ...extra }, icon(mark));
    const { book } = this;
    this.numberMark = make('span', { class: 'number' });
    this.runButton = make('button', { type: 'button', class: 'icon run', tTitle: 'runCell', onclick: () => book.run(this) });
    this.state = make('span', { class: 'state' });
    this.title = make('span', { class: 'name' });
    this.foldButton = b('fold', 'fold', () => act({ do: 'fold', cell: this.id }).catch(fail));
    this.typeButton = b('toNote', 'note', () => book.retype(this, this.type === 'code' ? 'markdown' : 'code'));
    this.bar = make('div', { class: 'bar', role: 'toolbar', tTitle: 'menu' },
      b('up', 'up', () => book.move(this, -1)), b('down', 'down', () => book.move(this, 1)),
      b('duplicate', 'copy', () => act({ do: 'duplicate', cell: this.id }).catch(fail)),
      this.foldButton, this.typeButton, b('name', 'pen', () => this.rename()),
      b('clear', 'erase', () => act({ do: 'clear', cell: this.id }).catch(fail), { class: 'icon only-code' }),
      b('remove', 'bin', () => book.remove(this)));
    const { area, popup } = editor(this, () => this.typed());
    this.area = area;
    this.popup = popup;
    this.rendered = make('div', { class: 'note' });
    this.editorBox = make('div', { class: 'editor-box' }, area);
    this.conflictBox = make('div', { class: 'conflict', hidden: true });
    this.outputBox = make('div', { class: 'outputs' });
    this.element = make('section', { class: 'cell', tabindex: '-1' },
      make('div', { class: 'gutter' }, this.runButton, this.numberMark),
      make('div', { class: 'body' },
        make('div', { class: 'head' }, this.title, this.state, this.bar),
        this.editorBox, this.rendered, this.conflictBox, this.outputBox));
    this.element.cell = this;
    this.rendered.addEventListener('dblclick', () => book.edit(this));
    this.element.addEventListener('mousedown', e => { if (!e.target.closest('.output')) book.select(this, false); });
    area.addEventListener('focus', () => book.select(this, false));
  }

  // take shows what the server has of the cell. Its own unsent text wins here;
  // when it is sent, the server tells whether that is a conflict.
  take(v) {
    this.type = v.type;
    // A text that was made from an older one keeps that version, so that the
    // server sees the conflict; unless the text there is still the same.
    if (!this.dirty || v.by === page || v.source === this.saved || this.version === undefined) this.version = Math.max(this.version ?? 0, v.version);
    this.name = v.name || '';
    this.folded = !!v.folded;
    this.html = v.html ?? this.html;
    if (!this.dirty && v.by !== page && this.area.value !== v.source) this.put(v.source);
    this.judged = v.state ?? this.judged;
    this.run = v.run || '';
    this.ms = v.ms || 0;
    this.saved = v.source;
    if (this.type === 'markdown') this.note();
    this.refresh();
  }

  put(text) {
    const { selectionStart, selectionEnd } = this.area;
    this.area.value = text;
    if (document.activeElement === this.area) this.area.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
    if (this.element.isConnected) grow(this.area);
  }

  note() {
    // The server has rendered it: tags of its own making around escaped text.
    this.rendered.innerHTML = this.html || '';
    for (const a of this.rendered.querySelectorAll('a[href]')) { a.target = '_blank'; a.rel = 'noopener noreferrer'; }
    if (!this.area.value.trim()) this.rendered.replaceChildren(make('p', { class: 'quiet', t: 'emptyNote' }));
  }

  refresh() {
    const e = this.element, code = this.type === 'code';
    e.className = `cell ${this.type}${this.editing ? ' editing' : ''}${this.folded ? ' folded' : ''}${e.classList.contains('selected') ? ' selected' : ''}`;
    e.setAttribute('aria-label', `${t({ code: 'code', markdown: 'note', raw: 'raw' }[this.type])} ${this.number || ''} ${this.name}`.trim());
    this.area.setAttribute('aria-label', e.getAttribute('aria-label'));
    this.title.textContent = this.name;
    this.numberMark.textContent = code && this.number ? `[${this.number}]` : '';
    const word = this.run || (code ? this.judged : '');
    e.dataset.state = word || '';
    this.state.textContent = word ? t(word) : '';
    if (code && !this.run && this.ms > 0) this.state.textContent += (this.state.textContent ? ' · ' : '') + t('seconds', (this.ms / 1000).toFixed(this.ms < 10000 ? 2 : 0));
    this.runButton.hidden = !code;
    this.runButton.replaceChildren(icon(this.run === 'running' ? 'stop' : 'run'));
    this.runButton.dataset.tTitle = this.run === 'running' ? 'stop' : 'runCell';
    this.foldButton.dataset.tTitle = this.folded ? 'unfold' : 'fold';
    this.foldButton.replaceChildren(icon(this.folded ? 'unfold' : 'fold'));
    this.typeButton.dataset.tTitle = code ? 'toNote' : 'toCode';
    this.typeButton.replaceChildren(icon(code ? 'note' : 'code'));
    translate(this.element.querySelector('.gutter'));
    translate(this.bar);
    if (this.element.isConnected && this.area.offsetParent) grow(this.area);
  }

  // Outputs.

  outputs(rev, list) {
    this.rev = rev;
    this.outputBox.replaceChildren(...list.map((o, n) => show(this.id, rev, n, o)));
  }

  output(rev, n, o) {
    this.wipe(rev);
    const e = show(this.id, rev, n, o);
    const old = this.outputBox.children[n];
    if (old) old.replaceWith(e); else this.outputBox.append(e);
  }

  text(rev, n, text) {
    this.wipe(rev);
    let box = this.outputBox.children[n];
    if (!box) { box = show(this.id, rev, n, { kind: 'text', text: '' }); this.outputBox.append(box); }
    print(box.querySelector('pre'), text);
  }

  // wipe takes old outputs away when the first of a new run comes, not before:
  // a page that empties and fills again jumps.
  wipe(rev) {
    if (rev !== this.rev) { this.rev = rev; this.outputBox.replaceChildren(); }
  }

  ran(e) {
    const before = this.run;
    this.run = e.run;
    this.ms = e.ms;
    if (!e.run) this.wipe(e.rev);
    this.refresh();
    if (e.run === 'running') tell(t('running1', this.number));
    else if (before === 'running') tell(t('done1', this.number));
  }

  // Text.

  typed() {
    this.dirty = true;
    this.book.unsaved();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), sendAfter);
  }

  // send sends the text, once at a time; what is typed meanwhile follows.
  send() {
    clearTimeout(this.timer);
    if (this.sending) return this.sending.then(() => this.dirty && !this.conflict ? this.send() : undefined);
    if (!this.dirty || this.conflict) return Promise.resolve();
    const source = this.area.value;
    this.sending = act({ do: 'edit', cell: this.id, version: this.version, source }).then(out => {
      this.version = out.version;
      if (this.area.value === source) this.dirty = false;
    }).catch(f => {
      if (f instanceof Failure && f.status === 409) this.clash(f.body);
      else if (f instanceof Failure) say(f.message);
      else this.timer = setTimeout(() => this.send(), 2000); // no connection
    }).finally(() => { this.sending = null; this.book.unsaved(); });
    return this.sending.then(() => this.dirty && !this.conflict && this.area.value !== source ? this.send() : undefined);
  }

  // clash shows both texts and lets people choose.
  clash(theirs) {
    this.conflict = true;
    const other = make('pre', { tabindex: '0' }, theirs.source);
    const settle = (text, version) => {
      this.conflict = false;
      this.conflictBox.hidden = true;
      this.version = version;
      if (text !== this.area.value) this.put(text);
      this.dirty = text !== theirs.source;
      this.area.focus();
      return this.send();
    };
    this.conflictBox.replaceChildren(
      make('p', { class: 'problem', role: 'alert', t: 'conflict' }),
      make('h4', { t: 'theirs' }), other,
      make('p', { class: 'buttons' },
        make('button', { type: 'button', class: 'primary', t: 'useMine', onclick: () => settle(this.area.value, theirs.version) }),
        make('button', { type: 'button', t: 'useTheirs', onclick: () => settle(theirs.source, theirs.version) }),
        make('button', { type: 'button', t: 'keepBoth', onclick: async () => {
          await act({ do: 'add', type: this.type, source: this.area.value, at: this.book.cells.indexOf(this) + 1 }).catch(fail);
          settle(theirs.source, theirs.version);
        } })));
    this.conflictBox.hidden = false;
  }

  rename() {
    const input = make('input', { class: 'rename', value: this.name, 'aria-label': t('nameHere'), placeholder: t('nameHere') });
    const end = keep => {
      if (!input.isConnected) return;
      input.replaceWith(this.title);
      if (keep && input.value !== this.name) act({ do: 'name', cell: this.id, source: input.value }).catch(fail);
      this.element.focus({ preventScroll: true });
    };
    input.addEventListener('keydown', e => {
      e.stopPropagation();
      if (e.key === 'Enter' && !e.isComposing) end(true);
      if (e.key === 'Escape') end(false);
    });
    this.title.replaceWith(input);
    input.focus();
    input.addEventListener('blur', () => end(true));
  }
}

export const fail = f => say(f.message);
