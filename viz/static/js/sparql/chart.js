/* A chart of a column of numbers by a column of names: bars, or a line where the names are years. */
import { View, ems, make, picture, svg, ticks } from "./view.js";
import { isYear, labelColumns, numberColumns, shortened } from "./terms.js";
import { fill } from "./words.js";

const MOST = 60;
const ROW = 28;
const EM = 14;
const LINE = { height: 320, left: 64, right: 24, top: 16, bottom: 32 };

export const chartView = (settings) => class Chart extends View {
  constructor(yasr) { super(yasr, settings.words.chart); }

  canHandleResults() {
    const results = this.yasr.results;
    return Boolean(results) && labelColumns(results).length > 0 && numberColumns(results).length > 0;
  }

  drawInto(place, width) {
    const results = this.yasr.results;
    const labels = chosen(labelColumns(results), this.labels);
    const numbers = chosen(numberColumns(results), this.numbers);
    const given = results.getBindings().filter((row) => row[labels] && row[numbers]);
    const points = given.slice(0, MOST).map((row) => ({ name: row[labels].value, value: Number(row[numbers].value) }));
    const title = fill(settings.words.chartOf, numbers, labels);
    const isLine = given.every((row) => isYear(row[labels]));
    place.replaceChildren(
      make("div", { class: "sparql-choices" },
        this.choice("labels", settings.words.chartLabels, labelColumns(results), labels),
        this.choice("numbers", settings.words.chartNumbers, numberColumns(results), numbers)),
      isLine ? line(points, width, title) : bars(points, width, title),
    );
    if (given.length > MOST) place.append(make("p", { class: "muted" }, fill(settings.words.chartMost, MOST)));
  }

  choice(name, label, columns, column) {
    const options = columns.map((each) => make("option", each === column ? { selected: "" } : {}, each));
    const select = make("select", {}, ...options);
    select.addEventListener("change", () => {
      this[name] = select.value;
      this.drawInto(this.place, this.place.clientWidth);
    });
    return make("label", {}, label, select);
  }
};

const chosen = (columns, column) => (columns.includes(column) ? column : columns[0]);
const written = (value) => value.toLocaleString("en", { maximumFractionDigits: 6 });
const told = ({ name, value }) => svg("title", {}, `${name}: ${written(value)}`);

function scale(from, to, low, high) {
  return (value) => low + ((value - from) / (to - from || 1)) * (high - low);
}

function bars(points, width, title) {
  const values = points.map((point) => point.value);
  const room = Math.min(width * 0.42, EM * (1 + Math.max(...points.map((point) => ems(point.name)))));
  const end = width - EM * (1 + Math.max(...values.map((value) => ems(written(value)))));
  const x = scale(Math.min(0, ...values), Math.max(0, ...values), room, end);
  const drawn = points.map((point, index) => {
    const middle = index * ROW + ROW / 2;
    const [left, right] = [Math.min(x(0), x(point.value)), Math.max(x(0), x(point.value))];
    return svg("g", { class: "sparql-bar" }, told(point),
      svg("text", { x: room - 8, y: middle, "text-anchor": "end" }, shortened(point.name, Math.max(4, Math.floor(room / EM) - 1))),
      svg("rect", { x: left, y: middle - 9, width: Math.max(right - left, 1), height: 18, rx: 2 }),
      svg("text", { x: right + 6, y: middle }, written(point.value)));
  });
  return picture(width, points.length * ROW, title, ...drawn);
}

function line(points, width, title) {
  const sorted = [...points].sort((one, other) => one.name - other.name);
  const [years, values] = [sorted.map((point) => Number(point.name)), sorted.map((point) => point.value)];
  const x = scale(years[0], years.at(-1), LINE.left, width - LINE.right);
  const y = scale(Math.min(0, ...values), Math.max(0, ...values), LINE.height - LINE.bottom, LINE.top);
  const grid = ticks(Math.min(0, ...values), Math.max(0, ...values)).map((value) => svg("g", { class: "sparql-grid-line" },
    svg("line", { x1: LINE.left, x2: width - LINE.right, y1: y(value), y2: y(value) }),
    svg("text", { x: LINE.left - 8, y: y(value), "text-anchor": "end" }, written(value))));
  const few = Math.max(1, Math.ceil(new Set(years).size / Math.max(1, Math.floor(width / 64))));
  const below = [...new Set(years)].filter((_year, index) => index % few === 0)
    .map((year) => svg("text", { x: x(year), y: LINE.height - 10, "text-anchor": "middle" }, String(year)));
  const path = svg("polyline", { points: sorted.map((point) => `${x(Number(point.name))},${y(point.value)}`).join(" ") });
  const dots = sorted.map((point) => svg("circle", { cx: x(Number(point.name)), cy: y(point.value), r: 4 }, told(point)));
  const once = new Set(years).size === years.length;
  return picture(width, LINE.height, title, ...grid, ...below, ...(once ? [path] : []), ...dots);
}
