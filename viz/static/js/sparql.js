/* The query editor: YASQE to write, YASR to show. Both keep to this host and remember nothing.
   The address holds the query (#query=…) and, once chosen, the view (&view=…): with a view it runs at once. */
import { registerCompleters } from "./sparql/completion.js";
import { errorRenderer } from "./sparql/errors.js";
import { exampleList } from "./sparql/examples.js";
import { fill } from "./sparql/words.js";
import { VIEWS, registerViews } from "./sparql/views.js";

const settings = JSON.parse(document.getElementById("settings").textContent);
const examples = JSON.parse(document.getElementById("examples-data").textContent);
const { words } = settings;
const part = (id) => document.getElementById(id);
const given = () => new URLSearchParams(location.hash.slice(1));

registerCompleters(Yasqe, settings);
registerViews(Yasr, settings);

const yasqe = new Yasqe(part("editor"), {
  value: given().get("query") || examples[0].query,
  requestConfig: { endpoint: settings.endpoint, method: "POST" },
  createShareableLink: null,
  consumeShareLink: null,
  persistenceId: null,
  showQueryButton: false,
  editorHeight: "24rem",
});
yasqe.getInputField().setAttribute("aria-label", words.editor);
Object.assign(yasqe.getScrollerElement(), { tabIndex: 0, role: "group", ariaLabel: words.editor }); // scrolls by keys
const notify = yasqe.showNotification.bind(yasqe);
yasqe.showNotification = (key) => notify(key, words.completeHere);
yasqe.on("inputRead", () => yasqe.autocomplete());

const yasr = new Yasr(part("answer"), {
  persistenceId: null,
  prefixes: () => ({ ...settings.prefixes, ...yasqe.getPrefixesFromQuery() }),
  errorRenderers: [errorRenderer(yasqe, words)],
  pluginOrder: VIEWS,
  plugins: { table: { enabled: true, dynamicConfig: { compact: true } } },
});
part("answer").querySelector(".yasr_external_ref_btn").remove(); // leads to the library's own site
part("answer").querySelector(".yasr_downloadIcon").setAttribute("aria-label", words.download);
for (const name of VIEWS) part("answer").querySelector(`.select_${name}`).removeAttribute("aria-label");

/* Running */

const run = part("run");
let running = false;

function mark(busy) {
  running = busy;
  run.textContent = busy ? words.stop : words.run;
  part("answer").setAttribute("aria-busy", String(busy));
}

const ask = () => yasqe.query().catch(() => {}); // what went wrong is shown with the answer
run.addEventListener("click", () => (running ? yasqe.abortQuery() : ask()));
yasqe.on("query", () => { mark(true); remember(); });
yasqe.on("queryAbort", () => mark(false));
yasqe.on("queryResponse", (_yasqe, response, milliseconds) => {
  mark(false);
  if (response.name !== "AbortError") yasr.setResponse(response, milliseconds);
});

yasr.on("draw", () => { part("answer").hidden = false; });

/* Only views that can draw this answer are offered, and the one that is drawn is marked. */
yasr.on("drawn", (_yasr, drawn) => {
  for (const name of VIEWS) {
    const button = yasr.headerEl.querySelector(`.select_${name}`);
    button.parentElement.hidden = !yasr.plugins[name].canHandleResults();
    button.setAttribute("aria-pressed", String(yasr.plugins[name] === drawn));
  }
  const rows = yasr.results.getBindings();
  const seconds = ((yasr.results.getResponseTime() || 0) / 1000).toFixed(2);
  const told = yasr.results.hasError() ? words.failed : rows ? fill(words.answered, rows.length, seconds) : fill(words.took, seconds);
  yasr.headerEl.querySelector(".yasr_response_chip").textContent = told;
  part("answered").textContent = told;
});

/* The address */

function remember() {
  const view = given().get("view");
  history.replaceState(null, "", `#query=${encodeURIComponent(yasqe.getValue())}${view ? `&view=${view}` : ""}`);
}

yasr.on("change", () => {
  history.replaceState(null, "", `#query=${encodeURIComponent(yasqe.getValue())}&view=${yasr.getSelectedPluginName()}`);
});

function begin() {
  const query = given().get("query");
  const view = given().get("view");
  if (query && query !== yasqe.getValue()) yasqe.setValue(query);
  if (!VIEWS.includes(view)) return;
  yasr.selectPlugin(view);
  ask();
}
addEventListener("hashchange", begin);

part("share").addEventListener("click", async () => {
  const before = part("share").textContent;
  remember();
  try { await navigator.clipboard.writeText(location.href); } catch { return; } // only secure origins have one
  part("share").textContent = words.copied;
  setTimeout(() => { part("share").textContent = before; }, 1500);
});

exampleList((name) => {
  yasqe.setValue(examples.find((example) => example.name === name).query);
  remember();
});
run.disabled = false;
begin();
