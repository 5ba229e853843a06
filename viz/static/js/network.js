/* The network: draws what the page's JSON block holds, and swaps in the parts of another view's page.
   The server renders all words and lists; text from reports reaches the canvas as text only.

   For tests and for those who script the page:
   window.chengnuo.network.at(iri)   where a node stands, in CSS pixels of the window
   window.chengnuo.network.shown()   IRIs of the nodes that are drawn
   window.chengnuo.network.links()   how many links are drawn
   window.chengnuo.network.labels    how many names are painted
   window.chengnuo.network.drawn     when the view was first drawn (performance.now())
   window.chengnuo.network.took      milliseconds from the last wish for another view until it was drawn */
import { Labels } from "./network/labels.js";
import { colourOf, edgeStyle, motion, nodeStyle, options } from "./network/style.js";
import { copy, frame, savePng } from "./network/files.js";

const SWAPPED = ["net-notices", "net-scope", "net-paths", "net-fixed", "net-classes", "net-bases", "net-filters", "net-files", "net-table", "net-links", "net-data"];
const LEGIBLE = 0.22;
const CLOSEST = 0.93;
const MANY = 400;
const MARGIN = { side: 70, above: 24, below: 62 };
const COMMUNITY = "community:";

const root = document.getElementById("network");
const canvas = document.getElementById("net-canvas");
const form = document.getElementById("net-form");
const colour = colourOf(root);
const face = getComputedStyle(root).fontFamily;
const labels = new Labels();
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const known = new Map();
let view = null;
let now = null;
let drawn = 0;
let took = 0;
let painted = 0;
let latest = 0;
let chosen = 0;

/* The overview is stretched to the form of the canvas when it is first shown; what stays keeps its place then. */
let stretched = 0;
function read() {
  const data = JSON.parse(document.getElementById("net-data").textContent);
  if (data.kind !== "overview") return data;
  stretched ||= stretch(data.nodes);
  for (const node of data.nodes) node.y = Math.round(node.y * stretched);
  return data;
}

function stretch(places) {
  const { width, height } = extent(places);
  const room = roomFor();
  return Math.min(Math.max((room.height / room.width) * (width / (height || 1)), 1), 2.5);
}

