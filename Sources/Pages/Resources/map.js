// The map of all galaxies on a canvas: move, zoom, colour, point at, and take a lasso to.
(function () {
  const figure = document.getElementById("latent-map");
  if (!figure || survey.layouts.length === 0) { return; }
  const canvas = make("canvas", {
    id: "map-canvas", tabindex: "0", role: "application", "aria-describedby": "map-help",
    "aria-label": "Map of the galaxies",
  });
  const context = canvas.getContext("2d");
  const button = function (id, text, name) {
    return make("button", { type: "button", id: id, text: text, "aria-label": name || text });
  };
  const layoutChoice = make("select", { id: "map-layout" });
  const colourChoice = make("select", { id: "map-colour" });
  const zoomIn = button("map-in", "+", "Zoom in");
  const zoomOut = button("map-out", "−", "Zoom out");
  const fitAll = button("map-fit", "Whole map");
  const lassoSwitch = button("map-lasso", "Lasso");
  const inView = button("map-view", "Show those in view");
  const legend = make("ul", { id: "map-legend", class: "legend" });
  const words = make("p", { id: "map-words" });
  const marks = ["square", "triangle", "cross"];
  lassoSwitch.setAttribute("aria-pressed", "false");

  survey.layouts.forEach(function (layout, index) {
    layoutChoice.append(make("option", { value: index, text: layout.title }));
  });
  for (const column of survey.columns) {
    if (["ra", "dec", "order"].includes(column.key)) { continue; }
    if (column.levels && column.levels.length === 0) { continue; }
    colourChoice.append(make("option", { value: column.key, text: column.title }));
  }
  const preferred = ["answer", "known_class", "predicted"].map(survey.column).find(function (column) {
    return column && column.values.some(function (value) { return value >= 0; });
  });
  if (preferred) { colourChoice.value = preferred.key; }

  // The drawing's caption says how many of the galaxies it shows; the map shows all.
  figure.querySelector("figcaption").remove();
  figure.querySelector(".plot").replaceWith(make("div", { class: "map" }, [
    make("div", { class: "controls" }, [
      make("label", { text: "Map " }, [layoutChoice]),
      make("label", { text: "Colour by " }, [colourChoice]),
      zoomIn, zoomOut, fitAll, lassoSwitch, inView,
    ]),
    make("div", { class: "plot" }, [make("div", { class: "sky" }, [canvas]), legend]),
    words,
    make("p", {
      id: "map-help",
      text: "Drag to move; on a touch screen with two fingers. Zoom with the buttons, by pinching, "
        + "or with the wheel while the map has the focus. Point at a galaxy to see it, click to "
        + "select it; with the lasso, or while Shift is held, drag around several. With the "
        + "keyboard: arrows move, plus and minus zoom, 0 shows the whole map.",
    }),
  ]));

  let layout = survey.layouts[0];
  let bounds = null;
  const view = { x: 0, y: 0, scale: 1 };
  let width = 0;
  let height = 0;
  let groups = [];
  let selected = new Set();
  let lasso = null;
  let scheduled = false;
  // Where each galaxy stands on the canvas, in CSS pixels.
  const px = new Float32Array(survey.count);
  const py = new Float32Array(survey.count);

  function measure() {
    bounds = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
    for (let i = 0; i < survey.count; i += 1) {
      bounds.left = Math.min(bounds.left, layout.x[i]);
      bounds.right = Math.max(bounds.right, layout.x[i]);
      bounds.low = Math.min(bounds.low, layout.y[i]);
      bounds.high = Math.max(bounds.high, layout.y[i]);
    }
  }

  function fit() {
    const wide = Math.max(bounds.right - bounds.left, 1e-6);
    const tall = Math.max(bounds.high - bounds.low, 1e-6);
    view.scale = Math.min((width - 24) / wide, (height - 24) / tall);
    view.x = (bounds.left + bounds.right) / 2;
    view.y = (bounds.low + bounds.high) / 2;
    redraw();
  }

  // Rows by colour: the commonest first, so that rare ones are drawn on top, grey ones below all.
  function group() {
    const column = survey.column(colourChoice.value);
    const style = getComputedStyle(document.documentElement);
    const grey = style.getPropertyValue("--none").trim() || "#888";
    let colours = 0;
    while (style.getPropertyValue("--c" + colours) !== "") { colours += 1; }
    const rows = new Map();
    groups = [];
    const limits = column.levels ? null : range(column.values);
    for (let row = 0; row < survey.count; row += 1) {
      const value = column.values[row];
      const code = column.levels ? value : step(value, limits);
      if (!rows.has(code)) { rows.set(code, []); }
      rows.get(code).push(row);
    }
    for (const [code, members] of rows) {
      groups.push({
        code: code, rows: members,
        // Where there are more classes than colours, each round of colours has a mark of its own.
        mark: code < 0 || !column.levels ? "square" : marks[Math.floor(code / colours) % marks.length],
        colour: code < 0 ? grey
          : column.levels ? style.getPropertyValue("--c" + code % colours).trim() : ramp(code / 7),
        name: code < 0 ? (column.key === "answer" ? "unlabelled" : "none")
          : column.levels ? column.levels[code]
            : short(limits[0] + (limits[1] - limits[0]) * code / 8) + " to "
              + short(limits[0] + (limits[1] - limits[0]) * (code + 1) / 8),
      });
    }
    groups.sort(function (a, b) {
      if ((a.code < 0) !== (b.code < 0)) { return a.code < 0 ? -1 : 1; }
      return column.levels ? b.rows.length - a.rows.length || a.code - b.code : a.code - b.code;
    });
    legend.replaceChildren();
    for (const one of groups.slice().reverse()) {
      const name = make("button", { type: "button", class: "pick", "data-code": one.code }, [
        make("bdi", { text: one.name }),
      ]);
      name.addEventListener("click", function (event) {
        gallery.show(one.rows, column.title + ": " + one.name, event.detail === 0);
      });
      const spot = make("span", { class: "spot", "aria-hidden": "true" });
      spot.style.background = one.colour;
      spot.classList.add(one.mark);
      legend.append(make("li", {}, [
        spot, make("span", { class: "name" }, [name]),
        make("span", { class: "value", text: one.rows.length.toLocaleString("en-US") }),
      ]));
    }
    redraw();
  }

  // From the first to the last hundredth, so that a single value does not take all the colours.
  function range(values) {
    const known = Array.from(values).filter(Number.isFinite).sort(function (a, b) { return a - b; });
    const at = function (share) { return known[Math.floor(share * (known.length - 1))]; };
    const limits = [at(0.01), at(0.99)];
    return limits[0] < limits[1] ? limits : [known[0], known[known.length - 1] + 1e-9];
  }

  function step(value, limits) {
    if (!Number.isFinite(value)) { return -1; }
    const share = (value - limits[0]) / (limits[1] - limits[0]);
    return Math.min(7, Math.max(0, Math.floor(share * 8)));
  }

  // Viridis at eight places, readable by the colour-blind.
  function ramp(share) {
    return ["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725"][
      Math.round(share * 7)];
  }

  // A galaxy: a square, a triangle or a cross.
  function mark(kind, x, y, side) {
    if (kind === "square") {
      context.fillRect(x - side / 2, y - side / 2, side, side);
    } else if (kind === "cross") {
      const arm = side / 3;
      context.fillRect(x - side * 0.7, y - arm / 2, side * 1.4, arm);
      context.fillRect(x - arm / 2, y - side * 0.7, arm, side * 1.4);
    } else {
      context.beginPath();
      context.moveTo(x, y - side * 0.8);
      context.lineTo(x + side * 0.8, y + side * 0.6);
      context.lineTo(x - side * 0.8, y + side * 0.6);
      context.fill();
    }
  }

  function redraw() {
    if (scheduled) { return; }
    scheduled = true;
    requestAnimationFrame(draw);
  }

  function draw() {
    scheduled = false;
    if (width === 0) { return; }
    const ratio = devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    for (let i = 0; i < survey.count; i += 1) {
      px[i] = width / 2 + (layout.x[i] - view.x) * view.scale;
      py[i] = height / 2 - (layout.y[i] - view.y) * view.scale;
    }
    let seen = 0;
    for (let i = 0; i < survey.count; i += 1) {
      if (px[i] >= 0 && px[i] <= width && py[i] >= 0 && py[i] <= height) { seen += 1; }
    }
    // The more there are the smaller and fainter they get, so that density shows.
    const crowd = seen / (width * height);
    const size = crowd > 0.08 ? 1.6 : crowd > 0.02 ? 2.4 : crowd > 0.004 ? 3.6 : 5.5;
    const isQuiet = groups.length > 1;
    const isSome = selected.size > 0 && selected.size < survey.count;
    for (const one of groups) {
      const share = one.rows.length / survey.count;
      const isBackground = one.code < 0 && isQuiet;
      const alpha = crowd * share > 0.04 ? 0.3 : crowd * share > 0.01 ? 0.5 : 0.85;
      context.globalAlpha = isBackground ? Math.min(alpha, 0.45) : alpha;
      context.fillStyle = one.colour;
      // Rare ones are drawn larger, or nobody sees them among a hundred thousand.
      const side = !isBackground && one.rows.length < 2000 ? Math.max(size, 4) : size;
      // While some are selected, the others stand back.
      for (const isChosen of isSome ? [false, true] : [true]) {
        if (!isChosen) { context.globalAlpha *= 0.25; }
        for (const row of one.rows) {
          if (isSome && selected.has(row) !== isChosen) { continue; }
          mark(one.mark, px[row], py[row], side);
        }
        if (!isChosen) { context.globalAlpha *= 4; }
      }
    }
    context.globalAlpha = 1;
    const ink = getComputedStyle(canvas).color;
    if (isSome && selected.size <= 400) {
      context.strokeStyle = ink;
      context.lineWidth = 1;
      context.beginPath();
      for (const row of selected) {
        context.moveTo(px[row] + 5, py[row]);
        context.arc(px[row], py[row], 5, 0, 2 * Math.PI);
      }
      context.stroke();
    }
    if (lasso && lasso.length > 1) {
      context.strokeStyle = ink;
      context.lineWidth = 1.5;
      context.setLineDash([5, 4]);
      context.beginPath();
      lasso.forEach(function (point) { context.lineTo(point[0], point[1]); });
      context.closePath();
      context.stroke();
      context.setLineDash([]);
    }
    canvas.dataset.seen = seen;
  }

  function nearest(x, y) {
    let best = -1;
    let least = 14 * 14;
    for (let i = 0; i < survey.count; i += 1) {
      const distance = (px[i] - x) * (px[i] - x) + (py[i] - y) * (py[i] - y);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  function zoom(factor, x, y) {
    const left = view.x + (x - width / 2) / view.scale;
    const up = view.y - (y - height / 2) / view.scale;
    view.scale *= factor;
    view.x = left - (x - width / 2) / view.scale;
    view.y = up + (y - height / 2) / view.scale;
    redraw();
  }

  function pan(dx, dy) {
    view.x -= dx / view.scale;
    view.y += dy / view.scale;
    redraw();
  }

  // Even-odd rule.
  function isInside(x, y, polygon) {
    let inside = false;
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
      const [ax, ay] = polygon[i];
      const [bx, by] = polygon[j];
      if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) { inside = !inside; }
    }
    return inside;
  }

  const touches = new Map();
  let isLassoing = false;
  let travelled = 0;
  const at = function (event) {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  canvas.addEventListener("pointerdown", function (event) {
    if (event.button !== 0) { return; }
    canvas.setPointerCapture(event.pointerId);
    touches.set(event.pointerId, at(event));
    travelled = 0;
    isLassoing = touches.size === 1
      && (event.shiftKey || lassoSwitch.getAttribute("aria-pressed") === "true");
    lasso = isLassoing ? [at(event)] : null;
  });
  canvas.addEventListener("pointermove", function (event) {
    const point = at(event);
    const before = touches.get(event.pointerId);
    if (!before) {
      hover(event, point);
      return;
    }
    const dx = point[0] - before[0];
    const dy = point[1] - before[1];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (isLassoing) {
      lasso.push(point);
      redraw();
    } else if (touches.size === 2) {
      const other = Array.from(touches).find(function (entry) { return entry[0] !== event.pointerId; })[1];
      const reach = function (a) { return Math.hypot(a[0] - other[0], a[1] - other[1]); };
      pan(dx / 2, dy / 2);
      zoom(reach(point) / Math.max(reach(before), 1), other[0], other[1]);
    } else if (event.pointerType !== "touch") {
      pan(dx, dy);
    }
    touches.set(event.pointerId, point);
    tip.hide();
  });
  const release = function (event) {
    if (!touches.delete(event.pointerId)) { return; }
    const point = at(event);
    if (isLassoing && lasso && lasso.length > 2) {
      const polygon = lasso;
      const rows = [];
      for (let i = 0; i < survey.count; i += 1) {
        if (isInside(px[i], py[i], polygon)) { rows.push(i); }
      }
      gallery.show(rows, "Inside the lasso", false);
    } else if (event.type === "pointerup" && travelled < 6 && touches.size === 0) {
      const row = nearest(point[0], point[1]);
      if (row >= 0) { gallery.show([row], survey.ids[row], false); }
    }
    lasso = null;
    isLassoing = false;
    redraw();
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", function () { tip.hide(); });

  function hover(event, point) {
    const row = nearest(point[0], point[1]);
    if (row < 0) {
      tip.hide();
      return;
    }
    tip.show(event.clientX, event.clientY, [
      gallery.picture(row, 96), make("strong", {}, [make("bdi", { text: survey.ids[row] })]),
    ].concat(gallery.words(row).concat([
      survey.column(colourChoice.value).title + ": " + (cell(survey.column(colourChoice.value), row) || "none"),
    ]).map(function (text) { return make("div", { text: text }); })));
  }

  canvas.addEventListener("wheel", function (event) {
    // Without the focus the wheel goes on scrolling the page.
    if (document.activeElement !== canvas && !event.ctrlKey) { return; }
    event.preventDefault();
    const [x, y] = at(event);
    zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), x, y);
  }, { passive: false });
  canvas.addEventListener("keydown", function (event) {
    const moves = {
      ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40],
    };
    if (moves[event.key]) { pan(...moves[event.key]); } else if (event.key === "+" || event.key === "=") {
      zoom(1.3, width / 2, height / 2);
    } else if (event.key === "-") { zoom(1 / 1.3, width / 2, height / 2); } else if (event.key === "0") {
      fit();
    } else { return; }
    event.preventDefault();
  });
  zoomIn.addEventListener("click", function () { zoom(1.5, width / 2, height / 2); });
  zoomOut.addEventListener("click", function () { zoom(1 / 1.5, width / 2, height / 2); });
  fitAll.addEventListener("click", fit);
  lassoSwitch.addEventListener("click", function () {
    const isOn = lassoSwitch.getAttribute("aria-pressed") !== "true";
    lassoSwitch.setAttribute("aria-pressed", String(isOn));
    canvas.classList.toggle("lassoing", isOn);
  });
  inView.addEventListener("click", function (event) {
    const rows = [];
    for (let i = 0; i < survey.count; i += 1) {
      if (px[i] >= 0 && px[i] <= width && py[i] >= 0 && py[i] <= height) { rows.push(i); }
    }
    gallery.show(rows, "In view on the map", event.detail === 0);
  });
  layoutChoice.addEventListener("change", function () {
    layout = survey.layouts[Number(layoutChoice.value)];
    words.textContent = layout.words;
    measure();
    fit();
  });
  colourChoice.addEventListener("change", group);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", group);
  gallery.watch(function (rows) {
    selected = new Set(rows);
    redraw();
  });

  words.textContent = layout.words;
  measure();
  new ResizeObserver(function () {
    const box = canvas.getBoundingClientRect();
    if (box.width === 0) { return; }
    const isFirst = width === 0;
    width = box.width;
    height = box.height;
    canvas.width = Math.round(width * (devicePixelRatio || 1));
    canvas.height = Math.round(height * (devicePixelRatio || 1));
    if (isFirst) { fit(); } else { redraw(); }
  }).observe(canvas);
  group();
}());
