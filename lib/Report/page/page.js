"use strict";
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const get = id => document.getElementById(id);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

  // --- What a reader can filter by: a name and the values of a finding. ------
  const severities = ["high", "medium", "low"];
  const groups = [
    {id: "severity", title: "Severity", of: f => [f.severity], order: severities},
    {id: "kind", title: "Kind", of: f => [f.conditional ? "conditional" : "always"]},
    {id: "state", title: "State", of: f => [f.state]},
    {id: "check", title: "Check", of: f => [f.check]},
    {id: "library", title: "Library", of: f => [f.library || "(none)"]},
    {id: "article", title: "Article", of: f => f.articles},
  ];
  for (const f of data.findings)
    f.state = "silenced" in f ? "silenced" : f.state || "open";
  for (const f of data.findings)
    f.text = [f.message, f.at.file, f.function, f.check, f.fact].join("\n").toLowerCase();

  // Nothing chosen in a group means all of it. Silenced findings, and
  // those of the baseline, wait to be asked for.
  let chosen = {};
  let words = "";
  let view = "findings";
  const open = new Set();

  const matches = (f, without) => {
    if (words && !words.toLowerCase().split(/\s+/).every(w => f.text.includes(w)))
      return false;
    return groups.every(g => {
      if (g.id === without)
        return true;
      const wanted = chosen[g.id];
      if (!wanted)
        return g.id !== "state" || f.state === "open";
      return g.of(f).some(value => wanted.has(value));
    });
  };

  // --- The address bar keeps the view, so that it can be sent to somebody. ---
  const save = () => {
    const state = new URLSearchParams();
    if (view !== "findings")
      state.set("view", view);
    if (words)
      state.set("search", words);
    for (const [id, values] of Object.entries(chosen))
      state.set(id, [...values].join(","));
    history.replaceState(null, "", "#" + state);
  };
  const load = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    view = ["articles", "units"].includes(state.get("view")) ? state.get("view") : "findings";
    words = state.get("search") || "";
    chosen = {};
    for (const g of groups)
      if (state.get(g.id))
        chosen[g.id] = new Set(state.get(g.id).split(","));
    get("search").value = words;
    show();
  };

  // --- The source around a finding, with its steps. ---------------------------
  const marks = (text, line, ranges) => {
    const parts = [];
    let at = 0;
    for (const {place, way} of ranges.sort((a, b) => a.place.column - b.place.column)) {
      const from = place.line === line ? place.column - 1 : 0;
      const to = place.endLine === line ? place.endColumn - 1 : text.length;
      if (from < at || to <= from)
        continue;
      const element = make("mark", way ? {class: "way"} : {}, text.slice(from, to));
      parts.push(text.slice(at, from), element);
      at = to;
    }
    parts.push(text.slice(at));
    return parts;
  };

  const source = (file, places) => {
    const body = make("tbody");
    const near = line => places.some(p => line >= p.place.line - 8 && line <= p.place.endLine + 8);
    let last = 0;
    for (const run of data.files[file] || [])
      run.lines.forEach((text, index) => {
        const line = run.first + index;
        if (!near(line))
          return;
        if (last && line !== last + 1)
          body.append(make("tr", {class: "gap"}, make("td"), make("td", {}, "⋯")));
        last = line;
        const here = places.filter(p => line >= p.place.line && line <= p.place.endLine);
        const kind = here.some(p => !p.way) ? "hit" : here.length ? "step" : "";
        body.append(make("tr", {class: kind, "data-line": line}, make("td", {}, String(line)),
          make("td", {}, ...marks(text, line, here))));
      });
    return make("div", {class: "source", "data-file": file}, make("h3", {}, file), make("table", {}, body));
  };

  const detail = f => {
    const out = make("div", {class: "detail"});
    const rule = data.rules[f.check];
    if (rule)
      out.append(make("p", {class: "help"}, rule.help));
    const way = [...f.steps, {at: f.at, text: f.message}];
    const places = way.map((step, index) => ({place: step.at, way: index < f.steps.length}));
    const files = [...new Set([f.at.file, ...f.steps.map(s => s.at.file)])];
    const views = files.map(file => source(file, places.filter(p => p.place.file === file)));
    if (f.steps.length) {
      const list = make("ol", {class: "flow", "aria-label": "The way to the finding"});
      for (const step of way) {
        const button = make("button", {type: "button"}, step.text + " ",
          make("span", {class: "path"}, `${step.at.file}:${step.at.line}`));
        button.onclick = () => {
          for (const other of list.querySelectorAll("button"))
            other.removeAttribute("aria-current");
          button.setAttribute("aria-current", "true");
          const row = views.find(v => v.dataset.file === step.at.file)
            ?.querySelector(`tr[data-line="${step.at.line}"]`);
          row?.scrollIntoView({block: "center", behavior: "smooth"});
        };
        list.append(make("li", {}, button));
      }
      out.append(list);
    }
    out.append(...views);
    if (f.fixes.length) {
      const fix = make("div", {class: "fix", "aria-label": "Fix"});
      for (const edit of f.fixes) {
        const line = (data.files[edit.at.file] || []).flatMap(run =>
          run.lines.filter((_, i) => run.first + i === edit.at.line))[0] || "";
        const old = edit.at.line === edit.at.endLine
          ? line.slice(edit.at.column - 1, edit.at.endColumn - 1) : line.slice(edit.at.column - 1) + " …";
        if (old)
          fix.append(make("div", {}, make("del", {}, `− ${old}`)));
        if (edit.text)
          fix.append(make("div", {}, make("ins", {}, `+ ${edit.text.trim()}`)));
      }
      out.append(make("strong", {}, "Fix"), fix);
    }
    if (f.state === "silenced")
      out.append(make("p", {class: "help"}, `Silenced by a NOLINT comment${f.silenced ? ": " + f.silenced : ", without a reason"}`));
    return out;
  };

  // --- The list. ----------------------------------------------------------------
  const row = (f, index) => {
    const tag = (text, kind = "") => make("span", {class: "tag " + kind}, text);
    const head = make("button", {type: "button", "aria-expanded": String(open.has(index))},
      make("span", {class: "where"}, `:${f.at.line}`),
      make("span", {}, f.message, make("span", {class: "tags"},
        tag(f.severity, "severity-" + f.severity), tag("commsec-" + f.check),
        ...(f.library ? [tag(f.library)] : []), ...f.cwe.map(n => tag("CWE-" + n)),
        ...(f.conditional ? [tag("conditional")] : []), ...(f.fixes.length ? [tag("has a fix")] : []),
        ...(f.state !== "open" ? [tag(f.state)] : []),
        ...(f.function ? [make("span", {}, ` in ${f.function}`)] : []))));
    const card = make("article", {class: `finding ${f.severity}`, "data-index": index}, head);
    head.onclick = () => {
      if (open.delete(index))
        card.querySelector(".detail").remove();
      else {
        open.add(index);
        card.append(detail(f));
      }
      head.setAttribute("aria-expanded", String(open.has(index)));
    };
    if (open.has(index))
      card.append(detail(f));
    return card;
  };

  const showFilters = () => {
    const box = get("filters");
    const focus = document.activeElement?.dataset?.filter;
    box.replaceChildren();
    for (const g of groups) {
      const counts = new Map();
      for (const f of data.findings)
        for (const value of g.of(f))
          counts.set(value, (counts.get(value) || 0) + (matches(f, g.id) ? 1 : 0));
      if (!counts.size || (counts.size === 1 && g.id === "state"))
        continue;
      const values = [...counts.keys()].sort((a, b) =>
        g.order ? g.order.indexOf(a) - g.order.indexOf(b) : a < b ? -1 : 1);
      const field = make("fieldset", {"data-group": g.id}, make("legend", {}, g.title));
      for (const value of values) {
        const key = `${g.id}=${value}`;
        const input = make("input", {type: "checkbox", "data-filter": key});
        input.checked = chosen[g.id]?.has(value) || false;
        input.onchange = () => {
          const wanted = chosen[g.id] || new Set();
          if (input.checked)
            wanted.add(value);
          else
            wanted.delete(value);
          if (wanted.size)
            chosen[g.id] = wanted;
          else
            delete chosen[g.id];
          show();
        };
        field.append(make("label", {class: counts.get(value) ? "" : "none"}, input,
          make("span", {}, value), make("b", {}, String(counts.get(value)))));
        if (key === focus)
          queueMicrotask(() => input.focus());
      }
      box.append(field);
    }
  };

  const showList = () => {
    const list = get("list");
    list.replaceChildren();
    let count = 0, file = null;
    data.findings.forEach((f, index) => {
      if (!matches(f))
        return;
      ++count;
      if (f.at.file !== file) {
        file = f.at.file;
        list.append(make("h2", {}, file));
      }
      list.append(row(f, index));
    });
    get("count").textContent = count === data.findings.length
      ? plural(count, "finding") : `${count} of ${plural(data.findings.length, "finding")}`;
  };

  const showArticles = () => {
    const rows = get("article-rows");
    rows.replaceChildren();
    for (const a of data.articles) {
      const count = data.findings.filter(f => f.state !== "silenced" && f.articles.includes(a.name)).length;
      const link = make("button", {class: "plain", type: "button", "data-article": a.name}, String(count));
      link.onclick = () => {
        chosen = {article: new Set([a.name])};
        words = get("search").value = "";
        view = "findings";
        show();
      };
      rows.append(make("tr", {"data-state": a.state}, make("td", {}, make("code", {}, a.name)),
        make("td", {}, a.title),
        make("td", {class: "state " + a.state.replace(" ", "-")}, a.state),
        make("td", {class: "number"}, count ? link : "0"),
        make("td", {}, a.checks.join(", "))));
    }
  };

  const showUnits = () => {
    const u = data.units;
    const parts = Object.entries(u).filter(([name, n]) => name !== "all" && n).map(([name, n]) => `${n} ${name}`);
    get("unit-summary").textContent =
      `${plural(u.all, "translation unit")}: ${parts.join(", ") || "none"}.` +
      (data.problems.length ? "" : " Every unit was analysed without an error.");
    get("problems").replaceChildren(...data.problems.map(p =>
      make("div", {class: `problem ${p.status}`}, make("strong", {}, p.file || "configuration"),
        ` ${p.status}: ${p.text}`, ...(p.log ? [make("pre", {}, p.log)] : []))));
  };

  const show = () => {
    for (const name of ["findings", "articles", "units"]) {
      get(name).hidden = name !== view;
      get("tab-" + name).setAttribute("aria-selected", String(name === view));
    }
    showFilters();
    showList();
    save();
  };

  document.title = `commsec: ${data.title}`;
  get("project").textContent = data.title;
  const missed = data.articles.filter(a => a.state === "missed" || a.state === "conditional").length;
  const judged = data.articles.filter(a => a.state !== "not judged").length;
  const shown = data.findings.filter(f => f.state === "open").length;
  get("summary").textContent = `${plural(shown, "finding")} in ${plural(data.units.all, "translation unit")}; ` +
    `judged on ${judged} of ${data.articles.length} articles, ${missed} missed` +
    (data.problems.length ? `; incomplete: ${plural(data.problems.length, "problem")}` : "") +
    ` · commsec ${data.version}`;
  for (const name of ["findings", "articles", "units"])
    get("tab-" + name).onclick = () => { view = name; show(); };
  get("search").oninput = event => { words = event.target.value.trim(); show(); };
  get("reset").onclick = () => { chosen = {}; words = get("search").value = ""; show(); };
  window.onhashchange = load;
  showArticles();
  showUnits();
  load();
})();
