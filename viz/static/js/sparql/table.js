/* The library's table, in the page's language; IRIs that this site describes lead to their pages. */
import { pageOf } from "./terms.js";
import { make } from "./view.js";

const escaped = (text) => make("span", {}, text).innerHTML;

export function tableView(LibraryTable, settings) {
  const { words } = settings;
  const language = {
    info: words.range,
    infoEmpty: words.nothing,
    infoFiltered: words.rangeFiltered,
    emptyTable: words.nothing,
    zeroRecords: words.nothing,
    aria: { paginate: { first: words.first, previous: words.previous, next: words.next, last: words.last } },
  };

  /* With a prefix where that makes a name; else what tells the things of this site apart. */
  function short(iri, prefixes) {
    const whole = Object.entries(prefixes).find(([, start]) => start && iri.startsWith(start) && /^[\w-]+$/.test(iri.slice(start.length)));
    if (whole) return `${whole[0]}:${iri.slice(whole[1].length)}`;
    const start = Object.keys(settings.places).find((each) => iri.startsWith(each));
    return start ? `…/${iri.slice(start.length)}` : iri;
  }

  return class Table extends LibraryTable {
    constructor(yasr) {
      super(yasr);
      this.label = words.table;
      this.helpReference = undefined;
      const { tableConfig } = this.config;
      this.config = { ...this.config, tableConfig: { ...tableConfig, language: { ...tableConfig.language, ...language } } };
    }

    getIcon() { return undefined; }

    /* What is sorted and filtered by: the library would take a value for markup. */
    getColumns() {
      return super.getColumns().map((column) => (column.name ? { ...column, render: (term, type, ...more) =>
        (term && (!type || type === "filter" || type === "sort") ? escaped(term.value) : column.render(term, type, ...more)) } : column));
    }

    getUriLinkFromBinding(binding, prefixes = {}) {
      const address = pageOf(binding.value, settings);
      const element = document.createElement(address ? "a" : "span");
      element.textContent = short(binding.value, prefixes);
      element.title = binding.value;
      if (address) Object.assign(element, { className: "iri", href: address, target: "_blank", rel: "noopener noreferrer" });
      return element.outerHTML;
    }

    drawControls() {
      super.drawControls();
      const [plain, oneLine] = this.tableControls.querySelectorAll(".label");
      plain.textContent = words.plain;
      oneLine.textContent = words.oneLine;
      this.tableFilterField.placeholder = words.filter;
      this.tableFilterField.setAttribute("aria-label", words.filter);
      this.tableControls.querySelector(".pageSizerLabel").textContent = words.pageSize;
      this.tableSizeField.setAttribute("aria-label", words.pageSize);
      this.tableSizeField.lastElementChild.textContent = words.all;
    }
  };
}
