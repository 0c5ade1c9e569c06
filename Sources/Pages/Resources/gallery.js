// The one gallery: whatever was selected last, sorted, filtered, to look at and to save.
const gallery = (function () {
  const step = 120;
  const filterKeys = ["known_class", "predicted", "answer", "arm", "annotator"];
  const watchers = [];
  const fillers = [];
  let rows = [];
  let shown = [];
  let drawn = 0;
  let opener = null;

  const title = make("h2", { id: "selection-title", tabindex: "-1" });
  const count = make("p", { id: "selection-count", role: "status" });
  const list = make("ul", { id: "selection-list", class: "gallery" });
  const more = make("button", { type: "button", id: "selection-more", text: "Show more" });
  const close = make("button", { type: "button", id: "selection-close", text: "Close" });
  const saver = make("button", { type: "button", id: "selection-save", text: "Save as CSV" });
  const sort = make("select", { id: "selection-sort" });
  const controls = make("div", { class: "controls" }, [
    make("label", { text: "Sort by " }, [sort]),
  ]);
  const filters = [];
  const unlabelled = make("input", { type: "checkbox", id: "selection-unlabelled" });
  const panel = make(
    "aside", { id: "selection", "aria-labelledby": "selection-title", hidden: "" }, [
      make("div", { class: "head" }, [title, count, saver, close]), controls,
      make("div", { class: "body", tabindex: "0", role: "group", "aria-label": "Selected galaxies" },
        [list, more]),
    ]);

  const option = function (value, text) { return make("option", { value: value, text: text }); };

  sort.append(option("", "order of selection"));
  for (const column of survey.columns) {
    if (column.levels) { continue; }
    sort.append(option(column.key + " down", column.title + ", highest first"));
    sort.append(option(column.key + " up", column.title + ", lowest first"));
  }
  sort.append(option("id", "name"));
  for (const key of filterKeys) {
    const column = survey.column(key);
    if (!column || column.levels.length === 0) { continue; }
    const select = make("select", { id: "selection-filter-" + key });
    select.append(option("", "all"));
    column.levels.forEach(function (level, code) { select.append(option(String(code), level)); });
    if (column.values.some(function (value) { return value < 0; })) {
      select.append(option("-1", "none"));
    }
    filters.push({ column: column, select: select });
    controls.append(make("label", { text: column.title + " " }, [select]));
    select.addEventListener("change", refill);
  }
  if (survey.column("answer")) {
    controls.append(make("label", {}, [unlabelled, " only unlabelled"]));
  }
  document.body.append(panel);

  function matches(row) {
    return filters.every(function (filter) {
      return filter.select.value === "" || filter.column.values[row] === Number(filter.select.value);
    }) && (!unlabelled.checked || isUnlabelled(row));
  }

  function sorted(chosen) {
    if (sort.value === "id") {
      return chosen.sort(function (a, b) {
        return survey.ids[a] < survey.ids[b] ? -1 : survey.ids[a] > survey.ids[b] ? 1 : a - b;
      });
    }
    if (sort.value === "") { return chosen; }
    const cut = sort.value.lastIndexOf(" ");
    const values = survey.column(sort.value.slice(0, cut)).values;
    const sign = sort.value.slice(cut + 1) === "up" ? 1 : -1;
    return chosen.sort(function (a, b) {
      const known = Number.isFinite(values[a]) - Number.isFinite(values[b]);
      // Galaxies without a value come last; equal ones keep their order.
      return known !== 0 ? -known : known === 0 && Number.isFinite(values[a])
        ? sign * (values[a] - values[b]) || a - b : a - b;
    });
  }

  function words(row) {
    const parts = [];
    for (const key of ["known_class", "predicted", "answer"]) {
      const column = survey.column(key);
      const text = column ? cell(column, row) : "";
      if (text !== "") { parts.push(column.title.toLowerCase() + ": " + text); }
    }
    for (const key of ["confidence", "rank"]) {
      const column = survey.column(key);
      if (column) { parts.push(column.title.toLowerCase() + " " + cell(column, row)); }
    }
    return parts;
  }

  // A picture of a galaxy, or the words that there is none.
  function picture(row, side) {
    const canvas = make("canvas", { width: side, height: side, "aria-hidden": "true" });
    return drawThumbnail(canvas, row) ? canvas
      : make("span", { class: "absent", text: "no picture in this page" });
  }

  function item(row, index) {
    const button = make("button", { type: "button", "data-row": row, "data-index": index }, [
      picture(row, survey.pictures ? survey.pictures.side : 64),
      make("strong", {}, [make("bdi", { text: survey.ids[row] })]),
    ]);
    for (const text of words(row)) { button.append(make("span", {}, [make("bdi", { text: text })])); }
    return make("li", {}, [button]);
  }

  function draw() {
    const end = Math.min(drawn + step, shown.length);
    const items = [];
    for (let index = drawn; index < end; index += 1) { items.push(item(shown[index], index)); }
    list.append(...items);
    drawn = end;
    more.hidden = drawn >= shown.length;
  }

  function refill() {
    shown = sorted(rows.filter(matches));
    list.replaceChildren();
    drawn = 0;
    count.textContent = counted(shown.length)
      + (shown.length === rows.length ? "" : " of " + rows.length.toLocaleString("en-US"));
    list.dataset.count = shown.length;
    draw();
    for (const watcher of watchers) { watcher(shown); }
  }

  // Fills the gallery. With a keyboard the focus goes there too, and comes back on closing.
  // What was filtered before would hide what was asked for now, unless it only follows a slider.
  function show(selected, name, isByKeyboard, keepsFilters) {
    rows = Array.from(selected);
    if (!keepsFilters) {
      for (const filter of filters) { filter.select.value = ""; }
      unlabelled.checked = false;
    }
    for (const filler of fillers) { filler(); }
    if (panel.hidden) { opener = document.activeElement; }
    title.replaceChildren(make("bdi", { text: name }));
    panel.hidden = false;
    document.body.classList.add("selecting");
    refill();
    panel.querySelector(".body").scrollTop = 0;
    if (isByKeyboard) { title.focus({ preventScroll: true }); }
  }

  function hide() {
    const hadFocus = panel.contains(document.activeElement);
    panel.hidden = true;
    document.body.classList.remove("selecting");
    rows = [];
    shown = [];
    for (const filler of fillers) { filler(); }
    for (const watcher of watchers) { watcher(shown); }
    if (hadFocus && opener && opener.isConnected) { opener.focus({ preventScroll: true }); }
  }

  sort.addEventListener("change", refill);
  unlabelled.addEventListener("change", refill);
  more.addEventListener("click", function () {
    const index = drawn;
    draw();
    const next = list.children[index];
    if (next) { next.firstChild.focus(); }
  });
  close.addEventListener("click", hide);
  saver.addEventListener("click", function () { save("selection.csv", csvOf(shown)); });
  panel.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
  });
  // Arrows go from picture to picture, as the eye does.
  list.addEventListener("keydown", function (event) {
    const items = Array.from(list.children);
    const place = items.indexOf(document.activeElement.parentElement);
    const across = items.filter(function (other) {
      return other.offsetTop === items[0].offsetTop;
    }).length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (place < 0 || by === undefined || !items[place + by]) { return; }
    event.preventDefault();
    items[place + by].firstChild.focus();
  });
  list.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (button) { lightbox.open(Number(button.dataset.index)); }
  });

  return {
    show: show, hide: hide, picture: picture, words: words,
    rows: function () { return shown; },
    // Draws as far as a place, so that its picture can be focused.
    item: function (index) {
      while (drawn <= index && drawn < shown.length) { draw(); }
      return list.children[index] ? list.children[index].firstChild : null;
    },
    // Calls whenever something new is selected, or nothing any more.
    onFill: function (filler) { fillers.push(filler); },
    // Calls with the selected rows whenever they change.
    watch: function (watcher) { watchers.push(watcher); },
  };
}());
