/* The network: draws what the page's JSON block holds, and swaps in the parts of another view's page.
   The server renders all words and lists; text from reports reaches the canvas as text only.

   For tests and for those who script the page:
   window.chengnuo.network.at(iri)   where a node stands, in CSS pixels of the window
   window.chengnuo.network.shown()   IRIs of the nodes that are drawn
   window.chengnuo.network.drawn     when the last view was first drawn (performance.now()) */
"use strict";
(() => {
  const root = document.getElementById("network");
  const canvas = document.getElementById("net-canvas");
  const SWAPPED = ["net-notices", "net-scope", "net-fixed", "net-classes", "net-bases", "net-table", "net-links", "net-data"];
  const FONTS = {
    overview: { area: 25, region: 22, indicator: 22 },
    all: { area: 56, region: 20, indicator: 20, organization: 20, project: 12, commitment: 12 },
    focus: { area: 22, region: 20, indicator: 20, organization: 20, project: 19, commitment: 19 },
  };
  const LEGIBLE = 0.42;
  let view = null;
  let drawn = 0;
  let latest = 0;

  const read = () => JSON.parse(document.getElementById("net-data").textContent);
  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();

  function groups(kind) {
    const found = {};
    for (const name of ["area", "region", "indicator", "organization", "project", "commitment"]) {
      const own = colour(name);
      found[name] = {
        color: {
          background: own, border: colour("card"),
          highlight: { background: own, border: colour("ink") },
          hover: { background: own, border: colour("ink") },
        },
        font: { size: FONTS[kind][name] || 15, color: colour("ink"), strokeColor: colour("card"), strokeWidth: kind === "all" && name !== "commitment" && name !== "project" ? 8 : 4, face: getComputedStyle(root).fontFamily },
      };
    }
    return found;
  }

  function options(data) {
    const many = data.nodes.length > 400;
    return {
      autoResize: true,
      physics: { enabled: false },
      layout: { improvedLayout: false },
      interaction: { hover: !many, tooltipDelay: 200, hideEdgesOnDrag: many, keyboard: { enabled: true, bindToWindow: false }, multiselect: false, zoomSpeed: 0.7 },
      nodes: { fixed: false, borderWidth: 1.5, borderWidthSelected: 3, scaling: { label: { enabled: false, drawThreshold: 8 } } },
      edges: { smooth: false, width: 1, selectionWidth: 2, hoverWidth: 0.5, scaling: { min: 1, max: 9, label: false } },
      groups: groups(data.kind),
    };
  }

  function edgeStyle(edge) {
    const colours = { stated: colour("muted"), derived: colour("line"), inferred: colour("inferred") };
    const own = colours[edge.basis] || colour("muted");
    const plain = edge.basis ? 0.8 : 0.35;
    return { ...edge, dashes: edge.basis === "inferred" ? [5, 5] : false, color: { color: own, opacity: plain, highlight: colour("ink"), hover: colour("ink") } };
  }

  function draw() {
    const data = read();
    const focus = data.focus;
    const network = { nodes: data.nodes, edges: data.edges.map(edgeStyle) };
    if (view) view.destroy();
    view = new vis.Network(canvas, network, options(data));
    view.once("afterDrawing", () => { drawn = performance.now(); });
    view.on("click", (event) => { if (event.nodes.length) choose(event.nodes[0]); });
    view.on("doubleClick", (event) => { if (event.nodes.length) show(focusAddress(event.nodes[0])); });
    view.on("hoverNode", () => canvas.classList.add("is-pointing"));
    view.on("blurNode", () => canvas.classList.remove("is-pointing"));
    if (focus) view.setSelection({ nodes: [focus], edges: [] }, { highlightEdges: false });
    begin(data);
    canvas.dataset.nodes = data.nodes.length;
  }

  /* Where the whole would be too small to read, its middle comes first; the fit button shows the whole. */
  function begin(data) {
    if (data.kind === "all" || !data.nodes.length) return;
    view.fit({ animation: false });
    if (view.getScale() >= LEGIBLE) return;
    const links = (iri) => view.getConnectedEdges(iri).length;
    const middle = data.focus || data.nodes.map((node) => node.id).reduce((best, iri) => (links(iri) > links(best) ? iri : best));
    view.moveTo({ position: view.getPositions([middle])[middle], scale: LEGIBLE, animation: false });
  }

  async function page(address) {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  /* Another view: its page's parts take the place of ours, and its address becomes ours. */
  async function show(address, keepFocus = false) {
    const turn = ++latest;
    root.setAttribute("aria-busy", "true");
    const other = await page(address).catch(() => null);
    if (turn !== latest) return;
    root.removeAttribute("aria-busy");
    if (!other || !other.getElementById("net-data")) { location.assign(address); return; }
    const active = keepFocus && document.activeElement;
    const again = active && active.name ? `[name="${active.name}"][value="${active.value}"]` : "";
    for (const id of SWAPPED) swap(other, id);
    const languages = other.querySelector(".languages");
    if (languages) document.querySelector(".languages").replaceWith(document.adoptNode(languages));
    if (read().focus) swap(other, "net-panel");
    history.replaceState(null, "", read().address);
    draw();
    if (again) document.querySelector(again)?.focus();
  }

  function swap(other, id) {
    const old = document.getElementById(id);
    const fresh = document.adoptNode(other.getElementById(id));
    if (old.open !== undefined) fresh.open = old.open;
    old.replaceWith(fresh);
  }

  const focusAddress = (iri) => address({ focus: iri, depth: null, view: null });

  /* Our address with some fields changed; null takes one away. */
  function address(changes) {
    const fields = new URL(location.href).searchParams;
    fields.delete("q");
    for (const [name, value] of Object.entries(changes)) {
      fields.delete(name);
      if (value !== null) fields.set(name, value);
    }
    return `${location.pathname}?${fields}`;
  }

  /* The panel of a node. */
  async function choose(iri) {
    view.selectNodes([iri]);
    const fields = new URL(location.href).searchParams;
    fields.set("iri", iri);
    const here = root.dataset.node.split("?")[0];
    const other = await page(`${here}?${fields}`).catch(() => null);
    const node = other && other.querySelector(".net-node");
    if (!node || view.getSelectedNodes()[0] !== iri) return;
    const panel = document.getElementById("net-panel");
    panel.replaceChildren(document.adoptNode(node));
    panel.scrollTop = 0;
    if (matchMedia("(max-width: 60rem)").matches) panel.scrollIntoView({ block: "nearest" });
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
    view.selectNodes(hits.filter((iri) => view.body.data.nodes.get(iri)));
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-view]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const iri = link.dataset.iri;
    if (iri && view.body.data.nodes.get(iri)) {
      view.focus(iri, { scale: Math.max(view.getScale(), 0.9), animation: motion() });
      choose(iri);
    } else show(link.href);
  });

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250 });

  const form = document.getElementById("net-form");
  form.addEventListener("change", (event) => {
    if (event.target.type !== "checkbox") return;
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("q");
    show(`${form.action.split("?")[0]}?${fields}`, true);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); find(form.elements.q.value.trim()); });
  let waiting = 0;
  form.elements.q.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => find(form.elements.q.value.trim()), 150);
  });

  const zoom = (factor) => view.moveTo({ scale: view.getScale() * factor, animation: motion() });
  document.getElementById("net-in").addEventListener("click", () => zoom(1.4));
  document.getElementById("net-out").addEventListener("click", () => zoom(1 / 1.4));
  document.getElementById("net-fit").addEventListener("click", () => view.fit({ animation: motion() }));
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") view.fit({ animation: motion() });
  });

  const share = document.getElementById("net-share");
  share.addEventListener("click", async () => {
    const words = share.textContent;
    try { await navigator.clipboard.writeText(location.href); } catch { return; }
    share.textContent = share.dataset.done;
    setTimeout(() => { share.textContent = words; }, 1500);
  });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  window.chengnuo = {
    network: {
      at(iri) {
        const box = canvas.getBoundingClientRect();
        const place = view.canvasToDOM(view.getPositions([iri])[iri]);
        return { x: box.left + place.x, y: box.top + place.y };
      },
      shown: () => view.body.data.nodes.getIds(),
      get drawn() { return drawn; },
    },
  };
  draw();
})();
