// Only makes the office nicer: keeps what is typed, shows pickers, asks before the irrevocable. All works without it.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const pause = 1500, longest = 5000; // ms: whoever types without a pause is not to lose it either
  let timer, since;
  const rest = () => {
    clearTimeout(timer);
    timer = since = undefined;
  };
  const keep = () => {
    rest();
    const typed = new FormData(form);
    typed.set("form", new URL(form.action).pathname);
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    const send = (keepalive) => fetch("/office/drafts", { method: "POST", body: typed, keepalive, redirect: "manual" });
    // Of what is over 64 kB, no browser promises to send it even after the page is left; without a network, none can.
    send(true).catch(() => send(false)).catch(() => {});
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    since ??= Date.now();
    timer = setTimeout(keep, Math.max(0, Math.min(pause, since + longest - Date.now())));
  });
  form.addEventListener("submit", rest);
  addEventListener("pagehide", () => timer && keep());
  document.addEventListener("visibilitychange", () => document.hidden && timer && keep()); // as a phone puts it away
}

for (const picker of document.querySelectorAll("input.picker")) {
  picker.hidden = false;
  picker.addEventListener("change", () => {
    const field = document.getElementById(picker.dataset.for);
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

for (const field of document.querySelectorAll("input[data-asks]")) {
  let asked;
  field.addEventListener("input", async () => {
    const typed = (asked = field.value);
    await new Promise((wait) => setTimeout(wait, 150));
    if (typed !== asked || typed.trim().length < 2) return;
    const answer = await fetch(`${field.dataset.asks}?${new URLSearchParams({ q: typed })}`, { redirect: "error" });
    if (!answer.ok || typed !== asked) return;
    const options = (await answer.json()).map((line) => Object.assign(document.createElement("option"), { value: line }));
    if (options.length) field.list?.replaceChildren(...options);
  });
}

const finding = document.querySelector("[data-finds]");
const typingIn = "input, textarea, select, [contenteditable]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(typingIn)) return;
  event.preventDefault();
  finding?.focus();
  finding?.select();
});

const found = finding?.dataset.finds && document.getElementById(finding.dataset.finds);
if (found) {
  let asked;
  finding.addEventListener("input", async () => {
    const typed = (asked = finding.value);
    await new Promise((wait) => setTimeout(wait, 150));
    if (typed !== asked) return;
    const place = `${finding.form.action}?${new URLSearchParams({ q: typed })}`;
    const answer = await fetch(place, { redirect: "error" });
    if (!answer.ok || typed !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    found.replaceChildren(...page.getElementById(found.id).childNodes);
    document.querySelector("h1").replaceChildren(...page.querySelector("h1").childNodes);
    history.replaceState(null, "", place);
  });
}

for (const form of document.querySelectorAll("form[data-preview]")) {
  const place = document.getElementById("preview");
  let timer, asked;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const typed = new FormData(form);
      for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
      try {
        const answer = await fetch(form.dataset.preview, { method: "POST", body: typed, signal: asked.signal, redirect: "error" });
        const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page && page.getElementById("preview");
        const text = place.querySelector("details.as-text");
        const wasOpen = text && text.open;
        if (fresh) place.replaceChildren(...fresh.childNodes);
        if (fresh && wasOpen) place.querySelector("details.as-text").open = true;
      } catch {
        // A newer preview is on its way, or there is no network: what is shown stays.
      }
    }, 500);
  });
}

for (const field of document.querySelectorAll("input[data-list]")) {
  const known = [...(field.list?.options ?? [])].map((option) => option.value);
  field.addEventListener("input", () => {
    const before = field.value.slice(0, field.value.lastIndexOf(",") + 1);
    const fresh = known.filter((each) => !before.includes(each));
    const lines = fresh.map((each) => (before ? `${before} ${each}` : each));
    field.list?.replaceChildren(...lines.map((value) => Object.assign(document.createElement("option"), { value })));
  });
}

for (const field of document.querySelectorAll("form[data-here] input[name=zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

for (const field of document.querySelectorAll("input[data-most]")) {
  const hint = field.parentElement.querySelector(".error") ?? Object.assign(document.createElement("p"), { className: "error" });
  field.addEventListener("change", () => {
    const large = [...field.files].some((file) => file.size > Number(field.dataset.most));
    hint.textContent = `This file is too large: at most ${field.dataset.most / 1e6} MB.`;
    if (large) field.after(hint);
    else hint.remove();
    field.setAttribute("aria-invalid", large);
  });
}

document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

for (const order of document.querySelectorAll("ol.order[data-drag]")) {
  let dragged;
  for (const item of order.children) {
    item.draggable = true;
    item.addEventListener("dragstart", () => (dragged = item));
    item.addEventListener("dragover", (event) => {
      event.preventDefault();
      const after = event.clientY > item.getBoundingClientRect().top + item.offsetHeight / 2;
      if (dragged && dragged !== item) item[after ? "after" : "before"](dragged);
    });
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      const form = document.getElementById(order.dataset.drag);
      form.elements.order.value = [...order.children].map((each) => each.dataset.id).join(" ");
      form.requestSubmit();
    });
  }
}
