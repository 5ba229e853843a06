/* Draws every element with `data-chart`, the JSON of viz/charts.py: { title, unit, series: [{ kind, points }] }.
   The library is fetched when the first of them comes near the screen. Values are in the page as words already. */
import { drawLabels, drawMark } from "./marks.js";
import { dark, theme } from "./theme.js";

const NEAR = "300px";
let library = null;
const drawn = new Map();

const fetched = () => {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("script[data-library]").dataset.library;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
};

const formatter = (language) =>
  new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { notation: "compact", maximumFractionDigits: 2 });

/* All that is drawn by hand: marks and words of the points. */
const marks = (colours) => ({
  id: "marks",
  afterDatasetsDraw: ({ ctx, chartArea, data, scales: { x, y } }) => {
    const placed = data.datasets.filter((set) => set.role === "figures").flatMap((set) => set.points.map((point) => ({
      point,
      place: {
        x: x.getPixelForValue(point.year),
        y: y.getPixelForValue(point.value),
        upper: point.upper === null ? null : y.getPixelForValue(point.upper),
        since: point.since === null ? null : x.getPixelForValue(point.since),
      },
    })));
    for (const { point, place } of placed) drawMark(ctx, point, place, colours);
    drawLabels(ctx, placed, chartArea, colours);
  },
});

const datasets = (series, colours) => series.map(({ kind, points }) => ({
  role: kind,
  points,
  data: points.map((point) => ({ x: point.year, y: point.value })),
  showLine: kind === "pace",
  borderColor: colours.muted,
  borderDash: [4, 4],
  borderWidth: 1.5,
  pointRadius: 0,
  pointHoverRadius: 0,
  pointHitRadius: kind === "pace" ? 0 : 12,
}));

const options = (chart, place, colours) => {
  const all = chart.series.flatMap((series) => series.points);
  const years = all.flatMap((point) => [point.year, point.since ?? point.year]);
  const values = all.flatMap((point) => [point.value, point.upper ?? point.value]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.35;
  const isLarge = place.classList.contains("chart--large");
  const number = formatter(place.dataset.lang);
  const shown = (item) => item.dataset.role === "figures";
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: 14, right: 6, left: 2 } },
    interaction: { mode: "nearest", intersect: true },
    font: { family: colours.font },
    scales: {
      x: {
        type: "linear",
        min: Math.min(...years) - 0.6,
        max: Math.max(...years) + 0.6,
        ticks: {
          color: colours.muted,
          font: { family: colours.font, size: 11 },
          autoSkip: false,
          maxRotation: 0,
          callback: (value) => (Number.isInteger(value) ? String(value) : ""),
        },
        afterBuildTicks: (axis) => { axis.ticks = yearTicks(years, axis.width).map((value) => ({ value })); },
        grid: { display: false },
        border: { color: colours.line },
      },
      y: {
        display: isLarge,
        min: low - room * 1.3,
        max: high + room,
        ticks: { color: colours.muted, font: { family: colours.font, size: 11 }, maxTicksLimit: 6, includeBounds: false, callback: (value) => number.format(value) },
        grid: { color: colours.line },
        border: { display: false },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        filter: shown,
        callbacks: {
          title: (items) => items.map((item) => yearsOf(item.dataset.points[item.dataIndex])).filter(onlyFirst).join(" "),
          label: (item) => [item.dataset.points[item.dataIndex].label, item.dataset.points[item.dataIndex].note].filter(Boolean).join(" · "),
        },
        displayColors: false,
      },
    },
    onClick: (_, found, picture) => {
      const point = found.map(({ datasetIndex, index }) => picture.data.datasets[datasetIndex].points[index]).find((each) => each.link);
      if (point) location.assign(point.link);
    },
    onHover: (event, found) => { event.native.target.classList.toggle("is-link", found.length > 0); },
  };
};

const onlyFirst = (value, at, all) => all.indexOf(value) === at;
const yearsOf = ({ since, year }) => (since === null ? String(year) : `${since}–${year}`);

/* Years that have a value, as many as there is room for; first and last always. */
const yearTicks = (years, width) => {
  const found = [...new Set(years)].sort((one, other) => one - other);
  const [first, last] = [found[0], found.at(-1)];
  const each = (last - first || 1) / Math.max(1, width / 44);
  let before = first;
  return found.filter((year) => {
    const isShown = year === first || year === last || (year - before >= each && last - year >= each);
    if (isShown) before = year;
    return isShown;
  });
};

const draw = async (place) => {
  await fetched();
  const chart = JSON.parse(place.dataset.chart);
  const colours = theme();
  drawn.get(place)?.destroy();
  const canvas = document.createElement("canvas");
  place.replaceChildren(canvas);
  drawn.set(place, new window.Chart(canvas, {
    type: "scatter",
    data: { datasets: datasets(chart.series, colours) },
    options: options(chart, place, colours),
    plugins: [marks(colours)],
  }));
  place.dataset.drawn = String(chart.series.filter((series) => series.kind === "figures").flatMap((series) => series.points).length);
};

const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    draw(target);
  }
}, { rootMargin: NEAR });

for (const place of document.querySelectorAll("[data-chart]")) observer.observe(place);
dark.addEventListener("change", () => { for (const place of [...drawn.keys()]) draw(place); });
addEventListener("beforeprint", () => { for (const place of document.querySelectorAll("[data-chart]")) if (!drawn.has(place)) draw(place); });
