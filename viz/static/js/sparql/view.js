/* What our views of an answer have in common: a place that is drawn anew when its width changes. */

const SVG = "http://www.w3.org/2000/svg";

export class View {
  priority = 0;

  constructor(yasr, label) {
    this.yasr = yasr;
    this.label = label;
  }

  draw() {
    this.destroy();
    this.place = make("div", { class: "sparql-view" });
    this.yasr.resultsEl.append(this.place);
    let width = 0;
    this.watcher = new ResizeObserver(() => {
      if (this.place.clientWidth === width) return;
      width = this.place.clientWidth;
      this.drawInto(this.place, width);
    });
    this.watcher.observe(this.place);
  }

  destroy() {
    this.watcher?.disconnect();
  }
}

function fitted(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* Elements; strings among the children become text, never markup. */
export const make = (name, attributes = {}, ...children) => fitted(document.createElement(name), attributes, children);
export const svg = (name, attributes = {}, ...children) => fitted(document.createElementNS(SVG, name), attributes, children);

/* A picture that screen readers tell by its title; what it shows stands in the table too. */
export const picture = (width, height, title, ...children) =>
  svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": title }, ...children);

/* Room that a text takes, in ems: Chinese characters are twice as wide. */
export const ems = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e7f ? 1 : 0.56), 0);

/* Round numbers from low to high, about `wanted` of them. */
export function ticks(low, high, wanted = 5) {
  const rough = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n += 1) found.push(Number((n * step).toPrecision(12)));
  return found;
}
