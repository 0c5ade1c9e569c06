// One galaxy of the gallery, large, with everything the page knows of it.
const lightbox = (function () {
  let index = 0;
  const title = make("h2", { id: "lightbox-title" });
  const place = make("p", { id: "lightbox-place", role: "status" });
  const frame = make("div", { id: "lightbox-picture" });
  const facts = make("dl", {});
  const links = make("p", { class: "links" });
  const previous = make("button", { type: "button", id: "lightbox-previous", text: "Previous" });
  const next = make("button", { type: "button", id: "lightbox-next", text: "Next" });
  const close = make("button", { type: "button", id: "lightbox-close", text: "Close" });
  const dialog = make("dialog", { id: "lightbox", "aria-labelledby": "lightbox-title" }, [
    make("div", { class: "head" }, [title, place, previous, next, close]), frame, links, facts,
  ]);
  document.body.append(dialog);

  // As the program writes them: five decimals, and a plus in an address as %2B.
  function linksTo(row) {
    const ra = survey.column("ra");
    const dec = survey.column("dec");
    if (!ra || !dec) { return []; }
    const at = [ra.values[row], dec.values[row]];
    const isOnSky = at[0] >= 0 && at[0] <= 360 && Math.abs(at[1]) <= 90;
    if (!isOnSky) { return []; }
    const east = at[0].toFixed(5);
    const north = at[1].toFixed(5);
    const both = east + (north.startsWith("-") ? "" : "%2B") + north;
    return survey.links.map(function (link) {
      const address = link[1].replace("{ra}", east).replace("{dec}", north).replace("{place}", both);
      return make("a", { href: address, rel: "noreferrer", text: link[0] });
    });
  }

  function fill() {
    const rows = gallery.rows();
    const row = rows[index];
    title.replaceChildren(make("bdi", { text: survey.ids[row] }));
    place.textContent = (index + 1).toLocaleString("en-US") + " of "
      + rows.length.toLocaleString("en-US");
    const picture = gallery.picture(row, 384);
    frame.replaceChildren(picture);
    links.replaceChildren();
    for (const link of linksTo(row)) { links.append(link, " "); }
    facts.replaceChildren();
    for (const column of survey.columns) {
      const text = cell(column, row);
      if (text === "") { continue; }
      facts.append(make("div", {}, [
        make("dt", {}, [make("bdi", { text: column.title })]),
        make("dd", {}, [make("bdi", { text: text })]),
      ]));
    }
    previous.disabled = index === 0;
    next.disabled = index === rows.length - 1;
    dialog.dataset.row = row;
  }

  function move(by) {
    const to = Math.min(Math.max(index + by, 0), gallery.rows().length - 1);
    if (to === index) { return; }
    index = to;
    fill();
    // A button that went grey has lost the focus.
    if (document.activeElement === document.body || document.activeElement.disabled) {
      (by > 0 ? previous : next).focus();
    }
  }

  previous.addEventListener("click", function () { move(-1); });
  next.addEventListener("click", function () { move(1); });
  close.addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("keydown", function (event) {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1,
      Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) { return; }
    event.preventDefault();
    move(by);
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog) { dialog.close(); }
  });
  // The focus goes back to the galaxy that was looked at last.
  dialog.addEventListener("close", function () {
    const item = gallery.item(index);
    if (item) { item.focus(); }
  });

  return {
    open: function (at) {
      index = at;
      fill();
      dialog.showModal();
      close.focus();
    },
  };
}());
