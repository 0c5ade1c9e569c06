// The threshold explorer: purity and completeness of a sample cut at a probability, and who is in it.
(function () {
  const place = document.getElementById("threshold-explorer");
  if (!place || survey.thresholds.length === 0) { return; }
  const choice = make("select", { id: "threshold-class" });
  survey.thresholds.forEach(function (one, index) {
    choice.append(make("option", { value: index, text: one.name }));
  });
  const slider = make("input", {
    id: "threshold-slider", type: "range", min: "0", max: "1", step: "0.001", value: "0.5",
    "aria-describedby": "threshold-result",
  });
  const typed = make("input", {
    id: "threshold-number", type: "number", min: "0", max: "1", step: "0.001", value: "0.5",
    "aria-label": "Threshold as a number",
  });
  const result = make("dl", { id: "threshold-result" });
  const fields = {};
  for (const [key, name] of [
    ["selected", "Selected"], ["right", "of the class"], ["wrong", "not of the class"],
    ["missed", "missed"], ["precision", "Purity (precision)"],
    ["recall", "Completeness (recall)"], ["f1", "F1"],
  ]) {
    fields[key] = make("dd", { id: "threshold-" + key });
    result.append(make("div", {}, [make("dt", { text: name }), fields[key]]));
  }
  const buttons = {};
  const shows = make("div", { class: "controls" });
  for (const [key, name] of [
    ["selected", "Show the selected"], ["wrong", "Show those not of the class"],
    ["missed", "Show the missed"],
  ]) {
    buttons[key] = make("button", { type: "button", id: "threshold-show-" + key, text: name });
    shows.append(buttons[key]);
  }
  const note = make("p", { id: "threshold-note" });
  const space = "http://www.w3.org/2000/svg";
  const drawn = function (name, attributes, text) {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) { element.setAttribute(key, value); }
    if (text) { element.textContent = text; }
    return element;
  };
  const svg = drawn("svg", {
    id: "threshold-plot", viewBox: "0 0 460 300", role: "img",
    "aria-label": "Purity and completeness against the threshold; the numbers beside it follow.",
  });
  const frame = { left: 58, right: 448, top: 10, bottom: 254 };
  const x = function (share) { return frame.left + share * (frame.right - frame.left); };
  const y = function (share) { return frame.bottom - share * (frame.bottom - frame.top); };
  const curves = drawn("g", {});
  const cursor = drawn("line", { class: "cursor", y1: frame.top, y2: frame.bottom });
  (function () {
    for (let tick = 0; tick <= 5; tick += 1) {
      const share = tick / 5;
      svg.append(
        drawn("line", { class: "grid", x1: frame.left, x2: frame.right, y1: y(share), y2: y(share) }),
        drawn("line", { class: "grid", x1: x(share), x2: x(share), y1: frame.top, y2: frame.bottom }),
        drawn("text", { class: "tick", x: frame.left - 8, y: y(share) + 4.5, "text-anchor": "end" },
          share.toFixed(1)),
        drawn("text", { class: "tick", x: x(share), y: frame.bottom + 19, "text-anchor": "middle" },
          share.toFixed(1)));
    }
    svg.append(
      drawn("line", { class: "axis", x1: frame.left, x2: frame.right, y1: frame.bottom, y2: frame.bottom }),
      drawn("line", { class: "axis", x1: frame.left, x2: frame.left, y1: frame.top, y2: frame.bottom }),
      drawn("text", { class: "label", x: (frame.left + frame.right) / 2, y: 294, "text-anchor": "middle" },
        "Probability at least"),
      drawn("text", {
        class: "label", x: 14, y: (frame.top + frame.bottom) / 2, "text-anchor": "middle",
        transform: "rotate(-90 14 " + (frame.top + frame.bottom) / 2 + ")",
      }, "Share"),
      curves, cursor);
  }());
  const key = function (style, name, id) {
    const sample = drawn("svg", { class: "key", viewBox: "0 0 28 12", "aria-hidden": "true" });
    sample.append(drawn("line", { class: style, x1: 0, y1: 6, x2: 28, y2: 6 }));
    return make("li", {}, [sample, make("span", { class: "name", text: name }),
      make("span", { class: "value", id: id })]);
  };
  place.append(
    make("div", { class: "controls" }, [
      make("label", { text: "Class " }, [choice]),
      make("label", { text: "Probability at least " }, [slider]), typed,
    ]),
    make("div", { class: "plot" }, [
      make("div", { class: "drawing" }, [svg]),
      make("div", { class: "side" }, [
        make("ul", { class: "legend" }, [
          key("series c0", "Purity", "threshold-key-purity"),
          key("series c1 dash", "Completeness", "threshold-key-completeness"),
        ]), result, shows,
      ]),
    ]), note);
  place.hidden = false;

  // The class with the most galaxies says the most.
  choice.value = survey.thresholds.map(function (candidate, index) {
    const truth = survey.column(candidate.truth).values;
    return [truth.reduce(function (sum, value) {
      return sum + (candidate.levels.includes(value) ? 1 : 0);
    }, 0), -index];
  }).reduce(function (best, other) { return other[0] > best[0] ? other : best; })[1] * -1;

  let one = null;
  // Galaxies by falling value; hits[i] of the first i are of the class.
  let rows = [];
  let values = [];
  let hits = [];
  // What the gallery shows of this explorer; it follows the slider while it does.
  let shown = null;
  let filling = false;
  // Whether somebody has set the threshold.
  let isChosen = false;

  function choose() {
    one = survey.thresholds[Number(choice.value)];
    const column = survey.column(one.column).values;
    const truth = survey.column(one.truth).values;
    rows = [];
    for (let row = 0; row < survey.count; row += 1) {
      const isJudged = truth[row] >= 0 && Number.isFinite(column[row])
        && !(one.leavesOutAnswered && !isUnlabelled(row));
      if (isJudged) { rows.push(row); }
    }
    rows.sort(function (a, b) { return column[b] - column[a] || a - b; });
    values = rows.map(function (row) { return column[row]; });
    hits = [0];
    rows.forEach(function (row, index) {
      hits.push(hits[index] + (one.levels.includes(truth[row]) ? 1 : 0));
    });
    note.textContent = one.name + ": of " + counted(rows.length) + ", "
      + hits[rows.length].toLocaleString("en-US") + " of the class" + (one.leavesOutAnswered
      ? "; galaxies with an answer are left out, since the model has learned them." : ".")
      + " Bands and brackets are exact (Clopper–Pearson) 95% intervals.";
    drawCurves();
    // A page that opens on an empty sample shows nothing: the sample of the highest F1 does.
    if (!isChosen && kept(Number(slider.value)) === 0) { start(bestThreshold()); }
    move();
  }

  // Where F1 is highest, down to the slider's step.
  function bestThreshold() {
    let best = 0;
    for (let count = 1; count <= rows.length; count += 1) {
      const isWhole = count === rows.length || values[count] < values[count - 1];
      if (isWhole && !(rates(count).f1 <= rates(best).f1)) { best = count; }
    }
    return best > 0 ? Math.floor(values[best - 1] * 1000) / 1000 : slider.value;
  }

  function start(threshold) {
    slider.value = threshold;
    typed.value = slider.value;
  }

  // How many galaxies have at least this value.
  function kept(threshold) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] >= threshold) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }

  const rates = function (count) {
    const right = hits[count];
    const all = hits[rows.length];
    return {
      right: right, wrong: count - right, missed: all - right,
      precision: count > 0 ? right / count : NaN, recall: all > 0 ? right / all : NaN,
      f1: count + all > 0 ? 2 * right / (count + all) : NaN,
      // Of F1, which rises with the share of the hits among all selected or of the class.
      bounds: function (name) {
        const share = {
          precision: [right, count], recall: [right, all], f1: [right, count + all - right],
        }[name];
        const found = shares.exact(share[0], share[1]);
        return found && name === "f1" ? found.map(function (j) { return 2 * j / (1 + j); }) : found;
      },
    };
  };

  function drawCurves() {
    const purity = [];
    const completeness = [];
    for (let step = 0; step <= 500; step += 1) {
      const threshold = step / 500;
      const at = rates(kept(threshold));
      if (Number.isFinite(at.precision)) { purity.push(x(threshold) + "," + y(at.precision).toFixed(2)); }
      if (Number.isFinite(at.recall)) { completeness.push(x(threshold) + "," + y(at.recall).toFixed(2)); }
    }
    curves.replaceChildren();
    // Bands: what endless galaxies may show at each threshold.
    for (const [name, style] of [["precision", "band c0"], ["recall", "band c1"]]) {
      const there = [];
      const back = [];
      for (let step = 0; step <= 100; step += 1) {
        const bounds = rates(kept(step / 100)).bounds(name);
        if (!bounds) { continue; }
        there.push(x(step / 100) + "," + y(bounds[0]).toFixed(2));
        back.unshift(x(step / 100) + "," + y(bounds[1]).toFixed(2));
      }
      curves.append(drawn("polygon", { class: style, points: there.concat(back).join(" ") }));
    }
    curves.append(
      drawn("polyline", { class: "series c0", points: purity.join(" ") }),
      drawn("polyline", { class: "series c1 dash", points: completeness.join(" ") }));
  }

  const rate = function (value) { return Number.isFinite(value) ? value.toFixed(3) : "–"; };

  function move() {
    const threshold = Number(slider.value);
    const count = kept(threshold);
    const at = rates(count);
    cursor.setAttribute("x1", x(threshold));
    cursor.setAttribute("x2", x(threshold));
    fields.selected.textContent = count.toLocaleString("en-US");
    for (const field of ["right", "wrong", "missed"]) {
      fields[field].textContent = at[field].toLocaleString("en-US");
    }
    for (const field of ["precision", "recall", "f1"]) {
      const bounds = at.bounds(field);
      fields[field].textContent = rate(at[field])
        + (bounds ? " (" + rate(bounds[0]) + "–" + rate(bounds[1]) + ")" : "");
    }
    document.getElementById("threshold-key-purity").textContent = rate(at.precision);
    document.getElementById("threshold-key-completeness").textContent = rate(at.recall);
    slider.setAttribute("aria-valuetext", "at least " + threshold + ", " + counted(count));
    if (shown) { fill(false, true); }
  }

  function fill(isByKeyboard, isFollowing) {
    const count = kept(Number(slider.value));
    const truth = survey.column(one.truth).values;
    const isOfClass = function (row) { return one.levels.includes(truth[row]); };
    const [chosen, name] = {
      selected: [rows.slice(0, count), "probability at least " + slider.value],
      wrong: [rows.slice(0, count).filter(function (row) { return !isOfClass(row); }),
        "at least " + slider.value + ", not of the class"],
      missed: [rows.slice(count).filter(isOfClass), "of the class, below " + slider.value],
    }[shown];
    filling = true;
    gallery.show(chosen, one.name + ": " + name, isByKeyboard, isFollowing);
    filling = false;
  }

  gallery.onFill(function () { if (!filling) { shown = null; } });
  for (const [name, button] of Object.entries(buttons)) {
    button.addEventListener("click", function (event) {
      shown = name;
      fill(event.detail === 0);
    });
  }
  slider.addEventListener("input", function () {
    isChosen = true;
    typed.value = slider.value;
    move();
  });
  typed.addEventListener("input", function () {
    const value = Number(typed.value);
    if (typed.value === "" || !(value >= 0 && value <= 1)) { return; }
    isChosen = true;
    slider.value = typed.value;
    move();
  });
  choice.addEventListener("change", choose);
  // The line itself can be dragged.
  const drag = function (event) {
    if (event.buttons !== 1) { return; }
    const matrix = svg.getScreenCTM();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const share = (at.x - frame.left) / (frame.right - frame.left);
    isChosen = true;
    start(Math.min(1, Math.max(0, share)).toFixed(3));
    move();
  };
  svg.addEventListener("pointerdown", function (event) {
    svg.setPointerCapture(event.pointerId);
    drag(event);
  });
  svg.addEventListener("pointermove", drag);
  choose();
}());
