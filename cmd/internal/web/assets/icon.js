// The icons: strokes on a grid of 16, in the colour of the text around them, so
// that no font is needed for them.
const paths = {
  run: 'M5 3.5v9l7.5-4.5z', stop: 'M4.5 4.5h7v7h-7z',
  up: 'M8 13V3M4 7l4-4 4 4', down: 'M8 3v10M4 9l4 4 4-4',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7', fold: 'M3 4h10M3 8h10M5 11.5l3-2.5 3 2.5', unfold: 'M3 4h10M3 8h10M5 10.5l3 2.5 3-2.5',
  note: 'M3 12.5v-9h10v9zM5.5 6.5h5M5.5 9.5h3', code: 'M5.5 4.5L2.5 8l3 3.5M10.5 4.5l3 3.5-3 3.5',
  pen: 'M3 13l.8-3 6.7-6.7 2.2 2.2L6 12.2z', erase: 'M3 10l5.5-6 4 4-4.5 5H5.5zM7 13h6', bin: 'M3.5 4.5h9M6.5 4.5v-1.5h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
};

export function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('drawn');
  if (name === 'run' || name === 'stop') svg.classList.add('filled');
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
