/* An answer as a network: the triples of CONSTRUCT and DESCRIBE, or for rows a line from the first thing to each other. */
import { View, make } from "./view.js";
import { iriColumns, isIri, lastPart, pageOf, shortened } from "./terms.js";
import { fill } from "./words.js";

const MOST = 300;
const LONGEST = 18;
const LABELLED = 120;

export const graphView = (settings) => class Network extends View {
  constructor(yasr) { super(yasr, settings.words.graph); }

  canHandleResults() {
    return Boolean(this.yasr.results) && links(this.yasr.results).length > 0;
  }

  initialize() { return loaded(settings.drawing); }

  async draw() {
    this.destroy();
    const all = links(this.yasr.results);
    const ids = [...new Set(all.flatMap(({ from, to }) => [from, to]))];
    const shown = new Set(ids.slice(0, MOST));
    const edges = all.filter(({ from, to }) => shown.has(from) && shown.has(to));
    const names = await namesOf([...new Set([...shown, ...edges.map((edge) => edge.property).filter(Boolean)])], settings.names);
    const canvas = make("div", { class: "sparql-graph", tabindex: "0", role: "application", "aria-label": fill(settings.words.graphOf, shown.size, edges.length) });
    const about = make("p", { class: "sparql-graph-about", "aria-live": "polite" }, settings.words.graphHelp);
    const place = make("div", { class: "sparql-view" }, canvas, about);
    if (ids.length > MOST) place.append(make("p", { class: "muted" }, fill(settings.words.graphMost, MOST)));
    this.yasr.resultsEl.append(place);
    this.show(canvas, [...shown].map((iri) => node(iri, names[iri])), edges.map((edge) => line(edge, names, edges.length)));
    this.network.on("click", ({ nodes }) => { if (nodes.length) tell(about, nodes[0], names[nodes[0]], settings); });
    this.network.once("afterDrawing", () => Object.assign(canvas.dataset, { nodes: shown.size, edges: edges.length }));
  }

  show(canvas, nodes, edges) {
    this.network = new vis.Network(canvas, { nodes, edges }, options(canvas, nodes.length));
    this.network.once("stabilizationIterationsDone", () => {
      this.network.setOptions({ physics: false });
      this.network.fit();
      this.network.moveTo({ scale: this.network.getScale() * 0.85 }); // room for the names at the edge
    });
  }

  destroy() {
    this.network?.destroy();
    this.network = null;
  }
};

/* Things that a row names together; each link once. */
function links(results) {
  const rows = results.getBindings() || [];
  const vars = results.getVariables();
  const isTriples = vars.join() === "subject,predicate,object";
  const columns = iriColumns(results);
  const found = isTriples
    ? rows.filter((row) => isIri(row.subject) && isIri(row.object)).map((row) => ({ from: row.subject.value, to: row.object.value, property: row.predicate.value }))
    : rows.flatMap((row) => columns.slice(1).filter((name) => row[columns[0]] && row[name])
      .map((name) => ({ from: row[columns[0]].value, to: row[name].value, column: name })));
  const apart = found.filter(({ from, to }) => from !== to);
  return [...new Map(apart.map((each) => [`${each.from} ${each.property || each.column} ${each.to}`, each])).values()];
}

let library = null;

function loaded(address) {
  library ??= new Promise((resolve, reject) => {
    const script = make("script", { src: address });
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return library;
}

/* Names, groups and shapes from this site; the last part of the IRI where it does not answer. */
async function namesOf(iris, address) {
  const fallback = Object.fromEntries(iris.map((iri) => [iri, { name: lastPart(iri), group: "other", shape: "dot" }]));
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(iris) }).catch(() => null);
  return answer?.ok ? { ...fallback, ...(await answer.json()) } : fallback;
}

const node = (id, { name, group, shape }) => ({ id, group, shape, label: shortened(name, LONGEST), size: 12 });

function line({ from, to, property, column }, names, count) {
  const label = count > LABELLED ? undefined : column || names[property].name;
  return { from, to, label, arrows: { to: { enabled: true, scaleFactor: 0.5 } } };
}

function options(canvas, count) {
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const font = { face: style.fontFamily, color: colour("ink"), strokeColor: colour("card"), strokeWidth: 3 };
  const names = ["commitment", "figure", "project", "region", "organization", "indicator", "area", "report", "section", "derived", "inferred", "other"];
  const grouped = (name) => ({ color: { background: colour(name), border: colour("card"), highlight: { background: colour(name), border: colour("ink") } } });
  return {
    layout: { randomSeed: 7, improvedLayout: count < 100 },
    physics: { barnesHut: { springLength: 130, avoidOverlap: 0.3 }, stabilization: { iterations: 200 } },
    interaction: { keyboard: { enabled: true, bindToWindow: false }, hover: false },
    nodes: { font: { ...font, size: 14 }, borderWidth: 1.5 },
    edges: { smooth: false, color: { color: colour("muted"), opacity: 0.6, highlight: colour("ink") }, font: { ...font, size: 11, color: colour("muted") } },
    groups: Object.fromEntries(names.map((name) => [name, grouped(name)])),
  };
}

function tell(about, iri, { name }, settings) {
  const address = pageOf(iri, settings);
  about.replaceChildren(make("b", {}, name), " ");
  if (address) about.append(make("a", { href: address, target: "_blank", rel: "noopener" }, settings.words.openPage));
}
