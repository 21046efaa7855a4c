/* The operator's tab: signs in, sends files in pieces, shows what was read of each, takes in and removes.
   Gradio runs this with `element` and `server`, again whenever it makes the tab anew: what is shown and the token then stay. */
(() => {
  "use strict";
  if (window.planAssistantUpload) {
    window.planAssistantUpload.server = server;
    element.querySelector("#upload").replaceWith(window.planAssistantUpload.root);
    return;
  }
  const root = element.querySelector("#upload");
  const mine = { root, server };
  window.planAssistantUpload = mine;
  const { words, fields, choices } = JSON.parse(root.dataset.page);
  const part = (name) => root.querySelector(`#upload-${name}`);
  const PIECE = 1000000; // bytes of a file that are sent at a time
  const PAUSE = 500; // milliseconds between two looks at work that goes on

  let token = null; // never in the browser's storage: it ends with the page
  let seen = null; // the version of the desk that is shown
  let heard = 0; // the number of the last outcome that was told
  let looking = false;
  let known = {}; // titles of documents by their ids
  const cards = new Map();
  const waiting = []; // files to be sent
  let sending = false;

  const make = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };
  const button = (className, label, act, of) => {
    const made = make("button", className, label);
    made.type = "button";
    if (of) made.setAttribute("aria-label", `${label}: ${of}`);
    made.addEventListener("click", act);
    return made;
  };
  /* A name as text of its own direction. */
  const named = (text) => make("bdi", "", text);
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const tell = (text, alert) => {
    part("said").textContent = alert ? "" : text;
    if (alert) part("failures").append(make("li", "failure", text));
  };
  const clearTold = () => {
    part("said").textContent = "";
    part("failures").replaceChildren();
  };

  /* What the server says, or null where it cannot be had or nobody is signed in any more. */
  const ask = async (name, given = {}) => {
    let said = null;
    try {
      said = await mine.server[name]({ ...given, token });
    } catch {
      // told below
    }
    if (!said) {
      tell(words["The server did not answer; try again."], true);
      return null;
    }
    if (said.signed_out) {
      if (token) signedOut(words["You are signed out; what was not taken in is forgotten."]);
      return null;
    }
    if (said.failed) {
      tell(said.failed, true);
      return null;
    }
    return said;
  };

  const signedOut = (reason) => {
    token = seen = null;
    heard = 0;
    waiting.length = 0;
    cards.clear();
    part("cards").replaceChildren();
    part("papers").hidden = true;
    part("added").replaceChildren();
    clearTold();
    part("desk").hidden = true;
    part("enter").hidden = false;
    refuse(reason);
    part("password").focus();
  };
  const refuse = (text) => {
    part("refused").hidden = !text;
    part("refused").textContent = text;
  };

  part("enter").addEventListener("submit", async (event) => {
    event.preventDefault();
    const password = part("password").value;
    part("password").value = "";
    refuse("");
    const said = await mine.server.sign_in({ password }).catch(() => null);
    if (!said || !said.token) {
      refuse(said ? said.failed : words["The server did not answer; try again."]);
      part("password").focus();
      return;
    }
    token = said.token;
    part("enter").hidden = true;
    part("desk").hidden = false;
    part("files").focus();
    look();
  });
  part("leave").addEventListener("click", async () => {
    const leaving = token;
    token = null;
    await mine.server.sign_out({ token: leaving }).catch(() => null);
    signedOut("");
  });

  /* Sending: one file after the other, a piece at a time. */
  const encoded = (piece) => new Promise((done, failed) => {
    const reader = new FileReader();
    // An empty file's is "data:" and no more.
    reader.onload = () => done(reader.result.split(",")[1] || "");
    reader.onerror = failed;
    reader.readAsDataURL(piece);
  });
  const sendOne = async (file) => {
    const upload = crypto.getRandomValues(new Uint32Array(4)).join("-");
    let at = 0;
    do {
      part("doing").textContent = fill(words["Files are being sent: {name}"], { name: file.name });
      showBar(at, file.size);
      const data = await encoded(file.slice(at, at + PIECE)).catch(() => null);
      if (data === null) {
        tell(fill(words["{name} did not arrive whole; send it again."], { name: file.name }), true);
        return;
      }
      const said = await ask("send", { upload, name: file.name, size: file.size, at, data });
      if (!said) return;
      at = said.received;
    } while (at < file.size);
  };
  const send = async (files) => {
    if (!files.length) return;
    if (!sending && !waiting.length) clearTold();
    waiting.push(...files);
    if (sending) return;
    sending = true;
    while (waiting.length && token) await sendOne(waiting.shift());
    sending = false;
    if (token) look();
  };
  part("files").addEventListener("change", (event) => {
    send(Array.from(event.target.files));
    event.target.value = "";
  });
  const drop = part("drop");
  for (const name of ["dragover", "drop"]) {
    root.addEventListener(name, (event) => {
      event.preventDefault(); // the browser would open the file instead of the page
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && token) send(Array.from(event.dataTransfer.files));
    });
  }
  root.addEventListener("dragleave", () => drop.classList.remove("over"));

  const showBar = (done, total) => {
    part("work").hidden = false;
    if (total) {
      part("bar").max = total;
      part("bar").value = done;
    } else {
      part("bar").removeAttribute("value");
    }
  };

  /* What lies on the desk; again and again while something is done. */
  const look = async () => {
    if (looking) return;
    looking = true;
    let said = null;
    for (;;) {
      said = await ask("look", { seen });
      if (!said) break;
      seen = said.version;
      if (said.documents) known = said.documents;
      if (said.papers) showPapers(said.papers);
      if (said.added) showAdded(said.added);
      if (!sending) {
        part("work").hidden = !said.busy;
        part("doing").textContent = said.work.words;
        if (said.busy) showBar(said.work.done, said.work.total);
      }
      part("take").disabled = said.busy;
      if (!said.busy) break;
      await new Promise((done) => { setTimeout(done, PAUSE); });
    }
    looking = false;
    if (!said) {
      part("work").hidden = true;
      return;
    }
    for (const each of said.outcomes.filter(({ number }) => number > heard)) {
      tell(each.said, each.failed);
      heard = each.number;
    }
    // The choice of sources beside this tab lists what there is now.
    document.dispatchEvent(new Event("plan-assistant-sources"));
  };

  const control = (key, name, value) => {
    if (name === "replaces") {
      const options = Object.entries(known);
      if (value && !known[value]) options.push([value, value]);
      return select([["", words["none"]], ...options], value);
    }
    if (choices[name]) return select(Object.entries(choices[name]), value);
    const made = make("input", "");
    made.type = "text";
    made.maxLength = name === "url" ? 2000 : 300;
    made.dir = "auto";
    made.value = value;
    return made;
  };
  const select = (options, value) => {
    const made = make("select", "");
    for (const [code, label] of options) {
      const option = make("option", "", label);
      option.value = code;
      made.append(option);
    }
    made.value = value;
    return made;
  };
  const fieldOf = (paper, name) => {
    const made = make("div", `field field-${name}`);
    const input = control(paper.key, name, paper.fields[name]);
    const id = `upload-${paper.key}-${name}`;
    input.id = id;
    input.dataset.field = name;
    const label = make("label", "", fields[name]);
    label.htmlFor = id;
    const hint = make("p", "where");
    hint.id = `${id}-hint`;
    const origin = paper.origins[name];
    if (origin) {
      hint.textContent = origin.words;
      if (!origin.sure) hint.className = "where unsure";
    }
    input.setAttribute("aria-describedby", hint.id);
    made.append(label, input, hint);
    return made;
  };
  const folded = (label, ...content) => make("details", "", make("summary", "", label), ...content);

  const cardOf = (paper) => {
    const card = make("article", "paper");
    const head = make("h3", "", named(paper.name));
    head.id = `upload-${paper.key}-name`;
    head.tabIndex = -1;
    card.setAttribute("aria-labelledby", head.id);
    card.append(head);
    const away = button("act", words["Put away"], async () => {
      if (await ask("put_away", { key: paper.key })) {
        await look();
        (part("cards").querySelector("h3") || part("files")).focus();
      }
    }, paper.name);
    if (paper.refused) {
      card.append(make("p", "failure", paper.refused));
      const acts = make("div", "acts");
      if (paper.newVersionOf) {
        acts.append(button("act", fill(words["It is a new version of {id}: read it as that"], { id: paper.newVersionOf }), async () => {
          if (await ask("read_again", { key: paper.key })) look();
        }));
      }
      acts.append(away);
      card.append(acts);
      return card;
    }
    if (!paper.fields) return card;
    card.append(make("p", "lead", paper.about));
    for (const warning of paper.warnings) {
      const note = make("p", "note", warning);
      note.setAttribute("role", "note");
      card.append(note);
    }
    card.append(make("div", "fields", ...["title", "publisher", "date", "tier", "language", "url"].map((name) => fieldOf(paper, name))));
    if (paper.sections.length) {
      const list = make("ul", "", ...paper.sections.map((label) => make("li", "", named(label))));
      if (paper.moreSections) list.append(make("li", "", fill(words["… and {count} more"], { count: paper.moreSections })));
      card.append(folded(fill(words["Sections ({count})"], { count: paper.sections.length + paper.moreSections }), list));
    }
    const more = folded(words["More"], make("div", "fields", ...["replaces", "not_before"].map((name) => fieldOf(paper, name))));
    more.open = Boolean(paper.fields.replaces);
    card.append(more, make("div", "acts", away));
    return card;
  };

  /* A card is made once for what was read, so that what is written in it stays. */
  const showPapers = (papers) => {
    const keys = new Set(papers.map((paper) => paper.key));
    for (const [key, held] of cards) {
      if (!keys.has(key)) {
        held.card.remove();
        cards.delete(key);
      }
    }
    for (const paper of papers) {
      const now = JSON.stringify(paper);
      const held = cards.get(paper.key);
      if (held && held.now === now) continue;
      const card = cardOf(paper);
      if (held) held.card.replaceWith(card);
      else part("cards").append(card);
      cards.set(paper.key, { now, card, read: Boolean(paper.fields) });
    }
    part("papers").hidden = !papers.length;
    const count = papers.filter((paper) => paper.fields).length;
    part("take").hidden = !count;
    part("take").textContent = fill(words["Take in ({count})"], { count });
  };

  part("take").addEventListener("click", async () => {
    clearTold();
    const papers = {};
    for (const [key, held] of cards) {
      if (!held.read) continue;
      papers[key] = {};
      for (const input of held.card.querySelectorAll("[data-field]")) papers[key][input.dataset.field] = input.value;
    }
    const said = await ask("take_in", { papers });
    if (!said) return;
    showFaults(said.faults);
    if (!Object.keys(said.faults).length) look();
  });
  const showFaults = (faults) => {
    for (const input of root.querySelectorAll(".paper [aria-invalid]")) {
      input.removeAttribute("aria-invalid");
      const fault = input.parentNode.querySelector(".failure");
      if (fault) fault.remove();
    }
    let first = null;
    for (const [key, found] of Object.entries(faults)) {
      for (const [name, said] of Object.entries(found)) {
        const input = cards.get(key).card.querySelector(`[data-field="${name}"]`);
        const fault = make("p", "failure", said);
        fault.id = `${input.id}-fault`;
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", `${fault.id} ${input.id}-hint`);
        input.after(fault);
        if (input.closest("details")) input.closest("details").open = true;
        first = first || input;
      }
    }
    if (!first) return;
    tell(fill(words["To be corrected: {count}"], { count: Object.keys(faults).length }), true);
    first.focus();
  };

  const showAdded = (added) => {
    const rows = added.map((each) => {
      const row = make("li", "", make("div", "", make("strong", "", named(each.title)), make("p", "where", named(each.about))));
      const ask1 = button("act", words["Remove"], () => {
        const yes = button("act danger", words["Yes, remove"], async () => {
          clearTold();
          if (await ask("remove", { id: each.id })) look();
        }, each.title);
        const keep = button("act", words["Keep"], () => {
          question.replaceWith(ask1);
          ask1.focus();
        }, each.title);
        const question = make("span", "acts", words["Remove it?"], yes, keep);
        ask1.replaceWith(question);
        keep.focus();
      }, each.title);
      row.append(ask1);
      return row;
    });
    part("added").replaceChildren(...(rows.length ? rows : [make("li", "where", words["Nothing was added yet."])]));
  };
})();
