/* Opens the source at a citation. Works on what the page already holds: no request is made. */
(() => {
  "use strict";
  const panel = () => document.getElementById("source-panel");

  /* Offsets count code points; JavaScript counts UTF-16 units. */
  const units = (text, points) => {
    let index = 0;
    for (let n = 0; n < points && index < text.length; n += 1) index += text.codePointAt(index) > 0xffff ? 2 : 1;
    return index;
  };
  const points = (text) => Array.from(text).length;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const header = (source, link) => {
    const head = element("header", "source-head");
    head.append(element("span", "tier tier-" + source.dataset.tier, source.dataset.tier));
    head.append(element("h2", "source-title", source.dataset.title));
    head.append(element("p", "source-meta", [source.dataset.publisher, source.dataset.date].join(" · ")));
    if (link.dataset.section) head.append(element("p", "source-section", link.dataset.section));
    if (link.dataset.from) head.append(element("p", "source-from", "Statement of: " + link.dataset.from));
    const url = link.dataset.url || source.dataset.url;
    if (/^https?:\/\//.test(url)) {
      const anchor = element("a", "source-link", url);
      anchor.href = url;
      anchor.rel = "noopener noreferrer";
      anchor.target = "_blank";
      head.append(anchor);
    } else {
      head.append(element("p", "source-link", "No citable link"));
    }
    return head;
  };

  const highlight = (body, start, end) => {
    let first = null;
    for (const block of body.querySelectorAll("[data-start]")) {
      const text = block.textContent;
      const from = Number(block.dataset.start);
      const to = from + points(text);
      if (to <= start || from >= end) continue;
      const a = units(text, Math.max(start - from, 0));
      const b = units(text, Math.min(end, to) - from);
      const mark = element("mark", "cited", text.slice(a, b));
      block.replaceChildren(text.slice(0, a), mark, text.slice(b));
      first = first || mark;
    }
    return first;
  };

  const open = (link) => {
    const source = Array.from(document.querySelectorAll("#documents .document")).find((each) => each.dataset.id === link.dataset.doc);
    const target = panel();
    if (!source || !target) return;
    const body = element("div", "source-body");
    body.tabIndex = 0;
    body.setAttribute("role", "region");
    body.setAttribute("aria-label", "Text of the source");
    body.lang = source.lang;
    body.innerHTML = source.innerHTML;
    const mark = highlight(body, Number(link.dataset.start), Number(link.dataset.end));
    target.replaceChildren(header(source, link), body);
    document.querySelectorAll("a.opened").forEach((each) => each.classList.remove("opened"));
    link.classList.add("opened");
    if (!mark) return;
    mark.tabIndex = -1;
    body.scrollTop = mark.offsetTop - body.offsetTop - body.clientHeight / 3;
    if (window.matchMedia("(max-width: 900px)").matches) mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#src-"]');
    if (!link) return;
    event.preventDefault();
    open(link);
  });
})();
