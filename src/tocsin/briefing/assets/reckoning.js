"use strict";
// The sliders: every answer was reckoned beforehand, so this only looks it up and draws it.
(() => {
  const form = document.getElementById("sliders");
  const grid = JSON.parse(document.getElementById("grid").textContent);
  const inputs = [...form.querySelectorAll("input")];
  const said = document.getElementById("said");
  const space = "\u202f";
  const fill = (words, slots) => words.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
  const people = (x) => {
    if (Math.abs(x) < 500) return "0";
    const digits = Math.max(0, Math.floor(Math.log10(Math.abs(x) || 1)) - 1);
    const rounded = Math.round(Math.abs(x) / 10 ** digits) * 10 ** digits;
    const apart = rounded < grid.divided ? String(rounded) : String(rounded).replace(/\B(?=(\d{3})+$)/g, grid.mark);
    return (x < 0 ? "\u2212" : "") + apart;
  };
  const percent = (p) => (p < 0.01 ? grid.words.under : p > 0.99 ? grid.words.over : `${Math.round(p * 100)}${space}%`);
  const words = (f) => {
    if (f === 1) return grid.words.as_is;
    const change = `${Math.round(Math.abs(f - 1) * 100)}${space}%`;
    return fill(f < 1 ? grid.words.lower : grid.words.higher, { n: change });
  };
  const course = (svg, values, back) => {
    const [w, h] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
    const { left, right, top, bottom } = svg.dataset;
    const points = values.map((v, i) => {
      const x = +left + (i / (values.length - 1)) * (w - left - right);
      const y = +top + (1 - Math.min(v / grid.top, 1)) * (h - top - bottom);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    return (back ? points.reverse() : points).join("L");
  };
  const show = () => {
    const at = inputs.map((input) => +input.value);
    const n = grid.axes.map((axis) => axis.factors.length);
    const [p10, p50, p90] = grid.strength[at[0] * n[1] + at[1]];
    const [low, middle, high, p] = grid.missing[(at[0] * n[1] + at[1]) * n[2] + at[2]];
    const factor = grid.axes[2].factors[at[2]];
    for (const svg of document.querySelectorAll("[data-fan]")) {
      svg.querySelector("[data-band]").setAttribute("d", `M${course(svg, p90)}L${course(svg, p10, true)}Z`);
      svg.querySelector("[data-line]").setAttribute("d", `M${course(svg, p50)}`);
      const { top, bottom } = svg.dataset;
      const height = svg.viewBox.baseVal.height - top - bottom;
      const up = (v) => +top + (1 - Math.min((v * factor) / grid.top, 1)) * height;
      const need = svg.querySelector("[data-need]");
      need.setAttribute("y", up(grid.need[1]).toFixed(1));
      need.setAttribute("height", (up(grid.need[0]) - up(grid.need[1])).toFixed(1));
    }
    inputs.forEach((input, i) => {
      const told = words(grid.axes[i].factors[at[i]]);
      input.nextElementSibling.textContent = told;
      input.setAttribute("aria-valuetext", told);
    });
    const lacking = (x) => Math.abs(x) < 500 ? grid.words.none_missing
      : fill(x > 0 ? grid.words.missing : grid.words.to_spare, { n: people(Math.abs(x)) });
    const range = fill(grid.words.to, { low: lacking(low), high: lacking(high) });
    const told = middle > 0 ? grid.words.then_missing : grid.words.then_spare;
    said.textContent = fill(told, { n: people(Math.abs(middle)), range, p: percent(p) });
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
