/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published page, alive: the report is all there is to read; this only chooses what of it is shown, and moves the picture.
   What is chosen stands in the address, so that a place in the map can be sent to somebody. */
(function () {
  'use strict';
  var picture = document.getElementById('picture'), text = document.getElementById('text'), svg = picture.querySelector('svg');
  var find = document.getElementById('find'), found = document.getElementById('found'), said = document.getElementById('said');
  var things = Array.from(svg.querySelectorAll('g.actor, g.relation'));
  var labels = Array.from(svg.querySelectorAll('g[data-of]')); // above other lines, so not inside their own
  var articles = Array.from(text.querySelectorAll('article'));
  var steps = articles.filter(function (a) { return a.classList.contains('step'); });
  var step = -1, whole = svg.viewBox.baseVal, all = { x: whole.x, y: whole.y, w: whole.width, h: whole.height }, view = Object.assign({}, all);
  var about = {};
  var seen = null, still = false, edge = 24, narrow = window.matchMedia('(max-width: 720px)');
  var heading = null;
  Array.from(text.children).forEach(function (e) { if (e.tagName === 'H2') { heading = e; } else { e.under = heading; } });
  var within = {}; // what is drawn as a part of a collapsed group, and that group
  articles.forEach(function (a) {
    about[a.dataset.of] = a;
    if (a.dataset.members && document.getElementById(a.dataset.of)) words(a.dataset.members).forEach(function (m) { within[m] = a.dataset.of; });
  });

  function words(list) { return (list || '').split(' ').filter(Boolean); }

  function drawn(id) { return within[id] || id; }

  function ends(id) { return about[id] ? words(about[id].dataset.ends).map(drawn) : []; }

  /* --- Choosing --- */

  function connected(ids) {
    var set = new Set(ids);
    ids.forEach(function (id) { ends(id).forEach(function (e) { set.add(e); }); });
    things.forEach(function (g) {
      var e = ends(g.id);
      if (e.some(function (x) { return ids.indexOf(x) >= 0; })) { set.add(g.id); e.forEach(function (x) { set.add(x); }); }
    });
    return set;
  }

  function light(set) {
    things.concat(labels).forEach(function (g) { g.classList.toggle('off', set !== null && !set.has(g.dataset.of || g.id)); });
  }

  function show(list) {
    articles.forEach(function (a) { a.hidden = list.indexOf(a) < 0; });
    text.querySelectorAll('h2').forEach(function (h) { h.hidden = !list.some(function (a) { return a.under === h; }); });
    text.scrollTop = 0;
  }

  function start() {
    step = -1;
    seen = null;
    still = false;
    light(null);
    things.forEach(function (g) { g.setAttribute('aria-pressed', 'false'); });
    articles.forEach(function (a) { a.hidden = a.classList.contains('relation-text'); });
    text.querySelectorAll('h2').forEach(function (h) { h.hidden = h.id === 'h-relations'; });
    update();
  }

  function choose(id) {
    var article = about[id], name = article && article.querySelector('h3').textContent, focus;
    if (!article) { start(); return; }
    things.forEach(function (g) { g.setAttribute('aria-pressed', String(g.id === drawn(id))); });
    if (article.classList.contains('step')) {
      step = steps.indexOf(article);
      focus = words(article.dataset.focus);
      light(focus.length ? connected(focus.map(drawn)) : null);
      // The excerpts chosen for it; where none are, all that prove what it shows.
      show([article].concat(article.querySelector('blockquote') ? [] : focus.map(function (f) { return about[f]; }).filter(Boolean)));
      name = 'Step ' + (step + 1) + ' of ' + steps.length + ': ' + name;
      see(function () { if (article.dataset.view) { look(article.dataset.view, focus); } else { reveal(focus); } });
    } else {
      focus = article.dataset.members && !document.getElementById(id) ? words(article.dataset.members) : [id];
      light(connected(focus.map(drawn)));
      show([article]);
      if (!still) see(function () { reveal(focus); });
    }
    still = false;
    said.textContent = name;
    update();
  }

  function go(id) {
    var hash = id ? '#about-' + id : '#';
    if (location.hash === hash || (!id && !location.hash)) { id ? choose(id) : start(); } else { location.hash = hash; }
  }

  function follow() {
    var hash = decodeURIComponent(location.hash);
    if (hash.indexOf('#about-') === 0) { choose(hash.slice(7)); } else { start(); }
  }

  function update() {
    var previous = document.getElementById('previous'), next = document.getElementById('next');
    if (!previous) return;
    document.getElementById('place').textContent = step < 0 ? '' : step + 1 + ' / ' + steps.length;
    previous.disabled = step <= 0;
    next.disabled = step >= steps.length - 1;
  }

  /* --- Search --- */

  find.addEventListener('input', function () {
    var words = find.value.trim().toLocaleLowerCase();
    found.textContent = '';
    found.hidden = !words;
    if (!words) return;
    articles.filter(function (a) { return a.textContent.toLocaleLowerCase().indexOf(words) >= 0; }).slice(0, 50).forEach(function (a) {
      var item = document.createElement('li'), link = document.createElement('a');
      link.href = '#' + a.id;
      link.textContent = a.querySelector('h3').textContent;
      item.appendChild(link);
      found.appendChild(item);
    });
    said.textContent = found.children.length + ' found';
  });
  find.form.addEventListener('submit', function (e) {
    var first = found.querySelector('a');
    e.preventDefault();
    if (first) location.hash = first.getAttribute('href');
  });

  /* --- The picture --- */

  function draw() { svg.setAttribute('viewBox', view.x + ' ' + view.y + ' ' + view.w + ' ' + view.h); }

  function scale() { var r = svg.getBoundingClientRect(); return Math.max(view.w / r.width, view.h / r.height); }

  function zoom(factor, clientX, clientY) {
    var r = svg.getBoundingClientRect(), s = scale();
    var w = Math.min(Math.max(view.w * factor, 80), all.w * 4), k = w / view.w;
    var mx = view.x + view.w / 2 + (clientX === undefined ? 0 : (clientX - r.left - r.width / 2) * s);
    var my = view.y + view.h / 2 + (clientY === undefined ? 0 : (clientY - r.top - r.height / 2) * s);
    seen = null;
    view = { x: mx - (mx - view.x) * k, y: my - (my - view.y) * k, w: w, h: view.h * k };
    draw();
  }

  function fit() { seen = null; view = Object.assign({}, all); draw(); }

  /* --- Looking: what was last asked to be seen is seen again when the window has another size, until the reader moves the map --- */

  function see(how) { seen = how; how(); }

  function box(ids) {
    var left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    ids.map(drawn).forEach(function (id) {
      [id].concat(ends(id)).forEach(function (part) {
        var g = document.getElementById(part), b = g && svg.contains(g) && g.getBBox();
        if (!b || !b.width) return;
        left = Math.min(left, b.x); right = Math.max(right, b.x + b.width);
        top = Math.min(top, b.y); bottom = Math.max(bottom, b.y + b.height);
      });
    });
    return left < right ? { x: left, y: top, w: right - left, h: bottom - top } : null;
  }

  /* As an author saw it: "x y zoom", the middle in the units of the map. On a screen as narrow as a phone's it is seen from farther away
     where what it is about would not be in sight. */
  function look(at, ids) {
    var r = svg.getBoundingClientRect(), n = at.split(' ').map(Number), b = narrow.matches && box(ids), zoom = n[2];
    if (!r.width || !r.height) return;
    if (b) {
      zoom = Math.min(zoom, (r.width / 2 - edge) / Math.max(n[0] - b.x, b.x + b.w - n[0]), (r.height / 2 - edge) / Math.max(n[1] - b.y, b.y + b.h - n[1]));
    }
    view = { x: n[0] - r.width / zoom / 2, y: n[1] - r.height / zoom / 2, w: r.width / zoom, h: r.height / zoom };
    draw();
  }

  /* The least move that has them in sight, from farther away where they do not fit. */
  function reveal(ids) {
    var r = svg.getBoundingClientRect(), b = box(ids), s = scale(), x, y, w, h, k, out;
    if (!b || !r.width || !r.height) return;
    w = r.width * s; h = r.height * s;
    x = view.x + (view.w - w) / 2; y = view.y + (view.h - h) / 2;
    k = Math.max(1, b.w / (w - 2 * edge * s), b.h / (h - 2 * edge * s));
    out = b.x > x + w || b.x + b.w < x || b.y > y + h || b.y + b.h < y;
    if (k > 1 || out) {
      x = b.x + b.w / 2 - w * k / 2; y = b.y + b.h / 2 - h * k / 2;
    } else {
      x = Math.min(Math.max(x, b.x + b.w + edge * s - w), b.x - edge * s);
      y = Math.min(Math.max(y, b.y + b.h + edge * s - h), b.y - edge * s);
    }
    if (k === 1 && Math.abs(x - view.x - (view.w - w) / 2) < 1e-6 && Math.abs(y - view.y - (view.h - h) / 2) < 1e-6) return;
    view = { x: x, y: y, w: w * k, h: h * k };
    draw();
  }

  function pan(dx, dy) { var s = scale(); seen = null; view.x -= dx * s; view.y -= dy * s; draw(); }

  var pointers = new Map(), moved = false;
  picture.addEventListener('pointerdown', function (e) { pointers.set(e.pointerId, e); if (pointers.size === 1) moved = false; });
  window.addEventListener('pointermove', function (e) {
    var before = pointers.get(e.pointerId);
    if (!before) return;
    if (pointers.size === 2) {
      var other = Array.from(pointers.values()).find(function (p) { return p.pointerId !== e.pointerId; });
      var was = Math.hypot(before.clientX - other.clientX, before.clientY - other.clientY);
      var is = Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY);
      if (is > 0 && was > 0) zoom(was / is, (e.clientX + other.clientX) / 2, (e.clientY + other.clientY) / 2);
    } else if (moved || Math.hypot(e.clientX - before.clientX, e.clientY - before.clientY) > 4) {
      moved = true;
      pan(e.clientX - before.clientX, e.clientY - before.clientY);
    } else { return; }
    pointers.set(e.pointerId, e);
  });
  ['pointerup', 'pointercancel'].forEach(function (name) { window.addEventListener(name, function (e) { pointers.delete(e.pointerId); }); });
  picture.addEventListener('wheel', function (e) { e.preventDefault(); zoom(Math.pow(1.0015, e.deltaY), e.clientX, e.clientY); }, { passive: false });
  picture.addEventListener('dragstart', function (e) { e.preventDefault(); });
  picture.addEventListener('click', function (e) {
    var thing = e.target.closest('g.relation, g.actor, g[data-of]');
    e.preventDefault();
    still = !moved && !!thing;
    if (!moved) go(thing ? thing.dataset.of || thing.id : '');
    moved = false;
  });

  /* --- The keyboard: Tab goes through in reading order, arrows to the neighbour in that direction --- */

  function middle(g) {
    var r = (g.querySelector('.card, .box, use') || g).getBoundingClientRect();
    return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
  }

  function neighbour(g, dx, dy) {
    var from = middle(g), best = null, least = Infinity, near = connected([g.id]);
    things.forEach(function (o) {
      if (o === g || !near.has(o.id) || o.classList.contains('relation') !== g.classList.contains('relation') && !ends(g.id).length) return;
      var m = middle(o), along = (m.x - from.x) * dx + (m.y - from.y) * dy, across = Math.abs((m.x - from.x) * dy) + Math.abs((m.y - from.y) * dx);
      if (along > 1 && along + 2 * across < least) { least = along + 2 * across; best = o; }
    });
    return best;
  }

  var arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  picture.addEventListener('keydown', function (e) {
    var thing = e.target.closest('g.relation, g.actor'), way = arrows[e.key], next;
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if ((e.key === 'Enter' || e.key === ' ') && thing) { go(thing.id); } else if (e.key === '+' || e.key === '=') { zoom(0.8); } else if (e.key === '-') { zoom(1.25); } else if (e.key === '0') { fit(); } else if (way && thing) {
      next = neighbour(thing, way[0], way[1]);
      if (next) next.focus();
    } else if (way) { pan(-60 * way[0], -60 * way[1]); } else { return; }
    e.preventDefault();
  });
  picture.addEventListener('focusin', function (e) {
    if (things.indexOf(e.target) >= 0 && e.target.matches(':focus-visible')) { seen = null; reveal([e.target.id]); }
  });
  document.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') { find.value = ''; found.hidden = true; go(''); } else if (e.key === '/' && e.target !== find) { e.preventDefault(); find.focus(); }
  });

  /* --- Beginning --- */

  things.forEach(function (g) { g.setAttribute('tabindex', '0'); g.setAttribute('role', 'button'); });
  svg.querySelectorAll('a').forEach(function (a) { a.setAttribute('tabindex', '-1'); });
  document.getElementById('nearer').addEventListener('click', function () { zoom(0.8); });
  document.getElementById('farther').addEventListener('click', function () { zoom(1.25); });
  document.getElementById('fit').addEventListener('click', fit);
  document.getElementById('everything').addEventListener('click', function () { go(''); });
  if (steps.length) {
    document.getElementById('previous').addEventListener('click', function () { go(steps[Math.max(step - 1, 0)].dataset.of); });
    document.getElementById('next').addEventListener('click', function () { go(steps[Math.min(step + 1, steps.length - 1)].dataset.of); });
  }
  document.body.classList.add('live');
  window.addEventListener('hashchange', follow);
  window.addEventListener('resize', function () { if (seen) seen(); });
  window.addEventListener('beforeprint', function () { svg.setAttribute('viewBox', all.x + ' ' + all.y + ' ' + all.w + ' ' + all.h); });
  window.addEventListener('afterprint', draw);
  follow();
  if (!seen && picture.dataset.view) see(function () { look(picture.dataset.view, []); });
}());
