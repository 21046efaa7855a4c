/* What this browser keeps: the conversation's answers and the ids of kept drafts, each a list of { id, … }.
   A list is read, changed and written in one go, so that two tabs of one browser lose nothing of each other's.
   Questions take turns: what is asked while an answer is written waits, and then knows that answer. */
window.planAssistantKept = (() => {
  "use strict";
  const MOST = { conversation: 100, drafts: 50 };
  const PATIENCE = 120000; // milliseconds for an answer that never ends
  const memory = new Map(); // where the browser lets a page keep nothing

  const read = (name) => {
    try {
      const kept = JSON.parse(localStorage.getItem(`plan-assistant-${name}`));
      return Array.isArray(kept) ? kept : memory.get(name) || [];
    } catch {
      return memory.get(name) || [];
    }
  };

  const write = (name, items) => {
    let left = items.slice(-MOST[name]);
    memory.set(name, left);
    for (;;) {
      try {
        localStorage.setItem(`plan-assistant-${name}`, JSON.stringify(left));
        return;
      } catch {
        // The room is used up: the oldest goes.
        if (!left.length) return;
        left = left.slice(1);
      }
    }
  };

  const put = (name, item) => {
    const items = read(name);
    const at = items.findIndex((each) => each && each.id === item.id);
    if (at < 0) items.push(item);
    else items[at] = item;
    write(name, items);
  };

  const remove = (name, id) => write(name, read(name).filter((each) => each && each.id !== id));

  /* What the server has to be kept or forgotten: { list, put } or { list, remove }. */
  const obey = (order) => {
    if (!order) return;
    const { list, put: item, remove: id } = JSON.parse(order);
    if (item) put(list, item);
    else if (id) remove(list, id);
  };

  let turns = 0; // how often the conversation was emptied
  let last = Promise.resolve();
  let latest = null; // the question that was sent last, while it is under way
  let waiting = [];
  let end = () => {};

  const tell = () => {
    const told = document.getElementById("waiting");
    if (!told) return;
    told.hidden = !waiting.length;
    told.textContent = waiting.length ? told.dataset.words.replace("{question}", waiting.join(" · ")) : "";
  };

  const emptyBox = (text) => {
    const box = document.querySelector("#question textarea");
    if (!box || box.value !== text) return;
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* The question with the conversation so far, when it is its turn; never, for a key that was struck twice. */
  const turn = async (text) => {
    const question = (text || "").trim();
    if (latest !== null && (question === "" || question === latest)) return new Promise(() => {});
    const mine = turns;
    const before = last;
    let ended;
    last = new Promise((done) => { ended = done; });
    if (latest !== null) waiting.push(question);
    latest = question;
    if (question) emptyBox(text);
    tell();
    await Promise.race([before, new Promise((late) => { setTimeout(late, PATIENCE); })]);
    if (mine !== turns) return new Promise(() => {});
    waiting = waiting.filter((each) => each !== question);
    tell();
    end = () => {
      if (latest === question) latest = null;
      ended();
    };
    return [text, read("conversation")];
  };

  const clear = () => {
    write("conversation", []);
    turns += 1;
    last = Promise.resolve();
    latest = null;
    waiting = [];
    end = () => {};
    tell();
  };

  return { read, obey, turn, clear, done: () => end() };
})();
