/* What this browser keeps: the conversation's answers and the ids of kept drafts, each an item { id, … } under a key
   of its own, `plan-assistant/LIST/TIME/ID`. Nothing is read in order to be written back, so that two tabs of one
   browser, which may be two processes, lose nothing of each other's.
   Questions take turns: what is asked while an answer is written waits, and then knows that answer. */
window.planAssistantKept = (() => {
  "use strict";
  const MOST = { conversation: 100, drafts: 50 };
  const PATIENCE = 120000; // milliseconds for an answer that never ends

  /* The browser's storage, or memory where the browser lets a page keep nothing. */
  const storage = (() => {
    try {
      const kept = window.localStorage; // throws where the visitor has forbidden it
      return {
        keys: () => Object.keys(kept),
        get: (key) => kept.getItem(key),
        set: (key, value) => kept.setItem(key, value),
        remove: (key) => kept.removeItem(key),
      };
    } catch {
      const memory = new Map();
      return {
        keys: () => [...memory.keys()],
        get: (key) => memory.get(key),
        set: (key, value) => memory.set(key, value),
        remove: (key) => memory.delete(key),
      };
    }
  })();

  /* The keys of a list, oldest first: the time in them has a fixed number of digits. */
  const keys = (name) => storage.keys().filter((key) => key.startsWith(`plan-assistant/${name}/`)).sort();

  const keyOf = (name, id) => keys(name).find((key) => key.endsWith(`/${id}`));

  const read = (name) => keys(name).map((key) => {
    try {
      return JSON.parse(storage.get(key));
    } catch {
      return null;
    }
  }).filter(Boolean);

  const remove = (name, id) => {
    const key = keyOf(name, id);
    if (key) storage.remove(key);
  };

  const put = (name, item) => {
    const key = keyOf(name, item.id) || `plan-assistant/${name}/${String(Date.now()).padStart(15, "0")}/${item.id}`;
    const value = JSON.stringify(item);
    for (;;) {
      try {
        storage.set(key, value);
        break;
      } catch {
        // The room is used up: the oldest goes.
        const oldest = keys(name).find((each) => each !== key);
        if (!oldest) return;
        storage.remove(oldest);
      }
    }
    keys(name).slice(0, -MOST[name]).forEach((each) => storage.remove(each));
  };

  /* What an earlier version kept as one list under one key. */
  for (const name of Object.keys(MOST)) {
    try {
      JSON.parse(storage.get(`plan-assistant-${name}`) || "[]").forEach((item) => put(name, item));
      storage.remove(`plan-assistant-${name}`);
    } catch {
      // It was none of ours.
    }
  }

  /* What the server has to be kept or forgotten: { list, put } or { list, remove }. */
  const obey = (order) => {
    if (!order) return;
    const { list, put: item, remove: id } = JSON.parse(order);
    // An answer on its way when the conversation was emptied belongs to none.
    if (item && !(list === "conversation" && emptied)) put(list, item);
    else if (id) remove(list, id);
  };

  let emptied = false; // and no question asked since
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
    emptied = false;
    waiting = waiting.filter((each) => each !== question);
    tell();
    end = () => {
      if (latest === question) latest = null;
      ended();
    };
    return [text, read("conversation"), turns];
  };

  const clear = () => {
    keys("conversation").forEach((key) => storage.remove(key));
    emptied = true;
    turns += 1;
    last = Promise.resolve();
    latest = null;
    waiting = [];
    end = () => {};
    tell();
    return turns;
  };

  /* What another tab has kept or forgotten is shown here too; not while an answer is written here, which would vanish. */
  let changed = false;
  let soon = 0;
  const showOthers = () => {
    clearTimeout(soon);
    soon = setTimeout(() => {
      const refresh = document.getElementById("refresh");
      if (!changed || latest !== null || !refresh) return;
      changed = false;
      refresh.click();
    }, 300);
  };
  window.addEventListener("storage", (event) => {
    // Without a key the whole storage was emptied.
    if (event.key !== null && !event.key.startsWith("plan-assistant/")) return;
    changed = true;
    showOthers();
  });

  const done = () => {
    end();
    showOthers();
  };

  return { read, obey, turn, clear, done };
})();
