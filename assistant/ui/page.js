/* Opens the source at a citation. Gradio runs this once, with `element` (which holds the panel) and `server`.
   A document is asked of the server when an answer first cites it, and kept: a click waits for nothing. */
(() => {
  "use strict";
  // Gradio may build the page anew after a lost connection; the earlier listeners must not answer too.
  if (window.planAssistantPage) window.planAssistantPage.abort();
  const stop = new AbortController();
  window.planAssistantPage = stop;

  const view = element.querySelector("#source-view");
  const status = element.querySelector("#source-status");
  const invitation = view.innerHTML;
  // Not the conversation itself: Gradio may mount what is in a tab anew.
  const conversation = document.getElementById("talk");
  const documents = new Map();
  const asked = new Map();
  let opened = null; // the href of the open citation
  let shown = null; // the document in the panel: { id, body, groups, nodes, marked }

  const make = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

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
        if (!source) return null;
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

  const header = (citation) => {
    const head = make("header", "source-head");
    const back = make("button", "back", "Back to the answer");
    back.type = "button";
    back.addEventListener("click", goBack);
    head.append(make("span", `tier tier-${citation.tier}`, citation.tier), back);
    head.append(make("h2", "source-title", citation.title));
    head.append(make("p", "source-meta", `${citation.publisher} · ${citation.date}`));
    if (citation.section) head.append(make("p", "source-section", citation.section));
    if (citation.statement_source) {
      head.append(make("p", "source-from", `Statement of: ${citation.statement_source}, ${citation.statement_date}`));
    }
    if (!/^https?:\/\//i.test(citation.url || "")) {
      head.append(make("p", "source-link", "No citable link"));
      return head;
    }
    const anchor = make("a", "source-link", citation.url);
    anchor.href = citation.url;
    anchor.rel = "noopener noreferrer";
    anchor.target = "_blank";
    head.append(anchor);
    return head;
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
    body.setAttribute("aria-label", "Text of the source");
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
    if (window.matchMedia("(max-width: 900px)").matches) element.querySelector("#source-panel").scrollIntoView({ block: "start" });
    const box = mark.getBoundingClientRect();
    if (box.top < 0 || box.top > window.innerHeight - 40) mark.scrollIntoView({ block: "center" });
  };

  /* The groups of a long document get their heights only as they come into view, and move what stands below. */
  const settle = (mark, tries) => requestAnimationFrame(() => {
    if (!mark.isConnected) return;
    bringIntoView(mark);
    if (tries > 1) settle(mark, tries - 1);
  });

  const show = (source, citation) => {
    if (!source) {
      shown = null;
      view.replaceChildren(header(citation), make("p", "warning", "This source cannot be shown now. The words quoted were:"), make("blockquote", "", citation.quote));
      element.querySelector("#source-panel").scrollIntoView({ block: "nearest" });
      return;
    }
    layOut(source);
    const mark = highlight(source, citation);
    const head = header(citation);
    if (!mark) head.append(make("p", "warning", "This source has changed since the answer. The words quoted were:"), make("blockquote", "", citation.quote));
    // A long text that left the page for a moment would be laid out anew, which takes a second.
    if (shown.body.parentNode === view) view.firstElementChild.replaceWith(head);
    else view.replaceChildren(head, shown.body);
    status.textContent = `Source opened: ${citation.title}. ${citation.section}`;
    if (mark) {
      bringIntoView(mark);
      if (shown.body.classList.contains("long")) settle(mark, 4);
    } else head.scrollIntoView({ block: "nearest" });
  };

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
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  };

  const open = (link) => {
    const citation = JSON.parse(link.dataset.citation);
    opened = link.getAttribute("href");
    showWhichIsOpen();
    const source = documents.get(citation.source);
    if (source) {
      show(source, citation);
      return;
    }
    const href = opened;
    read(citation.source).then((found) => {
      if (opened === href) show(found, citation);
    });
  };

  // The focus stays on the mark: Tab goes on to the next one, and the panel says by itself what it opened.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#src-"][data-citation]');
    if (!link) return;
    event.preventDefault();
    open(link);
  }, { signal: stop.signal });

  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") goBack();
  }, { signal: stop.signal });

  // The newest question stays at the top of the window while its answer grows, until the visitor scrolls.
  let exchanges = 0;
  let following = false;
  for (const event of ["wheel", "touchmove", "mousedown", "keydown"]) {
    document.addEventListener(event, () => { following = false; }, { signal: stop.signal, passive: true });
  }
  const follow = () => {
    const now = conversation.querySelectorAll(".exchange");
    new Set(Array.from(conversation.querySelectorAll("a[data-doc]:not(.learn a)"), (link) => link.dataset.doc)).forEach(read);
    following = following || now.length > exchanges;
    if (following && now.length) now[now.length - 1].scrollIntoView({ block: "start" });
    if (!now.length && opened) {
      opened = shown = null;
      view.innerHTML = invitation;
    }
    exchanges = now.length;
    showWhichIsOpen();
  };
  const observer = new MutationObserver(follow);
  observer.observe(conversation, { childList: true, subtree: true });
  stop.signal.addEventListener("abort", () => observer.disconnect());
  follow();
})();
