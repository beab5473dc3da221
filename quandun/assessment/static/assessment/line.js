// Draw a table of days and numbers as a line: [data-line-of="table id"]. The table is the content; without this script nothing is lost.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const frame of document.querySelectorAll("[data-line-of]")) {
    draw(frame, document.getElementById(frame.dataset.lineOf));
  }
});

function draw(frame, table) {
  const rows = [...table.tBodies[0].rows].map((row) => [row.cells[0].textContent.trim(), Number(row.cells[1].textContent.trim())]);
  const points = rows.map(([day, value]) => [day, Number.isNaN(value) ? null : value]); // a dash: nothing to reckon from, the line breaks
  if (points.length < 2 || points.every(([, value]) => value === null)) return;
  frame.hidden = false;
  frame.append(document.createElement("div"));
  const canvas = frame.firstChild;
  canvas.className = "plan-line";
  const style = getComputedStyle(document.body);
  const colour = (name) => style.getPropertyValue(name).trim();
  const chart = echarts.init(canvas, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    grid: { left: 48, right: 24, top: 32, bottom: 32 },
    textStyle: { fontFamily: style.fontFamily },
    tooltip: { trigger: "axis", renderMode: "richText" }, // html tooltips would need inline styles, which the content policy forbids
    xAxis: { type: "time", axisLabel: { color: colour("--q-quiet"), hideOverlap: true }, axisLine: { lineStyle: { color: colour("--q-line-strong") } } },
    yAxis: { type: "value", name: frame.dataset.unit, min: 0, minInterval: 1, axisLabel: { color: colour("--q-quiet") }, nameTextStyle: { color: colour("--q-quiet") }, splitLine: { lineStyle: { color: colour("--q-line") } } },
    series: [{ type: "line", data: points, step: "end", symbolSize: 5, lineStyle: { color: colour("--q-primary"), width: 2 }, itemStyle: { color: colour("--q-primary") }, areaStyle: { color: colour("--q-soft") } }],
  });
  new ResizeObserver(() => chart.resize()).observe(canvas);
}
