/* Completion from this host: the site's prefixes, and the classes and properties that the description (VoID)
   says are in use, found by prefixed name, by IRI or by their names in any language. */
import { fill } from "./words.js";

const MOST = 60;

export function registerCompleters(Yasqe, settings) {
  const { prefixes, words } = settings;
  const loading = fetch(settings.terms).then((answer) => answer.json()).then(({ terms }) => terms.map(prepared), () => []);
  const found = new Map(); // term by the text that stands for it

  function prepared(term) {
    const prefix = Object.keys(prefixes)
      .filter((name) => term.iri.startsWith(prefixes[name]) && /^[\w-]+$/.test(term.iri.slice(prefixes[name].length)))
      .sort((one, other) => prefixes[other].length - prefixes[one].length)[0];
    const text = prefix === undefined ? `<${term.iri}>` : `${prefix}:${term.iri.slice(prefixes[prefix].length)}`;
    const ready = { ...term, prefix, text, words: [text.split(/[:#/]/).pop(), ...term.names].map((word) => word.toLowerCase()) };
    found.set(text, ready);
    return ready;
  }

  async function suggested(kind, token) {
    const typed = token.string.trim().toLowerCase();
    const terms = (await loading).filter((term) => term.kind === kind);
    const whole = typed.includes(":") || typed.startsWith("<");
    const fits = whole
      ? (term) => term.text.toLowerCase().startsWith(typed) || `<${term.iri.toLowerCase()}>`.startsWith(typed)
      : (term) => term.words.some((word) => word.includes(typed));
    const texts = terms.filter(fits).map((term) => term.text);
    return texts.length === 1 && texts[0].toLowerCase() === typed ? [] : texts.slice(0, MOST);
  }

  /* Puts the text in place, and declares its prefix. */
  function pick(editor, data, hint) {
    const term = found.get(hint.text);
    editor.replaceRange(hint.text, hint.from || data.from, hint.to || data.to, "complete");
    if (term.prefix !== undefined) editor.addPrefixes({ [term.prefix]: prefixes[term.prefix] });
  }

  function render(element, _data, hint) {
    const term = found.get(hint.text);
    const [name, about] = [document.createElement("b"), document.createElement("span")];
    name.textContent = hint.text;
    about.textContent = `${term.names.join(" · ")} — ${fill(words[term.kind], term.count)}`;
    element.append(name, about);
  }

  for (const kind of ["class", "property"]) {
    Yasqe.forkAutocompleter(kind, {
      name: `${kind}-here`,
      get: (_yasqe, token) => suggested(kind, token),
      preProcessToken: (_yasqe, token) => token,
      postProcessSuggestion: (_yasqe, _token, text) => text,
      postprocessHints: (_yasqe, hints) => hints.map((hint) => ({ ...hint, hint: pick, render })),
    }, false);
  }
  Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes-here",
    get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
    persistenceId: null,
  }, false);
  Yasqe.defaults.autocompleters = ["variables", "prefixes-here", "class-here", "property-here"];
}
