/* Names on the canvas: always of the same size on the screen, the weightiest first, none over another.
   Text of reports is painted as text; nothing here makes markup. */
const RANK = { area: 0, region: 1, indicator: 1, organization: 1, horizon: 1, project: 3, commitment: 3 };
const SMALL_FROM = { all: 0.9, overview: 0.35, focus: 0.35, path: 0.2, community: 0.2 };
/* From which zoom on the names of single commitments and projects are tried. */
const MOST = 220;
const HUBS = 8;
/* The weightiest nodes, whose names come first whatever their class. */
const SIZE = 13;
const LINE = 15;

export class Labels {
  #items = [];
  #kind = "overview";
  #widths = new Map();

  /* Of which nodes, in the order in which they are tried. */
  take(data, edges) {
    const links = new Map();
    for (const { from, to, value } of edges) for (const end of [from, to]) links.set(end, (links.get(end) || 0) + (value || 1));
    const hubs = new Set([...links.keys()].sort((one, other) => links.get(other) - links.get(one) || (one < other ? -1 : 1)).slice(0, HUBS));
    const first = new Set([data.focus, ...data.expanded]);
    this.#kind = data.kind;
    this.#items = data.nodes
      .map((node) => ({ node, lines: (node.label || "").split("\n"), rank: first.has(node.id) ? -1 : hubs.has(node.id) ? 0 : RANK[node.group] ?? 2, links: links.get(node.id) || 0 }))
      .sort((one, other) => one.rank - other.rank || other.links - one.links || (one.node.id < other.node.id ? -1 : 1));
  }

  /* Onto vis-network's canvas; `chosen` are IRIs whose names must be seen. */
  paint(context, view, chosen, colour, face) {
    const scale = view.getScale();
    const { clientWidth: width, clientHeight: height } = context.canvas;
    const placed = [];
    context.save();
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 4 / scale;
    context.strokeStyle = colour("card");
    context.fillStyle = colour("ink");
    const ordered = chosen.size ? [...this.#items].sort((one, other) => chosen.has(other.node.id) - chosen.has(one.node.id)) : this.#items;
    for (const item of ordered) {
      if (placed.length >= MOST) break;
      const must = chosen.has(item.node.id) || item.rank < 0;
      if (!must && item.rank === 3 && scale < SMALL_FROM[this.#kind]) continue;
      const middle = view.canvasToDOM(item.node);
      if (middle.x < -80 || middle.y < -40 || middle.x > width + 80 || middle.y > height + 40) continue;
      const bold = item.rank <= 0;
      const size = bold ? SIZE + 1 : SIZE;
      const top = middle.y + item.node.size * scale + 3;
      const half = this.#width(context, item, bold, size, face) / 2;
      const box = [middle.x - half - 3, top - 1, middle.x + half + 3, top + item.lines.length * LINE + 1];
      if (!must && placed.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      placed.push(box);
      context.font = font(bold, size / scale, face);
      item.lines.forEach((line, number) => {
        const x = item.node.x;
        const y = item.node.y + item.node.size + (3 + number * LINE) / scale;
        context.strokeText(line, x, y);
        context.fillText(line, x, y);
      });
    }
    context.restore();
    return placed.length;
  }

  #width(context, item, bold, size, face) {
    const key = `${bold} ${item.node.label}`;
    if (!this.#widths.has(key)) {
      context.font = font(bold, size, face);
      this.#widths.set(key, Math.max(...item.lines.map((line) => context.measureText(line).width)));
    }
    return this.#widths.get(key);
  }
}

const font = (bold, size, face) => `${bold ? "600 " : ""}${size}px ${face}`;
