// Pointing at a figure tells its values: of marks their words, of curves the nearest point.
const tip = (function () {
  const box = document.createElement("div");
  box.id = "tip";
  box.hidden = true;
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  return {
    // Shows texts or elements beside a place of the window.
    show: function (x, y, children) {
      box.replaceChildren(...children);
      box.hidden = false;
      const width = box.offsetWidth;
      const height = box.offsetHeight;
      const left = x + 14 + width > innerWidth ? x - 14 - width : x + 14;
      const top = y + 14 + height > innerHeight ? y - 14 - height : y + 14;
      box.style.left = Math.max(4, left) + "px";
      box.style.top = Math.max(4, top) + "px";
    },
    hide: function () { box.hidden = true; },
  };
}());

(function () {
  const line = function (text) {
    const element = document.createElement("div");
    element.textContent = text;
    return element;
  };

  // The value at a place of the drawing, as the axis writes its ticks, with a digit more.
  function value(axis, place) {
    const share = (place - axis.from) / (axis.to - axis.from);
    const number = axis.log
      ? axis.lower * Math.pow(axis.upper / axis.lower, share)
      : axis.lower + share * (axis.upper - axis.lower);
    if (axis.whole) { return Math.round(number).toLocaleString("en-US"); }
    if (axis.percent) { return (number * 100).toFixed(1) + "%"; }
    const span = Math.abs(axis.upper - axis.lower);
    const digits = Math.max(0, Math.min(8, Math.ceil(3 - Math.log10(span))));
    return number.toFixed(digits).replace("-", "−");
  }

  // Names of the curves: those of the legend, in their order.
  function nameOf(svg, curve) {
    const figure = svg.closest("figure");
    if (!figure) { return ""; }
    const curves = Array.from(svg.querySelectorAll("polyline.series"));
    const names = Array.from(figure.querySelectorAll(".legend li")).filter(function (entry) {
      return entry.querySelector(".series");
    }).map(function (entry) { return entry.querySelector(".name").textContent; });
    return names.length === curves.length ? names[curves.indexOf(curve)] : "";
  }

  function nearest(svg, x, y) {
    let best = null;
    for (const curve of svg.querySelectorAll("polyline.series")) {
      const points = curve.points;
      for (let i = 0; i < points.numberOfItems; i += 1) {
        const point = points.getItem(i);
        const distance = Math.hypot(point.x - x, point.y - y);
        if (!best || distance < best.distance) {
          best = { distance: distance, x: point.x, y: point.y, curve: curve };
        }
      }
    }
    return best;
  }

  for (const title of document.querySelectorAll("figure svg :not(svg) > title")) {
    title.parentElement.dataset.tip = title.textContent;
    title.remove();
  }
  for (const tipped of document.querySelectorAll("td[data-pick-name]")) {
    tipped.dataset.tip = tipped.dataset.pickName + ": "
      + Array.from(tipped.childNodes).map(function (node) { return node.textContent; }).join(", ");
  }

  const marker = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  marker.setAttribute("r", "4.5");
  marker.setAttribute("class", "marker");
  const leave = function () {
    tip.hide();
    marker.remove();
  };
  const point = function (event) {
    const marked = event.target.closest("[data-tip]");
    if (marked) {
      marker.remove();
      tip.show(event.clientX, event.clientY, [line(marked.dataset.tip)]);
      if (!marked.classList.contains("stripe")) { return; }
    }
    const svg = event.target.closest("svg");
    if (!svg || !svg.dataset.x) { if (!marked) { leave(); } return; }
    const matrix = svg.getScreenCTM();
    if (!matrix) { return; }
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const found = nearest(svg, at.x, at.y);
    if (!found || found.distance > 24) { if (!marked) { leave(); } return; }
    const x = JSON.parse(svg.dataset.x);
    const y = JSON.parse(svg.dataset.y);
    marker.setAttribute("cx", found.x);
    marker.setAttribute("cy", found.y);
    svg.append(marker);
    const name = nameOf(svg, found.curve);
    tip.show(event.clientX, event.clientY, (name ? [line(name)] : []).concat([
      line(x.label + " " + value(x, found.x)), line(y.label + " " + value(y, found.y)),
    ]).concat(marked ? [line(marked.dataset.tip)] : []));
  };
  for (const drawing of document.querySelectorAll("figure .drawing")) {
    drawing.addEventListener("pointermove", point);
    drawing.addEventListener("pointerdown", point);
    drawing.addEventListener("pointerleave", leave);
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { leave(); }
  });
}());
