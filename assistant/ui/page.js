/* Opens the source at a citation, shows a quotation when its mark is pointed at, copies, and hands feedback over.
   Gradio runs this once, with `element` (which holds the panel) and `server`.
   A document is asked of the server when an answer first cites it, and kept: a click waits for nothing. */
(() => {
  "use strict";
  // Gradio may build the page anew after a lost connection; the earlier listeners must not answer too.
  if (window.planAssistantPage) window.planAssistantPage.abort();
  const stop = new AbortController();
  window.planAssistantPage = stop;

  const panel = element.querySelector("#source-panel");
  const words = JSON.parse(panel.dataset.words);
  const names = JSON.parse(panel.dataset.names);
  const card = element.querySelector("#hover-card");
  const view = element.querySelector("#source-view");
  const status = element.querySelector("#source-status");
  const invitation = view.innerHTML;
  // Not the conversation itself: Gradio may mount what is in a tab anew.
  const conversation = document.getElementById("talk");
  const documents = new Map();
  const asked = new Map();
  let opened = null; // the href of the open citation, or "" for a source that is read without one
  let requests = 0;
  let shown = null; // the document in the panel: { id, body, groups, nodes, marked }

  const make = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  const button = (className, label, act) => {
    const made = make("button", className, label);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* The page of the original, of a citation of a PDF. */
  const pageOf = (citation) => (citation.page ? fill(words["p. {page}"], { page: citation.page }) : "");

  /* Offsets count code points, JavaScript counts UTF-16 units: characters beyond U+FFFF take two. */
  const unitsOf = (text) => {
    if (!/[\ud800-\udfff]/.test(text)) return (point) => point;
    const doubles = [];
    let point = 0;
    for (const character of text) {
      if (character.length === 2) doubles.push(point);
      point += 1;
    }
    return (wanted) => {
      let low = 0;
      let high = doubles.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (doubles[middle] < wanted) low = middle + 1;
        else high = middle;
      }
      return wanted + low;
    };
  };

  const read = (id) => {
    if (!asked.has(id)) {
      asked.set(id, server.read_source(id).then((source) => {
        if (!source) {
          asked.delete(id); // it may be there at the next click
          return null;
        }
        const units = unitsOf(source.text);
        const blocks = source.blocks.map(([from, to, kind]) => ({ from: units(from), to: units(to), kind }));
        documents.set(id, { id, text: source.text, language: source.language, units, blocks });
        return documents.get(id);
      }).catch(() => {
        asked.delete(id); // the server may be back at the next click
        return null;
      }));
    }
    return asked.get(id);
  };

  const header = (citation, press, steps) => {
    const head = make("header", "source-head");
    head.append(make("span", `tier tier-${citation.tier}`, words[citation.tier] || citation.tier));
    if (opened && linkOf(opened)) head.append(button("back", words["Back to the answer"], goBack));
    head.append(make("h2", "source-title", citation.title));
    head.append(make("p", "source-meta", `${names[citation.publisher] || citation.publisher} · `, make("span", "date", citation.date)));
    const place = [pageOf(citation), citation.section].filter(Boolean).join(" · ");
    if (place) head.append(make("p", "source-section", place));
    if (citation.statement_source) {
      head.append(make("p", "source-from", fill(words["Statement of: {said}"], { said: `${citation.statement_source}, ${citation.statement_date}` })));
    }
    if (/^https?:\/\//i.test(citation.url || "")) {
      const anchor = make("a", "source-link", citation.url);
      anchor.href = citation.url;
      anchor.rel = "noopener noreferrer";
      anchor.target = "_blank";
      head.append(anchor);
    } else {
      head.append(make("p", "source-link", words["No citable link"]));
    }
    const acts = make("div", "source-acts");
    if (press) {
      acts.append(copier(words["Copy quotation"], press), copier(words["Copy link"], addressOf(citation)));
    }
    if (steps.length > 1) acts.append(stepper(steps));
    if (acts.childElementCount) head.append(acts);
    return head;
  };

  /* The address of the page at a sentence; what follows the # is never sent to a server. */
  const addressOf = (citation) =>
    `${location.origin}${location.pathname}#at=${encodeURIComponent(citation.source)}:${citation.start}-${citation.end}`;

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const before = document.activeElement;
      const box = make("textarea", "visually-hidden");
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      if (before) before.focus();
      return done;
    }
  };

  const tellCopied = async (label, text) => {
    const done = await copy(text);
    const before = label.dataset.label || label.textContent;
    label.dataset.label = before;
    label.textContent = done ? words["Copied"] : words["Not copied; select it and copy by hand."];
    status.textContent = label.textContent;
    setTimeout(() => { label.textContent = before; }, 2000);
  };

  const copier = (label, text) => button("act", label, (event) => tellCopied(event.currentTarget, text));

  /* The other citations of the same answer, one after another. */
  const stepper = (steps) => {
    const now = steps.findIndex((each) => each.getAttribute("href") === opened);
    const made = make("span", "steps");
    const step = (by, label, sign) => {
      const one = button("act step", sign, () => {
        open(steps[(now + by + steps.length) % steps.length]);
        const again = view.querySelectorAll(".step")[by < 0 ? 0 : 1];
        if (again) again.focus();
      });
      one.setAttribute("aria-label", label);
      one.title = label;
      return one;
    };
    made.append(step(-1, words["Previous citation"], "‹"), make("span", "count", fill(words["{n} of {all}"], { n: now + 1, all: steps.length })), step(1, words["Next citation"], "›"));
    return made;
  };

  /* The links of the answer that a link stands in, each place once. */
  const stepsOf = (link) => {
    const group = link.closest(".exchange, .check");
    const found = new Map();
    for (const each of group ? group.querySelectorAll("a[data-citation]") : [link]) {
      const { source, start, end } = JSON.parse(each.dataset.citation);
      const key = `${source}:${start}-${end}`;
      if (!found.has(key) || each === link) found.set(key, each);
    }
    return Array.from(found.values());
  };

  const line = (source, block) => {
    const text = source.text.slice(block.from, block.to);
    const made = make(block.kind === "heading" ? "h3" : "p", block.kind);
    const signs = block.kind === "heading" ? /^#{1,6} +/.exec(text) : null;
    if (signs) made.append(make("span", "signs", signs[0]));
    made.append(text.slice(signs ? signs[0].length : 0));
    return made;
  };

  /* The lines that a quotation touches, with one <mark> that holds it to the character. */
  const markedLines = (source, touched, start, end) => {
    const from = Math.min(touched[0].from, start);
    const to = Math.max(touched[touched.length - 1].to, end);
    const mark = make("mark", "cited");
    if (touched.length === 1) {
      mark.append(source.text.slice(start, end));
    } else {
      let position = start;
      for (const block of touched) {
        const first = Math.max(block.from, start);
        const last = Math.min(block.to, end);
        mark.append(source.text.slice(position, first), make("span", block.kind, source.text.slice(first, last)));
        position = last;
      }
      mark.append(source.text.slice(position, end));
    }
    const made = make(touched.length > 1 ? "div" : touched[0].kind === "heading" ? "h3" : "p", touched.length > 1 ? "lines" : touched[0].kind);
    made.append(source.text.slice(from, start), mark, source.text.slice(end, to));
    return made;
  };

  /* Lines stand in groups, so that a browser lays out only the groups of a long document that change or are seen. */
  const GROUP = 100;

  const layOut = (source) => {
    if (shown && shown.id === source.id) {
      if (shown.marked) unmark(source);
      return;
    }
    const nodes = source.blocks.map((block) => line(source, block));
    const groups = [];
    for (let n = 0; n < nodes.length; n += GROUP) groups.push(make("div", "group", ...nodes.slice(n, n + GROUP)));
    const body = make("div", groups.length > 3 ? "source-body long" : "source-body", ...groups);
    body.tabIndex = 0;
    body.lang = source.language;
    body.setAttribute("role", "region");
    body.setAttribute("aria-label", words["Text of the source"]);
    shown = { id: source.id, body, groups, nodes, marked: null };
  };

  /* Puts the lines back that the last quotation touched, each into its group. */
  const unmark = (source) => {
    const { made, first, count } = shown.marked;
    const home = Math.floor(first / GROUP);
    const back = Array.from({ length: count }, (_, n) => first + n);
    back.forEach((n) => { shown.nodes[n] = line(source, source.blocks[n]); });
    made.replaceWith(...back.filter((n) => Math.floor(n / GROUP) === home).map((n) => shown.nodes[n]));
    for (const n of back.reverse()) {
      if (Math.floor(n / GROUP) !== home) shown.groups[Math.floor(n / GROUP)].prepend(shown.nodes[n]);
    }
    shown.marked = null;
  };

  const highlight = (source, citation) => {
    const start = source.units(citation.start);
    const end = source.units(citation.end);
    const first = source.blocks.findIndex((block) => block.to > start && block.from < end);
    // An answer that was kept from before the index changed: its words are shown, and no other words marked.
    if (first < 0 || source.text.slice(start, end) !== citation.quote) return null;
    let count = 1;
    while (first + count < source.blocks.length && source.blocks[first + count].from < end) count += 1;
    const made = markedLines(source, source.blocks.slice(first, first + count), start, end);
    shown.nodes[first].replaceWith(made);
    for (let n = first + 1; n < first + count; n += 1) shown.nodes[n].remove();
    shown.marked = { made, first, count };
    return made.querySelector("mark");
  };

  const bringIntoView = (mark) => {
    const { body } = shown;
    body.scrollTop += mark.getBoundingClientRect().top - body.getBoundingClientRect().top - Math.min(body.clientHeight / 3, 160);
    if (window.matchMedia("(max-width: 900px)").matches) panel.scrollIntoView({ block: "start" });
    const box = mark.getBoundingClientRect();
    if (box.top < 0 || box.top > window.innerHeight - 40) (mark.startContainer ? mark.startContainer.parentElement : mark).scrollIntoView({ block: "center" });
  };

  /* The groups of a long document get their heights only as they come into view, and move what stands below. */
  const settle = (mark, tries) => requestAnimationFrame(() => {
    if (!(mark.startContainer || mark).isConnected) return;
    bringIntoView(mark);
    if (tries > 1) settle(mark, tries - 1);
  });

  /* Ranges of the text that are set off without changing it, so that the one <mark> stays the open quotation. */
  const setOff = (name, source, spans) => {
    if (!window.CSS || !CSS.highlights) return;
    const ranges = spans.map(([start, end]) => rangeOf(source, start, end)).filter(Boolean);
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  };

  const pointAt = (source, position) => {
    let n = source.blocks.findIndex((block) => position >= block.from && position <= block.to);
    if (n < 0) return null;
    let node = shown.nodes[n];
    let passed = source.blocks[n].from;
    if (shown.marked && n >= shown.marked.first && n < shown.marked.first + shown.marked.count) {
      node = shown.marked.made;
      passed = source.blocks[shown.marked.first].from;
    }
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const length = walker.currentNode.data.length;
      if (position <= passed + length) return [walker.currentNode, position - passed];
      passed += length;
    }
    return null;
  };

  const rangeOf = (source, start, end) => {
    const from = pointAt(source, start);
    const to = pointAt(source, end);
    if (!from || !to) return null;
    const range = new Range();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  };

  /* Search in the open source, and its headings to go to. */
  const finder = (source) => {
    const made = make("form", "finder");
    const box = make("input", "");
    box.type = "search";
    box.placeholder = words["Search in this source"];
    box.setAttribute("aria-label", words["Search in this source"]);
    const count = make("output", "count");
    let places = [];
    let now = -1;
    const go = (by) => {
      if (!places.length) return;
      now = (now + by + places.length) % places.length;
      setOff("found-now", source, [places[now]]);
      const range = rangeOf(source, ...places[now]);
      if (range) bringIntoView(range);
      if (range && shown.body.classList.contains("long")) settle(range, 4);
      count.textContent = fill(words["{n} of {all}"], { n: now + 1, all: places.length });
    };
    const search = () => {
      const wanted = box.value.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
      places = wanted ? Array.from(source.text.matchAll(new RegExp(wanted, "giu")), (match) => [match.index, match.index + match[0].length]) : [];
      now = -1;
      setOff("found", source, places.slice(0, 500));
      setOff("found-now", source, []);
      count.textContent = wanted && !places.length ? words["none found"] : "";
      go(1);
    };
    box.addEventListener("input", search);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      go(1);
    });
    const step = (by, label, sign) => {
      const one = button("act", sign, () => go(by));
      one.setAttribute("aria-label", label);
      return one;
    };
    made.append(box, count, step(-1, words["Previous match"], "‹"), step(1, words["Next match"], "›"));
    return made;
  };

  const outline = (source) => {
    const headings = source.blocks.map((block, n) => [block, n]).filter(([block]) => block.kind === "heading");
    if (!headings.length) return null;
    const made = make("details", "contents", make("summary", "", words["Contents"]));
    const list = make("ul", "");
    for (const [block, n] of headings) {
      const text = source.text.slice(block.from, block.to).replace(/^#{1,6} +/, "");
      list.append(make("li", "", button("near", text, () => {
        const node = shown.nodes[n].isConnected ? shown.nodes[n] : shown.marked.made;
        bringIntoView(node);
        if (shown.body.classList.contains("long")) settle(node, 4);
      })));
    }
    made.append(list);
    return made;
  };

  const tools = (source) => make("div", "source-tools", ...[finder(source), outline(source)].filter(Boolean));

  /* What was quoted, where it cannot be shown in its place; nothing for a source that is only read. */
  const quotedWords = (citation, warning) => {
    if (citation.quote === undefined) return [];
    status.textContent = words[warning];
    return [make("p", "warning", words[warning]), make("blockquote", "", citation.quote)];
  };

  const show = (source, citation, press, steps) => {
    if (!source) {
      shown = null;
      view.replaceChildren(header(citation, press, steps), ...quotedWords(citation, "This source cannot be shown now. The words quoted were:"));
      panel.scrollIntoView({ block: "nearest" });
      return;
    }
    layOut(source);
    const mark = citation.quote === undefined ? null : highlight(source, citation);
    const head = header(citation, press, steps);
    if (!mark) head.append(...quotedWords(citation, "This source has changed since the answer. The words quoted were:"));
    // A long text that left the page for a moment would be laid out anew, which takes a second.
    if (shown.body.parentNode === view) view.firstElementChild.replaceWith(head);
    else view.replaceChildren(head, tools(source), shown.body);
    choice.value = source.id;
    for (const name of ["found", "found-now"]) setOff(name, source, []);
    setOff("also", source, alsoCited(source, citation, steps));
    status.textContent = fill(words["Source opened: {title}"], { title: [citation.title, citation.section].filter(Boolean).join(". ") });
    if (mark) {
      bringIntoView(mark);
      if (shown.body.classList.contains("long")) settle(mark, 4);
    } else head.scrollIntoView({ block: "nearest" });
  };

  /* Where the other citations of the same answer stand in this source. */
  const alsoCited = (source, citation, steps) => steps
    .map((each) => JSON.parse(each.dataset.citation))
    .filter((each) => each.source === source.id && (each.start !== citation.start || each.end !== citation.end))
    .map((each) => [source.units(each.start), source.units(each.end)])
    .filter(([start, end]) => end <= source.text.length);

  const linkOf = (href) => Array.from(document.querySelectorAll("a[data-citation]")).find((each) => each.getAttribute("href") === href);

  const showWhichIsOpen = () => {
    document.querySelectorAll("a.opened").forEach((each) => {
      each.classList.remove("opened");
      each.removeAttribute("aria-current");
    });
    const link = opened && linkOf(opened);
    if (link) {
      link.classList.add("opened");
      link.setAttribute("aria-current", "true");
    }
  };

  const goBack = () => {
    const link = opened && linkOf(opened);
    if (!link) return;
    // It may stand in a tab that has been left since.
    const left = link.offsetParent ? null : link.closest("[role=tabpanel]");
    const tab = left && document.querySelector(`[role=tab][aria-controls="${left.id}"]`);
    if (tab) {
      tab.click();
      setTimeout(() => { if (link.offsetParent) goBack(); }, 200);
      return;
    }
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  };

  const open = (link) => {
    const citation = JSON.parse(link.dataset.citation);
    opened = link.getAttribute("href");
    showWhichIsOpen();
    hideCard();
    showWhenRead(citation, link.dataset.press, stepsOf(link));
  };

  const showWhenRead = (citation, press, steps) => {
    const source = documents.get(citation.source);
    if (source) {
      requests += 1;
      show(source, citation, press, steps);
      return;
    }
    // What was asked for last is shown, whichever comes first.
    const request = (requests += 1);
    read(citation.source).then((found) => {
      if (requests === request) show(found, citation, press, steps);
    });
  };

  /* A source without a citation, to be read whole. */
  const choice = element.querySelector("#source-choice");
  let sources = [];
  const listSources = () => server.list_sources().then((listed) => {
    sources = listed || [];
    choice.replaceChildren(choice.options[0], ...sources.map((each) => {
      const option = make("option", "", each.title);
      option.value = each.id;
      return option;
    }));
    choice.value = shown ? shown.id : "";
  }).catch(() => {});
  listSources();
  // The operator's tab has added or removed some.
  document.addEventListener("plan-assistant-sources", listSources, { signal: stop.signal });
  choice.addEventListener("change", () => {
    const chosen = sources.find((each) => each.id === choice.value);
    if (!chosen) return;
    opened = "";
    showWhichIsOpen();
    showWhenRead({ ...chosen, source: chosen.id }, null, []);
  });

  /* A link to the page that names a sentence. */
  const openAddress = () => {
    const place = /^#at=([^:]+):(\d{1,9})-(\d{1,9})$/.exec(location.hash);
    if (!place) return;
    let id = "";
    try { id = decodeURIComponent(place[1]); } catch { return; }
    const request = (requests += 1);
    server.open_place({ source: id, start: Number(place[2]), end: Number(place[3]) }).then((found) => {
      if (!found || requests !== request) return;
      opened = "";
      showWhichIsOpen();
      showWhenRead(found.citation, found.press, []);
    }).catch(() => {});
  };
  window.addEventListener("hashchange", openAddress, { signal: stop.signal });

  /* The quotation in a card, while its mark or the card itself is pointed at, or the mark has the focus: the card can be
     gone to, and its words selected and copied. */
  let waiting = 0;
  let leaving = 0;
  let described = null;
  const hideCard = () => {
    clearTimeout(waiting);
    clearTimeout(leaving);
    card.hidden = true;
    if (described) described.removeAttribute("aria-describedby");
    described = null;
  };
  const placeCard = () => {
    const at = described.getBoundingClientRect();
    if (at.bottom < 0 || at.top > window.innerHeight) {
      hideCard();
      return;
    }
    const size = card.getBoundingClientRect();
    const under = at.bottom + size.height + 12 < window.innerHeight || at.top < size.height + 12;
    card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`;
    card.style.top = `${under ? at.bottom + 6 : at.top - size.height - 6}px`;
  };
  const showCard = (link) => {
    const citation = JSON.parse(link.dataset.citation);
    const text = citation.quote.replace(/\s+/g, " ");
    const cut = text.length > 420 ? `${text.slice(0, 420).replace(/\s\S*$/, "")} …` : text;
    const where = [citation.title, pageOf(citation), citation.section, citation.date].filter(Boolean).join(" · ");
    card.replaceChildren(make("p", "card-quote", citation.tier === "background" ? cut : `“${cut}”`), make("p", "where", where));
    if (citation.statement_source) {
      card.append(make("p", "where", fill(words["Statement of: {said}"], { said: `${citation.statement_source}, ${citation.statement_date}` })));
    }
    card.hidden = false;
    described = link;
    placeCard();
    link.setAttribute("aria-describedby", "hover-card");
  };
  const linkAt = (target) => target.closest && target.closest("a[data-citation]");
  const holdsSelection = () => {
    const selected = window.getSelection();
    return Boolean(selected) && !selected.isCollapsed && card.contains(selected.anchorNode);
  };
  const point = (event) => {
    if (card.contains(event.target)) {
      clearTimeout(waiting); // of a mark that was crossed on the way
      clearTimeout(leaving);
      return;
    }
    const link = linkAt(event.target);
    if (!link) return;
    clearTimeout(waiting);
    clearTimeout(leaving);
    if (link === described) return;
    waiting = setTimeout(() => {
      if (!link.isConnected) return;
      hideCard();
      showCard(link);
    }, event.type === "focusin" ? 0 : 150);
  };
  const leave = (event) => {
    if (!linkAt(event.target) && !card.contains(event.target)) return;
    clearTimeout(waiting);
    clearTimeout(leaving);
    // Long enough to cross from the mark to the card.
    leaving = setTimeout(() => {
      const held = described && (described.matches(":hover") || document.activeElement === described);
      if (!held && !card.matches(":hover") && !holdsSelection()) hideCard();
    }, 300);
  };
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, point, { signal: stop.signal });
  for (const name of ["mouseout", "focusout"]) document.addEventListener(name, leave, { signal: stop.signal });
  document.addEventListener("mousedown", (event) => {
    if (!card.contains(event.target)) hideCard();
  }, { signal: stop.signal });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideCard();
  }, { signal: stop.signal });
  document.addEventListener("scroll", (event) => {
    if (described && !card.contains(event.target)) placeCard();
  }, { signal: stop.signal, capture: true, passive: true });

  // What stands under an answer: copying it, asking what is suggested, saying what is to be said of it.
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest && event.target.closest("button[data-copy], button.suggestion");
    if (!pressed) return;
    if (pressed.dataset.copy !== undefined) {
      tellCopied(pressed, pressed.dataset.copy);
      return;
    }
    const box = document.querySelector("#question textarea");
    box.value = pressed.textContent;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#send").click(), 50);
  }, { signal: stop.signal });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest && event.target.closest("form[data-answer]");
    if (!form) return;
    event.preventDefault();
    const fold = form.closest("[data-fold]");
    const answer = window.planAssistantKept.read("conversation").find((each) => each.id === form.dataset.answer);
    const given = { answer, verdict: event.submitter.value, comment: form.querySelector("textarea").value };
    server.keep_feedback(given).catch(() => false).then((kept) => {
      remember(fold.dataset.fold, { given: Boolean(kept), failed: !kept });
      restoreFolds();
      const told = fold.querySelector("[role=status]");
      told.tabIndex = -1;
      told.focus(); // the button that had the focus is gone
    });
  }, { signal: stop.signal });

  /* What a visitor has opened and written under an answer. Gradio makes the elements anew, or as the server sends them,
     whenever the conversation changes. */
  const folds = new Map((() => {
    try { return JSON.parse(sessionStorage.getItem("plan-assistant-folds")) || []; } catch { return []; }
  })());
  const remember = (id, changes) => {
    folds.set(id, { ...folds.get(id), ...changes });
    try { sessionStorage.setItem("plan-assistant-folds", JSON.stringify(Array.from(folds).slice(-200))); } catch { /* until the next reload, then */ }
  };
  const restoreFolds = () => {
    for (const fold of document.querySelectorAll("details[data-fold]")) {
      const state = folds.get(fold.dataset.fold) || {};
      if (fold.open !== Boolean(state.open)) fold.open = Boolean(state.open);
      const form = fold.querySelector("form");
      if (!form) continue;
      const box = form.querySelector("textarea");
      if (box.value !== (state.comment || "")) box.value = state.comment || "";
      form.hidden = Boolean(state.given);
      const said = state.given ? words["Thank you; it is kept for the operator."] : state.failed ? words["It could not be kept; tell the operator."] : "";
      const told = fold.querySelector("[role=status]");
      if (told.textContent !== said) told.textContent = said;
    }
  };
  document.addEventListener("click", (event) => {
    const summary = event.target.closest && event.target.closest("details[data-fold] > summary");
    // The browser opens it after this.
    if (summary) remember(summary.parentNode.dataset.fold, { open: !summary.parentNode.open });
  }, { signal: stop.signal });
  document.addEventListener("input", (event) => {
    const fold = event.target.closest && event.target.closest(".feedback[data-fold]");
    if (fold) remember(fold.dataset.fold, { comment: event.target.value });
  }, { signal: stop.signal });

  // The focus stays on the mark: Tab goes on to the next one, and the panel says by itself what it opened.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#src-"][data-citation]');
    if (!link) return;
    event.preventDefault();
    open(link);
  }, { signal: stop.signal });

  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !/^(?:INPUT|SELECT)$/.test(event.target.tagName)) goBack();
  }, { signal: stop.signal });

  // The newest question stays at the top of the window while its answer grows, until the visitor scrolls.
  let exchanges = 0;
  let following = false;
  for (const event of ["wheel", "touchmove", "mousedown", "keydown"]) {
    document.addEventListener(event, () => { following = false; }, { signal: stop.signal, passive: true });
  }
  const follow = () => {
    restoreFolds();
    if (described && !described.isConnected) hideCard();
    const now = conversation.querySelectorAll(".exchange");
    new Set(Array.from(conversation.querySelectorAll("a[data-doc]:not(.learn a)"), (link) => link.dataset.doc)).forEach(read);
    following = following || now.length > exchanges;
    if (following && now.length) now[now.length - 1].scrollIntoView({ block: "start" });
    // Only what the emptied conversation had opened: a source may also be open from another tab, or to be read.
    if (exchanges && !now.length && /^#src-\d/.test(opened || "")) {
      opened = shown = null;
      choice.value = "";
      view.innerHTML = invitation;
    }
    exchanges = now.length;
    showWhichIsOpen();
  };
  const observer = new MutationObserver(follow);
  observer.observe(conversation, { childList: true, subtree: true, attributes: true, attributeFilter: ["open"] });
  stop.signal.addEventListener("abort", () => observer.disconnect());
  follow();
  openAddress();
})();
