// Short words to people: shown for a while, and told to those who listen.
import { make } from './words.js';

const live = document.getElementById('live');
let timer;

export function say(text) {
  live.textContent = text;
  live.classList.add('on');
  clearTimeout(timer);
  timer = setTimeout(() => live.classList.remove('on'), 4000);
}

// tell is heard and not shown: states that stand on the page anyway.
const quiet = make('div', { class: 'offscreen', 'aria-live': 'polite' });
document.body.append(quiet);
export function tell(text) { quiet.textContent = text; }
