/* The views of an answer, in the order in which they are offered. */
import { chartView } from "./chart.js";
import { graphView } from "./graph.js";
import { mapView } from "./map.js";
import { tableView } from "./table.js";

export const VIEWS = ["table", "graph", "chart", "map", "response"];

export function registerViews(Yasr, settings) {
  Yasr.registerPlugin("table", tableView(Yasr.plugins.table, settings));
  Yasr.registerPlugin("graph", graphView(settings));
  Yasr.registerPlugin("chart", chartView(settings));
  Yasr.registerPlugin("map", mapView(settings));
  Yasr.registerPlugin("response", class extends Yasr.plugins.response {
    constructor(yasr) {
      super(yasr);
      this.label = settings.words.response;
      this.helpReference = undefined;
    }

    getIcon() { return undefined; }

    async draw(...options) {
      await super.draw(...options);
      for (const text of this.yasr.resultsEl.querySelectorAll("textarea")) text.setAttribute("aria-label", settings.words.response);
    }
  });
}
