// The start page.
import { t, lang, config, setLanguage, translate, onLanguage, make } from './words.js';
import { post, getJSON, ask } from './net.js';
import { say } from './status.js';

const $ = id => document.getElementById(id);
const go = name => { location.href = '/notebook/' + encodeURIComponent(name) + '?lang=' + lang; };

async function lists() {
  const [n, c] = await Promise.all([getJSON('/v1/notebooks'), getJSON('/v1/corpora')]);
  $('notebooks').replaceChildren(...(n.notebooks.length ? n.notebooks.map(x => make('li', {}, make('a', { href: '/notebook/' + encodeURIComponent(x.name) + '?lang=' + lang }, x.name.replace(/\.ipynb$/, '')))) : [make('li', { class: 'quiet', t: 'noNotebooks' })]));
  $('corpora').replaceChildren(...c.corpora.map(x => make('li', {}, make('code', {}, x.name), x.loaded ? make('span', { class: 'quiet' }, ` ${x.documents} ${t('documents')}`) : '')));
}

async function upload(files) {
  for (const f of files) {
    $('dropped').textContent = t('uploading');
    try {
      const answer = await (await ask('/v1/files?name=' + encodeURIComponent(f.name), { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: f })).json();
      $('dropped').textContent = t('uploaded', answer.name, answer.documents);
      await lists();
      if (answer.notebook) go(answer.name);
    } catch (e) { $('dropped').textContent = `${f.name}: ${e.message}`; }
  }
}

for (const b of document.querySelectorAll('[data-example]')) b.addEventListener('click', () => post('/v1/notebooks', { example: b.dataset.example }).then(x => go(x.name)).catch(e => say(e.message)));
$('new').addEventListener('submit', e => { e.preventDefault(); post('/v1/notebooks', { title: $('title').value, lang }).then(x => go(x.name)).catch(f => say(f.message)); });
$('language').addEventListener('click', () => { setLanguage(lang === 'zh' ? 'en' : 'zh'); });

const drop = $('drop');
if (drop) {
  $('file').addEventListener('change', e => upload(e.target.files));
  for (const kind of ['dragover', 'dragleave', 'drop']) document.addEventListener(kind, e => { e.preventDefault(); drop.classList.toggle('over', kind === 'dragover'); });
  document.addEventListener('drop', e => upload(e.dataTransfer.files));
}
onLanguage(() => lists().catch(f => say(f.message)));
// The start page of the other language is another page: methods stand in it.
onLanguage(() => location.reload());
translate(document);
lists().catch(f => say(f.message));
