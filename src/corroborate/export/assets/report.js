"use strict";
(() => {
  const cards = [...document.querySelectorAll("article.incident")];
  const marks = [...document.querySelectorAll("a.mark")];
  const idsOf = (mark) => mark.dataset.ids.split(" ");
  const byId = new Map(cards.map((card) => [card.id, card]));
  const field = (name) => document.getElementById("filter-" + name);
  const texts = new Map(cards.map((card) => [card, card.textContent.toLowerCase()]));

  const light = (ids) => {
    const wanted = new Set(ids);
    for (const card of cards) card.classList.toggle("lit", wanted.has(card.id));
    for (const mark of marks)
      mark.classList.toggle("lit", idsOf(mark).some((id) => wanted.has(id)));
  };

  const matches = (card) =>
    texts.get(card).includes(field("text").value.trim().toLowerCase()) &&
    (!field("type").value || card.dataset.type === field("type").value) &&
    (!field("status").value || card.dataset.status === field("status").value);

  const filter = () => {
    const shown = new Set(cards.filter(matches));
    for (const card of cards) card.hidden = !shown.has(card);
    for (const mark of marks)
      mark.classList.toggle("out", !idsOf(mark).some((id) => shown.has(byId.get(id))));
    field("count").textContent = shown.size + " of " + cards.length + " shown";
  };

  const follow = (mark) => (event) => {
    const target = idsOf(mark).map((id) => byId.get(id)).find((card) => !card.hidden);
    if (!target) return;
    event.preventDefault();
    history.replaceState(null, "", "#" + target.id);
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
    light(idsOf(mark));
  };

  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => light(idsOf(mark)));
    mark.addEventListener("focus", () => light(idsOf(mark)));
    mark.addEventListener("click", follow(mark));
  }
  for (const card of cards) {
    card.addEventListener("mouseenter", () => light([card.id]));
    card.addEventListener("focusin", () => light([card.id]));
  }
  for (const name of ["text", "type", "status"]) field(name).addEventListener("input", filter);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });

  document.getElementById("filters").hidden = false;
  filter();
})();
