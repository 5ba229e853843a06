/* The list of examples: filtered by what is typed; a click calls `put` with the example's name. */

export function exampleList(put) {
  const root = document.getElementById("examples");
  const items = [...root.querySelectorAll("[data-words]")];
  const topics = [...root.querySelectorAll(".sparql-topic")];

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-example]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    put(link.dataset.example);
    for (const item of items) item.firstElementChild.toggleAttribute("aria-current", item.contains(link));
    if (matchMedia("(max-width: 60rem)").matches) root.open = false;
  });

  document.getElementById("examples-filter").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase().split(/\s+/);
    for (const item of items) item.hidden = !wanted.every((word) => item.dataset.words.includes(word));
    for (const topic of topics) topic.hidden = !someShown(topic);
    document.getElementById("examples-none").hidden = items.some((item) => !item.hidden);
  });
}

/* Whether any example of a topic, that is up to the next topic, is shown. */
function someShown(topic) {
  for (let item = topic.nextElementSibling; item?.dataset.words !== undefined; item = item.nextElementSibling) {
    if (!item.hidden) return true;
  }
  return false;
}
