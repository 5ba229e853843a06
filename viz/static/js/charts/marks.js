/* Marks that show a value as what it is: a floor, a ceiling, about, a range, or exactly so. */

const R = 4.5;
const ARM = 13;

/* The library draws no points of its own; `data` are the points of viz/charts.py, `place` puts one on the canvas. */
export const drawMark = (context, point, place, colours) => {
  const colour = point.kind === "target" || point.kind === "assumed" ? colours.target : colours.actual;
  context.save();
  context.strokeStyle = colour;
  context.fillStyle = point.kind === "assumed" ? colours.card : colour;
  context.lineWidth = 1.75;
  if (point.since !== null) line(context, [place.since, place.y], [place.x, place.y]);
  if (point.upper !== null) range(context, place);
  else if (point.comparator.startsWith(">")) bound(context, place, -1);
  else if (point.comparator.startsWith("<")) bound(context, place, 1);
  else if (point.comparator === "~") about(context, place);
  head(context, point, place);
  context.restore();
};

const line = (context, ...points) => {
  context.beginPath();
  points.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
};

/* Results are round, targets are diamonds: colour is never the only sign. */
const head = (context, { kind }, { x, y }) => {
  context.beginPath();
  if (kind === "baseline" || kind === "actual") context.arc(x, y, R, 0, 2 * Math.PI);
  else {
    context.moveTo(x, y - R - 1);
    context.lineTo(x + R + 1, y);
    context.lineTo(x, y + R + 1);
    context.lineTo(x - R - 1, y);
    context.closePath();
  }
  context.fill();
  context.stroke();
};

/* An arrow from the value to the side that is allowed. */
const bound = (context, { x, y }, side) => {
  const tip = y + side * (R + ARM);
  line(context, [x, y], [x, tip]);
  line(context, [x - 3.5, tip - side * 4.5], [x, tip], [x + 3.5, tip - side * 4.5]);
};

const about = (context, { x, y }) => {
  context.beginPath();
  context.moveTo(x - 11, y + 3);
  context.bezierCurveTo(x - 7, y - 7, x - 3, y - 5, x, y);
  context.bezierCurveTo(x + 3, y + 5, x + 7, y + 7, x + 11, y - 3);
  context.stroke();
};

const range = (context, { x, y, upper }) => {
  line(context, [x, y], [x, upper]);
  for (const at of [y, upper]) line(context, [x - 6, at], [x + 6, at]);
};

/* Words beside marks, where they hide none: above or below, within the canvas, and not one over another. */
export const drawLabels = (context, marks, area, colours) => {
  context.save();
  context.font = `600 12px ${colours.font}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const taken = marks.map(({ place }) => ({ left: place.x - 7, right: place.x + 7, top: place.y - 7, bottom: place.y + 7 }));
  for (const { point, place } of marks) {
    if (!point.label) continue;
    const width = context.measureText(point.label).width;
    const x = Math.min(Math.max(place.x - width / 2, area.left), area.right - width);
    const arm = point.comparator.startsWith(">") ? ARM + 4 : 0;
    const heights = [place.y + 17, place.y - 17 - arm, place.y + 32, place.y - 32 - arm];
    const boxes = heights.map((y) => ({ left: x - 2, right: x + width + 2, top: y - 8, bottom: y + 8, y }));
    const free = boxes.find((box) => box.top >= area.top - 14 && box.bottom <= area.bottom + 4 && !taken.some((other) => meet(box, other)));
    if (!free) continue;
    taken.push(free);
    context.strokeStyle = colours.card;
    context.lineWidth = 4;
    context.strokeText(point.label, x, free.y);
    context.fillStyle = colours.ink;
    context.fillText(point.label, x, free.y);
  }
  context.restore();
};

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
