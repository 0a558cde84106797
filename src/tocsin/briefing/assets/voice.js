// Plays the voiced version and marks the sentence and the word that is being said. Without this script the
// browser's own player stands in the page. Keys work only inside the bar, so that none is taken from a reader.
(() => {
  const root = document.querySelector(".voice");
  const kept = document.getElementById("voice-data");
  if (!root || !kept) return;
  const data = JSON.parse(kept.textContent);
  const by = (name) => document.getElementById("voice-" + name);
  const sound = by("sound");
  const bar = by("bar");
  const play = by("play");
  const told = data.told;
  const STEP = 10;
  const NEAR = 1500;
  const WHOLE = told.length ? told[told.length - 1][2] : 0;
  const marks = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
  if (marks) CSS.highlights.set("spoken-word", marks);
  root.classList.add("voice-ready");
  sound.removeAttribute("controls");
  root.querySelector(".voice-call").hidden = false;

  // A page opened from a file may be refused any memory: then it starts from the beginning.
  const remember = (value) => { try { localStorage.setItem("tocsin-voice-" + data.id, value); } catch { /* none */ } };
  const remembered = () => { try { return Number(localStorage.getItem("tocsin-voice-" + data.id)) || 0; } catch { return 0; } };

  const now = () => sound.currentTime * 1000;
  const seek = (ms) => { sound.currentTime = Math.min(Math.max(0, ms), WHOLE) / 1000; show(true); };
  const clock = (ms) => { const s = Math.floor(ms / 1000); return Math.floor(s / 60) + ":" + String(s % 60).padStart(2, "0"); };

  // The last entry that has begun by then.
  const begun = (list, ms, at) => {
    let low = 0, high = list.length - 1, found = -1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (list[middle][at] <= ms) { found = middle; low = middle + 1; } else high = middle - 1;
    }
    return found;
  };

  // Words of a printed sentence as ranges; what is only for screen readers is not counted.
  const stretch = (element, start, end) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => node.parentElement.closest(".vh") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    const range = document.createRange();
    let passed = 0, open = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = passed + node.length;
      if (!open && start < next) { range.setStart(node, start - passed); open = true; }
      if (open && end <= next) { range.setEnd(node, end - passed); return range; }
      passed = next;
    }
    return null;
  };

  let shownSentence = -1, shownWord = -1, element = null;
  const unmark = () => {
    element?.classList.remove("spoken");
    marks?.clear();
    element = null;
    shownSentence = shownWord = -1;
  };

  function show(moved) {
    const ms = now();
    by("at").textContent = clock(ms);
    if (document.activeElement !== by("place") || moved) by("place").value = String(Math.round((ms / WHOLE) * 1000));
    by("place").setAttribute("aria-valuetext", clock(ms));
    const chapter = begun(data.chapters, ms, 1);
    if (chapter >= 0 && document.activeElement !== by("chapter")) by("chapter").value = String(chapter);
    const n = begun(told, ms, 1);
    if (n < 0) return;
    if (n !== shownSentence) {
      unmark();
      shownSentence = n;
      element = told[n][0] === null ? null : document.querySelector(`.s[data-s="${told[n][0]}"]`);
      if (element) {
        element.classList.add("spoken");
        const at = element.getBoundingClientRect();
        if (at.top < 0 || at.bottom > innerHeight - bar.offsetHeight) element.scrollIntoView({ block: "center" });
      }
    }
    if (!element) return;
    const w = begun(told[n][3], ms, 2);
    if (w === shownWord || w < 0) return;
    shownWord = w;
    const range = stretch(element, told[n][3][w][0], told[n][3][w][1]);
    element.dataset.word = range ? range.toString() : "";
    if (!marks || !range) return;
    marks.clear();
    marks.add(range);
  }

  // Frames stand still in a page that is not seen; its sound goes on.
  const follow = () => { if (sound.paused) return; show(false); requestAnimationFrame(follow); };

  const start = () => sound.play().catch(() => { sound.setAttribute("controls", ""); root.classList.remove("voice-ready"); });
  const toggle = () => { if (sound.paused) start(); else sound.pause(); };
  const sentence = (step) => {
    const n = begun(told, now(), 1);
    if (n < 0) return seek(0);
    // Back means the beginning of this sentence first, unless it has only just begun.
    const back = step < 0 && now() - told[n][1] > NEAR ? 0 : step;
    seek(told[Math.min(Math.max(0, n + back), told.length - 1)][1] + 1);
  };
  const open = () => {
    bar.hidden = false;
    document.body.classList.add("voice-open");
    play.focus({ preventScroll: true });
  };

  by("listen").addEventListener("click", () => {
    open();
    const left = remembered();
    if (sound.currentTime === 0 && left > 0 && left < WHOLE - NEAR) seek(left);
    start();
  });
  by("close").addEventListener("click", () => {
    sound.pause();
    unmark();
    bar.hidden = true;
    document.body.classList.remove("voice-open");
    by("listen").focus({ preventScroll: true });
  });
  play.addEventListener("click", toggle);
  by("back").addEventListener("click", () => sentence(-1));
  by("forward").addEventListener("click", () => sentence(1));
  by("place").addEventListener("input", (event) => seek((Number(event.target.value) / 1000) * WHOLE));
  by("chapter").addEventListener("change", (event) => seek(data.chapters[Number(event.target.value)][1] + 1));
  by("speed").addEventListener("change", (event) => { sound.playbackRate = Number(event.target.value); });

  bar.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.matches("select")) return;
    const inRange = event.target.matches("input");
    const keys = {
      " ": event.target.matches("button") && event.target !== play ? null : toggle,
      j: () => sentence(-1),
      k: () => sentence(1),
      ArrowLeft: inRange ? null : () => seek(now() - STEP * 1000),
      ArrowRight: inRange ? null : () => seek(now() + STEP * 1000),
      Escape: () => by("close").click(),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  sound.addEventListener("play", () => {
    bar.classList.add("voice-playing");
    play.setAttribute("aria-label", data.pause);
    follow();
  });
  sound.addEventListener("pause", () => {
    bar.classList.remove("voice-playing");
    play.setAttribute("aria-label", data.play);
    remember(String(Math.round(now())));
  });
  sound.addEventListener("seeked", () => { if (sound.paused && !sound.ended) remember(String(Math.round(now()))); });
  sound.addEventListener("ended", () => { remember("0"); unmark(); });
  sound.addEventListener("timeupdate", () => { if (document.hidden || bar.hidden) show(false); });
  addEventListener("pagehide", () => { if (!sound.paused) remember(String(Math.round(now()))); });

  if ("mediaSession" in navigator) {
    const session = navigator.mediaSession;
    session.metadata = new MediaMetadata({ title: data.title, artist: data.by });
    const chapter = (step) => {
      const n = begun(data.chapters, now(), 1) + step;
      if (n >= 0 && n < data.chapters.length) seek(data.chapters[n][1] + 1);
    };
    const acts = {
      play: start, pause: () => sound.pause(),
      seekbackward: () => seek(now() - STEP * 1000), seekforward: () => seek(now() + STEP * 1000),
      previoustrack: () => chapter(-1), nexttrack: () => chapter(1),
    };
    for (const [name, act] of Object.entries(acts)) { try { session.setActionHandler(name, act); } catch { /* not known here */ } }
  }
})();
