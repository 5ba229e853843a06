/* Places of an answer on a graticule: from columns ?lat and ?long (degrees, WGS 84) or from points in WKT.
   Nothing else is drawn: outlines would need data that an answer does not hold. */
import { View, ems, picture, svg, ticks } from "./view.js";
import { LATITUDE, LONGITUDE, iriColumns, isNumber, labelColumns, lastPart, numberColumns, pageOf, shortened } from "./terms.js";
import { fill } from "./words.js";

const WKT = /^\s*(?:<([^>]*)>)?\s*POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)/i;
const LATITUDE_FIRST = /EPSG\/[\d.]+\/4326$/;
const EM = 13;
const HIGHEST = 620;

export const mapView = (settings) => class PlaceMap extends View {
  constructor(yasr) { super(yasr, settings.words.map); }

  canHandleResults() {
    return Boolean(this.yasr.results) && places(this.yasr.results).length > 0;
  }

  drawInto(place, width) {
    const found = places(this.yasr.results);
    const project = projection(found, width);
    const title = fill(settings.words.mapOf, found.length);
    const drawn = picture(width, project.height, title, ...graticule(project, width), ...points(found, project, width, settings));
    place.replaceChildren(drawn);
  }
};

/* Longitude, latitude, name, IRI and size of each row that has a place. */
function places(results) {
  const vars = results.getVariables();
  const [lat, long] = [vars.find((name) => LATITUDE.test(name)), vars.find((name) => LONGITUDE.test(name))];
  const name = labelColumns(results).find((each) => !(results.getBindings() || []).some((row) => WKT.test(row[each]?.value)));
  const iri = iriColumns(results)[0];
  const size = numberColumns(results).find((each) => each !== lat && each !== long);
  return (results.getBindings() || []).flatMap((row) => {
    const at = placeOf(row, lat, long);
    if (!at || Math.abs(at.lat) > 90 || Math.abs(at.long) > 180) return [];
    const text = row[name]?.value || (row[iri] ? lastPart(row[iri].value) : "");
    return [{ ...at, name: text, iri: row[iri]?.value, size: Number(row[size]?.value ?? 0) }];
  });
}

function placeOf(row, lat, long) {
  if (isNumber(row[lat]) && isNumber(row[long])) return { lat: Number(row[lat].value), long: Number(row[long].value) };
  const point = Object.values(row).map((term) => WKT.exec(term.value)).find(Boolean);
  if (!point) return null;
  const [first, second] = [Number(point[2]), Number(point[3])];
  return LATITUDE_FIRST.test(point[1] || "") ? { lat: first, long: second } : { lat: second, long: first };
}

/* Plate carrée, true to scale along the middle latitude. */
function projection(found, width) {
  const range = (name) => [Math.min(...found.map((each) => each[name])), Math.max(...found.map((each) => each[name]))];
  const [south, north] = range("lat");
  const [west, east] = range("long");
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const pad = Math.max(0.12 * Math.max(north - south, (east - west) * squeeze), 0.25);
  const [high, wide] = [north - south + 2 * pad, (east - west) * squeeze + 2 * pad];
  const height = Math.round(Math.min(HIGHEST, Math.max(240, (width * high) / wide)));
  const unit = Math.min(width / wide, height / high);
  const middle = { lat: (south + north) / 2, long: (west + east) / 2 };
  const reach = { lat: height / 2 / unit, long: width / 2 / unit / squeeze };
  return {
    height, middle, reach,
    x: (long) => width / 2 + (long - middle.long) * squeeze * unit,
    y: (lat) => height / 2 - (lat - middle.lat) * unit,
  };
}

const degrees = (value, positive, negative) => `${Math.abs(value)}°${value === 0 ? "" : value > 0 ? positive : negative}`;

function graticule({ x, y, height, middle, reach }, width) {
  const meridians = ticks(middle.long - reach.long, middle.long + reach.long, Math.max(2, width / 160)).map((long) => svg("g", { class: "sparql-grid-line" },
    svg("line", { x1: x(long), x2: x(long), y1: 0, y2: height }),
    svg("text", { x: x(long) + 4, y: height - 10 }, degrees(long, "E", "W"))));
  const parallels = ticks(middle.lat - reach.lat, middle.lat + reach.lat).map((lat) => svg("g", { class: "sparql-grid-line" },
    svg("line", { x1: 0, x2: width, y1: y(lat), y2: y(lat) }),
    svg("text", { x: 4, y: y(lat) - 8 }, degrees(lat, "N", "S"))));
  return [...meridians, ...parallels];
}

/* The larger first; a name stands only where it covers no other. */
function points(found, project, width, settings) {
  const most = Math.max(...found.map((each) => each.size), 0);
  const taken = [];
  return [...found].sort((one, other) => other.size - one.size).map((each) => {
    const [cx, cy] = [project.x(each.long), project.y(each.lat)];
    const r = most > 0 ? 3 + 13 * Math.sqrt(Math.max(each.size, 0) / most) : 5;
    const text = shortened(each.name, 14);
    const box = boxOf(text, cx, cy, r, width);
    const isFree = taken.every((other) => other.right < box.left || other.left > box.right || other.bottom < box.top || other.top > box.bottom);
    if (isFree) taken.push(box);
    const name = each.size ? `${each.name}: ${each.size}` : each.name;
    const drawn = [svg("title", {}, name), svg("circle", { cx, cy, r }), ...(isFree ? [svg("text", { x: box.left, y: cy }, text)] : [])];
    const address = each.iri && pageOf(each.iri, settings);
    const link = { class: "sparql-point", href: address, target: "_blank", "aria-label": name || each.iri };
    return address ? svg("a", link, ...drawn) : svg("g", { class: "sparql-point" }, ...drawn);
  });
}

/* To the right of a point, or to its left where the picture ends. */
function boxOf(text, cx, cy, r, width) {
  const room = ems(text) * EM;
  const left = cx + r + 3 + room > width ? cx - r - 3 - room : cx + r + 3;
  return { left, right: left + room, top: cy - EM * 0.7, bottom: cy + EM * 0.7 };
}
