// Talking to the server: actions as JSON, state as one stream of events.
import { config } from './words.js';

export const base = config.name ? '/v1/notebooks/' + encodeURIComponent(config.name) : '';
export const page = Math.random().toString(36).slice(2); // who we are, so that we know our own edits

// Failure is what the server said was wrong.
export class Failure extends Error {
  constructor(status, body) {
    super(body?.error ? body.error.problem : `HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

export async function ask(path, options = {}) {
  const answer = await fetch(path, { credentials: 'same-origin', ...options });
  if (answer.ok) return answer;
  let body = null;
  try { body = await answer.json(); } catch { /* not ours */ }
  throw new Failure(answer.status, body);
}

export async function post(path, body) {
  const answer = await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return answer.json();
}

export const act = action => post(base, { by: page, ...action });
export const getJSON = async path => (await ask(path)).json();
export const getText = async path => (await ask(path)).text();

// follow keeps a stream of events open. A page that is hidden for a while lets
// go of it: a browser has few connections to one host.
export function follow(kinds, status) {
  let source, last = '', timer, hidden;
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(base + '/events' + (last ? '?after=' + encodeURIComponent(last) : ''));
    source.onopen = () => status(true);
    source.onerror = () => {
      status(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 1500);
    };
    for (const [kind, f] of Object.entries(kinds)) {
      source.addEventListener(kind, e => { last = e.lastEventId; f(JSON.parse(e.data)); });
    }
  };
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(() => { source.close(); source = null; }, 20000);
    else if (!source) open();
  });
  open();
}

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* not allowed: the old way */ }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'offscreen';
  document.body.append(area);
  const before = document.activeElement;
  area.select();
  const ok = document.execCommand('copy');
  area.remove();
  before?.focus();
  return ok;
}

export function download(blob, name) {
  const a = document.createElement('a');
  a.href = URL.createObjectURL(blob);
  a.download = name;
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
