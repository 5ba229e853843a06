/* Colours and letters of the page, for canvases: read anew when the system turns dark or light. */

export const dark = matchMedia("(prefers-color-scheme: dark)");

export const theme = () => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    ink: colour("--ink"),
    muted: colour("--muted"),
    line: colour("--line"),
    card: colour("--card"),
    actual: colour("--indicator"),
    target: colour("--figure"),
    font: getComputedStyle(document.body).fontFamily,
  };
};
