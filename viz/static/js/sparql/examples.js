/* The list of examples: filtered by what is typed; a click calls `put` with the example's name. */

export function exampleList(put) {
  const root = document.getElementById("examples");
  const items = [...root.querySelectorAll("li")];

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
    document.getElementById("examples-none").hidden = items.some((item) => !item.hidden);
  });
}
