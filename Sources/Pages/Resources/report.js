// Pointing at a legend entry fades the other curves of its figure.
for (const figure of document.querySelectorAll("figure")) {
  const curves = Array.from(figure.querySelectorAll(".drawing .series"));
  const entries = Array.from(figure.querySelectorAll(".legend li"));
  if (curves.length !== entries.length) { continue; }
  entries.forEach(function (entry, index) {
    const choose = function (chosen) {
      curves.forEach(function (curve, other) {
        curve.classList.toggle("faded", chosen ? other !== index : false);
      });
      for (const band of figure.querySelectorAll(".band")) {
        const isOwn = band.classList.contains("b" + index);
        band.classList.toggle("shown", chosen && isOwn);
        band.classList.toggle("faded", chosen && !isOwn);
      }
    };
    entry.tabIndex = 0;
    entry.addEventListener("pointerenter", function () { choose(true); });
    entry.addEventListener("pointerleave", function () { choose(false); });
    entry.addEventListener("focus", function () { choose(true); });
    entry.addEventListener("blur", function () { choose(false); });
  });
}
// The confidence slider reads its words from a list made with the page.
for (const chooser of document.querySelectorAll(".chooser")) {
  const slider = chooser.querySelector("input");
  const output = chooser.querySelector("output");
  const words = Array.from(chooser.querySelectorAll("template, li"));
  const show = function () { output.textContent = words[Number(slider.value)].textContent; };
  slider.addEventListener("input", show);
  chooser.hidden = false;
  show();
}
