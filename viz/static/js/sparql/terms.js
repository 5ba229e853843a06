/* Terms of an answer (SPARQL results JSON), and what their columns hold. */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"].map((name) => XSD + name));
const NAMED = /(name|label|title|quote)$/i;

export const LATITUDE = /^(lat|latitude)$/i;
export const LONGITUDE = /^(long|lon|lng|longitude)$/i;
const isPlace = (name) => LATITUDE.test(name) || LONGITUDE.test(name);

export const isIri = (term) => term?.type === "uri";
export const isNumber = (term) => NUMBERS.has(term?.datatype) && Number.isFinite(Number(term.value));
export const isYear = (term) => term?.datatype === `${XSD}gYear`;
const isText = (term) => term && term.type !== "uri" && !isNumber(term);

/* Columns where all terms are of a kind, and one at least is there. */
function columns(results, fits) {
  const rows = results.getBindings() || [];
  return results.getVariables().filter((name) => rows.some((row) => row[name]) && rows.every((row) => !row[name] || fits(row[name])));
}

const withFirst = (names, isFirst) => [...names.filter(isFirst), ...names.filter((name) => !isFirst(name))];

export const iriColumns = (results) => columns(results, isIri);

/* Degrees last: they are where, not how much. */
export const numberColumns = (results) => withFirst(columns(results, isNumber), (name) => !isPlace(name));

/* Names first, then years and other texts. */
export const labelColumns = (results) => withFirst(columns(results, isText), (name) => NAMED.test(name));

/* The page where this site, or for http(s) another, tells of an IRI; null for any other scheme. */
export function pageOf(iri, { places, language }) {
  const start = Object.keys(places).find((each) => iri.startsWith(each));
  if (start === undefined) return /^https?:/.test(iri) ? iri : null;
  const [path, fragment] = (places[start] + iri.slice(start.length)).split("#");
  return path + (language === "zh" ? "" : `?lang=${language}`) + (fragment === undefined ? "" : `#${fragment}`);
}

export const lastPart = (iri) => iri.replace(/[/#]+$/, "").split(/[/#]/).pop() || iri;
export const shortened = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