/* The middle of the nodes, and how wide and high they lie. */
function extent(places) {
  const [xs, ys] = ["x", "y"].map((axis) => places.map((place) => place[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/* The canvas without the margin in which the names of the outermost stand. */
function roomFor() {
  const side = Math.min(MARGIN.side, canvas.clientWidth / 6);
  return { width: canvas.clientWidth - 2 * side, height: canvas.clientHeight - MARGIN.above - MARGIN.below };
}

const scope = (data) => [data.kind, data.focus, data.kind === "path" || data.kind === "community" ? data.address : ""].join(" ");

/* Changes what is drawn into what `data` has: what stays keeps its place, and the eye its point. */
function draw(data, began = 0) {
  const before = now;
  now = data;
  const links = data.edges.map((edge) => edgeStyle(edge, colour));
  change(nodes, data.nodes.map(nodeStyle));
  change(edges, links);
  labels.take(data, data.edges);
  if (!view) make(data);
  else if (data.nodes.length > MANY !== before.nodes.length > MANY) view.setOptions(options(colour, data.nodes.length > MANY));
  if (!before || scope(before) !== scope(data)) begin(data);
  view.once("afterDrawing", () => { drawn = performance.now(); took = drawn - began; });
  if (data.focus && (!before || before.focus !== data.focus)) view.setSelection({ nodes: [data.focus], edges: [] }, { highlightEdges: false });
  view.redraw();
  canvas.dataset.nodes = data.nodes.length;
}

/* Brings a data set to what is wanted; what is as it was is not touched, which is most of it. */
function change(set, wanted) {
  const ids = new Set(wanted.map((each) => each.id));
  const gone = set.getIds().filter((id) => !ids.has(id));
  if (gone.length) set.remove(gone);
  const fresh = wanted.filter((each) => known.get(each.id) !== JSON.stringify(each));
  if (fresh.length) set.update(fresh);
  for (const id of gone) known.delete(id);
  for (const each of fresh) known.set(each.id, JSON.stringify(each));
}

function make(data) {
  view = new vis.Network(canvas, { nodes, edges }, options(colour, data.nodes.length > MANY));
  view.on("afterDrawing", (context) => { painted = labels.paint(context, view, new Set(view.getSelectedNodes()), colour, face); });
  view.on("click", (event) => {
    const iri = event.nodes[0];
    if (iri && !(event.event.tapCount > 1)) choose(iri);
  });
  view.on("doubleClick", (event) => { if (event.nodes.length) open(event.nodes[0]); });
  view.on("hoverNode", () => canvas.classList.add("is-pointing"));
  view.on("blurNode", () => canvas.classList.remove("is-pointing"));
}

/* Where the whole would be too small to read, its middle comes first; the fit button shows the whole. */
function begin(data) {
  if (!data.nodes.length) return;
  fit(false);
  if (data.kind === "all" || view.getScale() >= LEGIBLE) return;
  const degree = (iri) => view.getConnectedEdges(iri).length;
  const middle = data.focus || data.nodes.map((node) => node.id).reduce((best, iri) => (degree(iri) > degree(best) ? iri : best));
  view.moveTo({ position: view.getPositions([middle])[middle], scale: LEGIBLE, animation: false });
}

/* Everything, with room for the names of the outermost. */
function fit(animation) {
  const { x, y, width, height } = extent(Object.values(view.getPositions()));
  const room = roomFor();
  const scale = Math.min(room.width / (width || 1), room.height / (height || 1), CLOSEST);
  view.moveTo({ position: { x, y: y + (MARGIN.below - MARGIN.above) / 2 / scale }, scale, animation });
}

async function page(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/* Another view: its page's parts take the place of ours, and its address becomes ours. */
async function show(address, { focus = "", keep = false } = {}) {
  const turn = ++latest;
  const began = performance.now();
  root.setAttribute("aria-busy", "true");
  const other = await page(address).catch(() => null);
  if (turn !== latest) return;
  root.removeAttribute("aria-busy");
  if (!other || !other.getElementById("net-data")) { location.assign(address); return; }
  const selected = view.getSelectedNodes()[0];
  for (const id of SWAPPED) swap(other, id);
  const languages = other.querySelector(".languages");
  if (languages) document.querySelector(".languages").replaceWith(document.adoptNode(languages));
  const data = read();
  if (data.focus && data.focus !== now.focus) {
    chosen += 1;
    swap(other, "net-panel");
  }
  if (!keep) history.pushState(null, "", data.address);
  draw(data, began);
  if (focus) document.querySelector(focus)?.focus();
  if (selected && nodes.get(selected) && selected !== data.focus) choose(selected);
}

function swap(other, id) {
  const old = document.getElementById(id);
  const fresh = document.adoptNode(other.getElementById(id));
  if (old.open !== undefined) fresh.open = old.open;
  old.replaceWith(fresh);
}

/* Our address with some fields changed; null takes one away. */
function address(changes) {
  const fields = new URL(location.href).searchParams;
  fields.delete("q");
  for (const [name, value] of Object.entries(changes)) {
    fields.delete(name);
    for (const each of [value].flat()) if (each !== null) fields.append(name, each);
  }
  return `${location.pathname}?${fields}`;
}

/* A double click: opens a node in place or closes it again, opens a community; in the whole, makes it the middle. */
function open(iri) {
  if (iri.startsWith(COMMUNITY)) show(address({ community: iri, view: null, expand: null, focus: null }));
  else if (now.kind === "all") show(address({ focus: iri, view: null, expand: null }));
  else {
    const expanded = now.expanded.includes(iri) ? now.expanded.filter((each) => each !== iri) : [...now.expanded, iri];
    show(address({ expand: expanded.length ? expanded : null }));
  }
}

/* The panel of a node: of the one chosen last, as the address chosen last has it, in whatever order answers come. */
async function choose(iri) {
  const turn = ++chosen;
  view.selectNodes([iri]);
  if (iri.startsWith(COMMUNITY)) return;
  const fields = new URL(location.href).searchParams;
  fields.set("iri", iri);
  const here = root.dataset.node.split("?")[0];
  const other = await page(`${here}?${fields}`).catch(() => null);
  const node = other && other.querySelector(".net-node");
  if (!node || turn !== chosen || view.getSelectedNodes()[0] !== iri) return;
  const panel = document.getElementById("net-panel");
  const same = panel.querySelector(".net-node")?.dataset.iri === iri;
  panel.replaceChildren(document.adoptNode(node));
  if (!same) panel.scrollTop = 0;
  if (matchMedia("(max-width: 60rem)").matches && !same) panel.scrollIntoView({ block: "nearest" });
}

async function find(words) {
  const turn = ++latest;
  const here = root.dataset.found.split("?")[0];
  const fields = new URL(location.href).searchParams;
  fields.set("q", words);
  const other = words ? await page(`${here}?${fields}`).catch(() => null) : null;
  if (turn !== latest) return;
  const list = other && other.querySelector(".net-hits");
  document.getElementById("net-found").replaceChildren(...(list ? [document.adoptNode(list)] : []));
  const hits = list ? [...list.querySelectorAll("[data-iri]")].map((hit) => hit.dataset.iri) : [];
  view.selectNodes(hits.filter((iri) => nodes.get(iri)), false);
}

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-view]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const iri = link.dataset.iri;
  if (iri && nodes.get(iri) && !iri.startsWith(COMMUNITY)) {
    view.focus(iri, { scale: Math.max(view.getScale(), 0.9), animation: motion() });
    choose(iri);
  } else show(link.href);
});

form.addEventListener("change", (event) => {
  if (event.target.type !== "checkbox" && event.target.localName !== "select") return;
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("q");
  for (const name of [...fields.keys()]) if (!fields.get(name)) fields.delete(name);
  const value = event.target.type === "checkbox" ? `[value="${event.target.value}"]` : "";
  show(`${form.action.split("?")[0]}?${fields}`, { focus: `[name="${event.target.name}"]${value}` });
});
form.addEventListener("submit", (event) => { event.preventDefault(); find(form.elements.q.value.trim()); });
let waiting = 0;
form.elements.q.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => find(form.elements.q.value.trim()), 150);
});
addEventListener("popstate", () => show(location.href, { keep: true }));

