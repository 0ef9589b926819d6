// Saving a figure: size, format, resolution, greyscale.
import { t, make, config } from './words.js';
import { base, ask, download } from './net.js';
import { say } from './status.js';

const sizes = () => {
  const out = [];
  for (const p of config.profiles) {
    out.push({ profile: p.name, column: 'single', mm: p.single });
    if (p.full !== p.single) out.push({ profile: p.name, column: 'full', mm: p.full });
  }
  return out;
};

export function figureMenu(o, cell, rev, n, at) {
  return make('div', { class: 'tools figure-tools' },
    make('button', { type: 'button', t: 'saveFigure', 'aria-haspopup': 'dialog', onclick: e => openDialog(o, cell, rev, n, at, e.currentTarget) }));
}

function openDialog(o, cell, rev, n, at, from) {
  const select = (name, options) => make('select', { name }, ...options.map(([v, w]) => make('option', { value: v }, w)));
  const all = sizes();
  const size = select('size', [['shown', t('asShown')], ...all.map((s, i) => [String(i), `${s.mm} mm · ${t(s.column === 'single' ? 'single' : 'full_')} · ${s.profile}`])]);
  const format = select('format', [['svg', 'SVG'], ['pdf', 'PDF'], ['eps', 'EPS'], ['png:300', 'PNG 300 dpi'], ['png:600', 'PNG 600 dpi']]);
  const grey = make('input', { type: 'checkbox', name: 'grey' });
  const problem = make('p', { class: 'problem', role: 'alert' });
  format.addEventListener('change', () => { grey.disabled = format.value === 'pdf'; if (grey.disabled) grey.checked = false; });
  const d = make('dialog', { class: 'card', 'aria-label': t('saveFigure') },
    make('h2', {}, t('saveFigure')),
    make('form', { method: 'dialog' },
      make('label', {}, make('span', {}, t('size')), size),
      make('label', {}, make('span', {}, t('format')), format),
      make('label', { class: 'check' }, grey, make('span', {}, t('grey'))),
      problem,
      make('p', { class: 'buttons' },
        make('button', { type: 'button', class: 'primary save-figure', onclick: save }, t('save')),
        make('button', { value: 'cancel' }, t('cancel')))));
  async function save() {
    const [form, dpi] = format.value.split(':');
    const q = new URLSearchParams({ format: form });
    if (dpi) q.set('dpi', dpi);
    if (grey.checked) q.set('grey', '1');
    const s = all[Number(size.value)];
    if (s) { q.set('profile', s.profile); q.set('column', s.column); }
    problem.textContent = '';
    try {
      // The SVG as it stands needs nothing but what is stored.
      const url = !s && form === 'svg' && !grey.checked ? at('svg') : `${base}/figure/${encodeURIComponent(cell)}/${rev}/${n}?${q}`;
      const answer = await ask(url);
      download(await answer.blob(), (o.title || 'figure').replace(/[\/\\:*?"<>|]/g, '-').slice(0, 60) + '.' + form);
      d.close();
      say(t('save') + ' ✓');
    } catch (f) {
      problem.textContent = f.message + (f.status === 422 ? ' ' + t('figureHint') : '');
    }
  }
  d.addEventListener('close', () => { d.remove(); from.focus(); });
  document.body.append(d);
  d.showModal();
}
