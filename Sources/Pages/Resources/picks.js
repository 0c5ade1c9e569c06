// Marks of figures that stand for galaxies: a click, Enter or Space fills the gallery with them.
function rowsOf(pick) {
  const tests = [];
  for (const [key, kind, first, second] of pick.map(function (term) {
    return term[1] === "is" ? [term[0], "is", term.slice(2), null] : term;
  })) {
    const column = survey.column(key);
    if (!column) { return []; }
    if (kind === "is") {
      tests.push(function (row) { return first.includes(column.values[row]); });
    } else if (kind === "known") {
      tests.push(function (row) { return column.values[row] >= 0; });
    } else if (kind === "named") {
      const code = column.levels.indexOf(first);
      tests.push(function (row) { return code >= 0 && column.values[row] === code; });
    } else {
      tests.push(function (row) { return column.values[row] > first && column.values[row] <= second; });
    }
  }
  const rows = [];
  for (let row = 0; row < survey.count; row += 1) {
    if (tests.every(function (test) { return test(row); })) { rows.push(row); }
  }
  return rows;
}

(function () {
  const choose = function (mark, isByKeyboard) {
    for (const other of document.querySelectorAll(".picked")) { other.classList.remove("picked"); }
    mark.classList.add("picked");
    gallery.show(rowsOf(JSON.parse(mark.dataset.pick)), mark.dataset.pickName, isByKeyboard);
  };

  // Within one figure the tab key stops once, and arrows go from mark to mark.
  const rove = function (marks) {
    marks.forEach(function (mark, index) {
      mark.setAttribute("tabindex", index === 0 ? "0" : "-1");
      mark.addEventListener("click", function (event) { choose(mark, event.detail === 0); });
      mark.addEventListener("keydown", function (event) {
        const isPressed = event.key === "Enter" || event.key === " ";
        if (isPressed && mark.tagName !== "BUTTON") {
          event.preventDefault();
          choose(mark, true);
          return;
        }
        const next = neighbour(marks, index, event.key);
        if (!next) { return; }
        event.preventDefault();
        mark.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      });
    });
  };

  // In a table the arrows follow rows and columns, elsewhere the order of the marks.
  function neighbour(marks, index, key) {
    const own = marks[index].closest("td");
    if (!own) {
      return marks[index + ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key] || NaN)];
    }
    const across = { ArrowRight: 1, ArrowLeft: -1 }[key] || 0;
    const down = { ArrowDown: 1, ArrowUp: -1 }[key] || 0;
    if (across === 0 && down === 0) { return null; }
    const body = own.closest("tbody");
    let line = own.parentElement.rowIndex - body.rows[0].rowIndex + down;
    let place = own.cellIndex + across;
    while (body.rows[line] && body.rows[line].cells[place]) {
      const button = body.rows[line].cells[place].querySelector("button");
      if (button) { return button; }
      line += down;
      place += across;
    }
    return null;
  }

  const asButton = function (mark) {
    const button = make("button", {
      type: "button", class: "pick", "data-pick": mark.dataset.pick,
      "data-pick-name": mark.dataset.pickName,
    }, Array.from(mark.childNodes));
    mark.removeAttribute("data-pick");
    mark.append(button);
    return button;
  };

  for (const figure of document.querySelectorAll("main figure, main table:not(figure table)")) {
    const drawn = Array.from(figure.querySelectorAll("svg [data-pick]"));
    for (const mark of drawn) {
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-label", (mark.dataset.tip || mark.dataset.pickName) + ": show them");
      // What can be used is no picture.
      mark.closest("svg").setAttribute("role", "group");
    }
    rove(drawn);
    rove(Array.from(figure.querySelectorAll("td[data-pick], th[data-pick]")).map(asButton));
    Array.from(figure.querySelectorAll(".legend [data-pick]")).map(asButton).forEach(
      function (button) { rove([button]); });
  }
}());