const zoom = (factor) => view.moveTo({ scale: view.getScale() * factor, animation: motion() });
const press = (id, act) => document.getElementById(id).addEventListener("click", act);
press("net-in", () => zoom(1.4));
press("net-out", () => zoom(1 / 1.4));
press("net-fit", () => fit(motion()));
press("net-share", (event) => copy(event.currentTarget, new URL(now.address, location.href).href));
press("net-embed", (event) => copy(event.currentTarget, frame(new URL(now.address, location.href).href, document.title)));
root.addEventListener("click", (event) => {
  const button = event.target.closest("#net-png");
  if (button) savePng(canvas.querySelector("canvas"), button.dataset.words, button.dataset.name, colour, face);
});
canvas.addEventListener("keydown", (event) => {
  if (event.key === "+" || event.key === "=") zoom(1.4);
  else if (event.key === "-") zoom(1 / 1.4);
  else if (event.key === "0") fit(motion());
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  colour.forget();
  view.setOptions(options(colour, now.nodes.length > MANY));
  draw(now);
});

window.chengnuo = {
  network: {
    at(iri) {
      const box = canvas.getBoundingClientRect();
      const place = view.canvasToDOM(view.getPositions([iri])[iri]);
      return { x: box.left + place.x, y: box.top + place.y };
    },
    shown: () => nodes.getIds(),
    links: () => edges.length,
    get labels() { return painted; },
    get drawn() { return drawn; },
    get took() { return took; },
  },
};
draw(read());
