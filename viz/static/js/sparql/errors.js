/* What the endpoint says of a query that it refuses, with a way to the place in the text. */
import { fill } from "./words.js";

const PLACE = /line (\d+), column (\d+)/;

export function errorRenderer(yasqe, words) {
  let mark = null;
  yasqe.on("change", () => { mark?.clear(); });

  return async function render(error) {
    const { title, detail } = read(error.text, words);
    const element = document.createElement("div");
    const [head, text] = [document.createElement("strong"), document.createElement("p")];
    head.textContent = title;
    text.textContent = detail;
    element.append(head, text);
    const place = PLACE.exec(detail);
    if (place) element.append(wayTo(Number(place[1]), Number(place[2])));
    return element;
  };

  function wayTo(line, column) {
    const from = { line: line - 1, ch: column - 1 };
    mark?.clear();
    mark = yasqe.getDoc().markText({ line: from.line, ch: 0 }, { line: from.line + 1, ch: 0 }, { className: "sparql-fault" });
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = fill(words.goTo, line, column);
    button.addEventListener("click", () => {
      yasqe.focus();
      yasqe.getDoc().setCursor(from);
    });
    return button;
  }
}

/* Problem details (RFC 9457); a browser's own words where no answer came. */
function read(text, words) {
  try {
    const { title, detail } = JSON.parse(text);
    return { title, detail: detail || "" };
  } catch {
    return { title: words.failed, detail: words.unreachable };
  }
}
