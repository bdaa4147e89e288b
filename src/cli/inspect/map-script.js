// Runs in the map's page. It draws on a canvas, since a catalogue may have 100,000 items.
const { legend, points } = JSON.parse(document.getElementById('data').textContent);
const canvas = document.getElementById('map');
const [tip, find, said] = ['tip', 'find', 'said'].map((id) => document.getElementById(id));
// Colours that colour-blind people can tell apart, after Okabe and Ito.
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9', '#b8a800', '#8a6d3b'];
const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
const span = (list) =>
  list.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
const [[left, right], [bottom, top_]] = [span(xs), span(ys)];
let places = [];
let chosen = new Set();
let step = 0;

function draw() {
  const { width, height } = canvas.getBoundingClientRect();
  const ratio = devicePixelRatio;
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  const colours = getComputedStyle(document.documentElement);
  const place = (value, low, high, size) => 12 + ((value - low) / (high - low || 1)) * (size - 24);
  places = points.map(([x, y]) => [place(x, left, right, width), height - place(y, bottom, top_, height)]);
  const radius = points.length > 5000 ? 1.5 : 3;
  const dot = (i, size) => {
    context.fillStyle =
      COLOURS[points[i][2]] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? '#777' : '#9a9a9a');
    context.beginPath();
    context.arc(...places[i], size, 0, 7);
    context.fill();
  };
  context.globalAlpha = chosen.size > 0 ? 0.2 : 0.75;
  for (let i = 0; i < points.length; i++) dot(i, radius);
  context.globalAlpha = 1;
  context.strokeStyle = colours.color;
  context.lineWidth = 1.5;
  for (const i of chosen) {
    dot(i, radius + 2);
    context.stroke();
  }
}

function show(i) {
  tip.hidden = i === undefined;
  if (i === undefined) return;
  const [, , , id, title, category] = points[i];
  const small = document.createElement('small');
  small.textContent = [category, id].filter(Boolean).join(' · ');
  tip.replaceChildren(title, small);
  const [x, y] = places[i];
  const { width, height } = canvas.getBoundingClientRect();
  tip.style.left = `${Math.min(x + 10, Math.max(0, width - tip.offsetWidth))}px`;
  tip.style.top = `${Math.min(y + 10, Math.max(0, height - tip.offsetHeight))}px`;
}

canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
  let [best, nearest] = [undefined, 12 ** 2];
  places.forEach(([x, y], i) => {
    const distance = (x - offsetX) ** 2 + (y - offsetY) ** 2;
    if (distance < nearest) [best, nearest] = [i, distance];
  });
  show(best);
});
canvas.addEventListener('pointerleave', () => show());
find.addEventListener('input', () => {
  const wanted = find.value.trim().toLowerCase();
  const found = (text) => text.toLowerCase().includes(wanted);
  chosen = new Set(
    wanted === '' ? [] : points.flatMap(([, , , id, title], i) => (found(title) || found(id) ? [i] : [])),
  );
  said.textContent =
    wanted === ''
      ? 'Dots that are near each other are items that the model finds similar.'
      : `${chosen.size} found`;
  draw();
  step = 0;
  show(chosen.size === 1 ? [...chosen][0] : undefined);
});
find.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter' && chosen.size > 0) show([...chosen][step++ % chosen.size]);
});
document.getElementById('legend').append(
  ...legend.map((kind, i) => {
    const entry = document.createElement('li');
    entry.style.setProperty('--colour', COLOURS[i]);
    entry.textContent = kind;
    return entry;
  }),
);
addEventListener('resize', draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
draw();
