// Shows the quoted span beside the figure it supports. Without this script the same links lead to the
// list of sources at the foot of the page.
"use strict";
(() => {
  const panel = document.getElementById("panel");
  const text = document.getElementById("panel-text");
  const more = document.getElementById("panel-more");
  if (!panel || !panel.showPopover) return;
  let opener = null;

  const copyOf = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("tabindex");
    return copy;
  };

  const fill = (item) => {
    const exhibit = item.closest(".exhibit");
    const heading = document.createElement("p");
    heading.className = "panel-title";
    heading.append(...exhibit.querySelector("h3").cloneNode(true).childNodes);
    text.replaceChildren(
      copyOf(item.querySelector(".span")),
      heading,
      copyOf(exhibit.querySelector(".custody")),
    );
    more.setAttribute("href", "#" + item.id);
  };

  // Browsers open a closed list for a target themselves, most of them; this is for the others.
  const reveal = (id) => {
    const list = /^c\d+$/.test(id) && document.getElementById(id)?.closest("details");
    if (!list || list.open) return;
    list.open = true;
    document.getElementById(id).scrollIntoView();
  };
  reveal(location.hash.slice(1));
  window.addEventListener("hashchange", () => reveal(location.hash.slice(1)));

  const place = (anchor) => {
    panel.style.left = panel.style.top = panel.style.bottom = "";
    if (window.innerWidth < 700) return;
    const at = anchor.getBoundingClientRect();
    const size = panel.getBoundingClientRect();
    const left = Math.min(Math.max(16, at.left - 40), window.innerWidth - size.width - 24);
    const below = at.bottom + 8;
    const top = below + size.height < window.innerHeight - 8 ? below : Math.max(8, at.top - size.height - 8);
    panel.style.left = left + "px";
    panel.style.top = top + "px";
    panel.style.bottom = "auto";
  };

  document.addEventListener("click", (event) => {
    const anchor = event.target.closest('a[href^="#c"]');
    if (!anchor || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const name = anchor.getAttribute("href");
    if (anchor === more) {
      panel.hidePopover();
      reveal(name.slice(1));
      return;
    }
    const item = /^#c\d+$/.test(name) && document.getElementById(name.slice(1));
    if (!item) return;
    event.preventDefault();
    opener = anchor;
    fill(item);
    panel.showPopover();
    place(anchor);
    panel.focus({ preventScroll: true });
    for (const each of document.querySelectorAll(`a[href="${name}"]`)) each.classList.add("seen");
  });

  panel.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opener) {
      if (document.activeElement === document.body) opener.focus({ preventScroll: true });
      opener = null;
    }
  });
})();
