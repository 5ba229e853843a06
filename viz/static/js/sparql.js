/* The editor, kept to this host: no other endpoint, no completion from elsewhere, nothing remembered.
   A query in the address (#query=…) stands in the editor when the page opens. */
"use strict";
(() => {
  const parent = document.getElementById("editor");
  const examples = JSON.parse(document.getElementById("examples-data").textContent);
  const endpoint = parent.dataset.endpoint;
  const given = new URLSearchParams(location.hash.slice(1)).get("query");

  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.prefixCcApi = null;
  Yasgui.Yasqe.defaults.value = given || examples[0].query;
  const editor = new Yasgui(parent, {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [], keys: [] },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    persistenceId: null,
    autofocus: false,
    yasqe: { autocompleters: ["variables"], prefixCcApi: null, editorHeight: "24rem" },
  });

  const put = (query) => editor.getTab().setQuery(query);

  document.querySelector(".sparql-examples").addEventListener("click", (event) => {
    const link = event.target.closest("[data-example]");
    if (!link) return;
    event.preventDefault();
    put(examples.find((example) => example.name === link.dataset.example).query);
    history.replaceState(null, "", link.getAttribute("href"));
  });

  addEventListener("hashchange", () => {
    const query = new URLSearchParams(location.hash.slice(1)).get("query");
    if (query) put(query);
  });
})();
