/* How the network looks: colours of the page, options of vis-network. */
const GROUPS = ["area", "region", "indicator", "organization", "horizon", "project", "commitment"];

export const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250 });

/* The colours of the page by name; asked for once, until they are forgotten. */
export function colourOf(root) {
  const known = new Map();
  const colour = (name) => {
    if (!known.has(name)) known.set(name, getComputedStyle(root).getPropertyValue(`--${name}`).trim());
    return known.get(name);
  };
  colour.forget = () => known.clear();
  return colour;
}

export function options(colour, many) {
  const groups = {};
  for (const name of GROUPS) {
    const background = colour(name);
    groups[name] = {
      color: {
        background, border: colour("card"),
        highlight: { background, border: colour("ink") },
        hover: { background, border: colour("ink") },
      },
    };
  }
  return {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: !many, tooltipDelay: 200, hideEdgesOnDrag: many, keyboard: { enabled: true, bindToWindow: false }, multiselect: false, zoomSpeed: 0.7 },
    nodes: { fixed: true, borderWidth: 1.5, borderWidthSelected: 3 },
    edges: { smooth: false, width: 1, selectionWidth: 2, hoverWidth: 0.5, scaling: { min: 1, max: 9, label: false } },
    groups,
  };
}

/* A node without its label, which labels.js paints. */
export function nodeStyle({ label, ...node }) { return node; }

export function edgeStyle(edge, colour) {
  const own = { stated: colour("muted"), derived: colour("line"), inferred: colour("inferred") }[edge.basis] || colour("muted");
  return {
    ...edge,
    id: [edge.from, edge.to, edge.relation || ""].join(" "),
    dashes: edge.basis === "inferred" ? [5, 5] : false,
    color: { color: own, opacity: edge.basis ? 0.8 : 0.35, highlight: colour("ink"), hover: colour("ink") },
  };
}
