/* The picture as PNG, and what goes to the clipboard. */
const FOOT = 40;

/* What is on the canvas, with its ground, and below it words and the address that shows it again. */
export function savePng(source, words, name, colour, face) {
  const ratio = source.width / source.clientWidth;
  const target = document.createElement("canvas");
  target.width = source.width;
  target.height = source.height + FOOT * ratio;
  const context = target.getContext("2d");
  context.fillStyle = colour("card");
  context.fillRect(0, 0, target.width, target.height);
  context.drawImage(source, 0, 0);
  context.fillStyle = colour("muted");
  context.font = `${12 * ratio}px ${face}`;
  context.fillText(words, 12 * ratio, source.height + 25 * ratio, target.width - 24 * ratio);
  target.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, "image/png");
}

export async function copy(button, text) {
  const words = button.textContent;
  try { await navigator.clipboard.writeText(text); } catch { return; }
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = words; }, 1500);
}

/* A frame for other pages, with the same view. */
export function frame(address, title) {
  const url = new URL(address);
  url.searchParams.set("embed", "1");
  const made = document.createElement("iframe");
  made.src = url.href;
  made.title = title;
  made.width = "100%";
  made.height = "640";
  return made.outerHTML;
}
