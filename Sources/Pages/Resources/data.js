// The page's data block: every galaxy, column by column. Everything below reads it from here.
const survey = (function () {
  const element = document.getElementById("galaxy-data");
  const block = element ? JSON.parse(element.textContent) : null;
  const kinds = {
    int8: Int8Array, int32: Int32Array, float32: Float32Array, float64: Float64Array,
  };
  const decoded = function (text, kind) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) { bytes[i] = binary.charCodeAt(i); }
    return new kinds[kind](bytes.buffer);
  };
  if (!block) { return null; }
  element.remove();
  const columns = block.columns.map(function (column) {
    return {
      key: column.key, title: column.title, levels: column.levels || null,
      values: decoded(column.values, column.type),
    };
  });
  const byKey = new Map(columns.map(function (column) { return [column.key, column]; }));
  const pictures = block.pictures;
  return {
    count: block.count, ids: block.ids, columns: columns, thresholds: block.thresholds,
    links: block.links,
    column: function (key) { return byKey.get(key) || null; },
    layouts: block.layouts.map(function (layout) {
      return {
        key: layout.key, title: layout.title, words: layout.words,
        x: decoded(layout.x, "float32"), y: decoded(layout.y, "float32"),
      };
    }),
    pictures: pictures && {
      side: pictures.side, across: pictures.across, sheets: pictures.sheets,
      cells: decoded(pictures.cells, "int32"), images: [],
    },
  };
}());

// A number as a file holds it: it comes back as it is.
function exact(value) { return Number.isFinite(value) ? String(value) : ""; }

// A number as people read it: about three digits.
function short(value) {
  if (!Number.isFinite(value)) { return "–"; }
  const size = Math.abs(value);
  const text = Number.isInteger(value) ? value.toLocaleString("en-US")
    : size >= 1e5 || size < 5e-4 ? value.toExponential(1)
      : value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 3);
  return text.replace("-", "−");
}

// What a column says of a galaxy; empty for nothing.
function cell(column, row) {
  const value = column.values[row];
  if (column.levels) { return value < 0 ? "" : column.levels[value]; }
  if (!Number.isFinite(value)) { return ""; }
  // Degrees to a few hundredths of an arcsecond.
  return column.key === "ra" || column.key === "dec" ? value.toFixed(5).replace("-", "−") : short(value);
}

function isUnlabelled(row) {
  const answer = survey.column("answer");
  return !answer || answer.values[row] < 0;
}

function counted(count) {
  return count.toLocaleString("en-US") + (count === 1 ? " galaxy" : " galaxies");
}

// An element with attributes and children; texts stay texts.
function make(name, attributes, children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "text") { element.textContent = value; } else { element.setAttribute(key, value); }
  }
  for (const child of children || []) { element.append(child); }
  return element;
}

// Draws a galaxy's thumbnail once its sheet is decoded; says whether it has one.
function drawThumbnail(canvas, row) {
  const pictures = survey.pictures;
  const place = pictures ? pictures.cells[row] : -1;
  const context = canvas.getContext("2d");
  canvas.dataset.row = row;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (place < 0) { return false; }
  const onSheet = pictures.across * pictures.across;
  const number = Math.floor(place / onSheet);
  const draw = function () {
    // Meanwhile the canvas may stand for another galaxy.
    if (canvas.dataset.row !== String(row)) { return; }
    const side = pictures.side;
    const index = place % onSheet;
    context.imageSmoothingQuality = "high";
    context.drawImage(
      pictures.images[number], (index % pictures.across) * side,
      Math.floor(index / pictures.across) * side, side, side, 0, 0, canvas.width, canvas.height);
  };
  if (!pictures.images[number]) {
    pictures.images[number] = new Image();
    pictures.images[number].src = pictures.sheets[number];
  }
  const image = pictures.images[number];
  if (image.complete) { draw(); } else { image.addEventListener("load", draw, { once: true }); }
  return true;
}

// A cell of a CSV file as the files beside the page have it: quoted where needed, and with an
// apostrophe where a spreadsheet would compute it.
function csvCell(text) {
  const bare = text.replace(/^'+/, "");
  const isNumber = /^[+-]/.test(text) && /^[0-9.eE+-]+$/.test(text.slice(1))
    && Number.isFinite(Number(text)) && text.length <= 40;
  const safe = /^[=+\-@\t\r\n]/.test(bare) && !isNumber ? "'" + text : text;
  return /[,"\r\n]/.test(safe) ? "\"" + safe.replace(/"/g, "\"\"") + "\"" : safe;
}

function csvOf(rows) {
  const lines = [["object_id"].concat(survey.columns.map(function (column) { return column.key; }))];
  for (const row of rows) {
    lines.push([survey.ids[row]].concat(survey.columns.map(function (column) {
      return column.levels ? cell(column, row) : exact(column.values[row]);
    })));
  }
  return lines.map(function (line) { return line.map(csvCell).join(",") + "\n"; }).join("");
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
}

(function () {
  const button = document.getElementById("save-table");
  if (!button) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    save(button.dataset.file, csvOf(survey.ids.keys()));
  });
}());
