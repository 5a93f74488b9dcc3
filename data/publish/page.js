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
  var heading = null;
  Array.from(text.children).forEach(function (e) { if (e.tagName === 'H2') { heading = e; } else { e.under = heading; } });
  articles.forEach(function (a) { about[a.dataset.of] = a; });

  function ends(id) { return about[id] && about[id].dataset.ends ? about[id].dataset.ends.split(' ') : []; }

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
    light(null);
    things.forEach(function (g) { g.setAttribute('aria-pressed', 'false'); });
    articles.forEach(function (a) { a.hidden = a.classList.contains('relation-text'); });
    text.querySelectorAll('h2').forEach(function (h) { h.hidden = h.id === 'h-relations'; });
    update();
  }

  function choose(id, quiet) {
    var article = about[id];
    if (!article) { start(); return; }
    things.forEach(function (g) { g.setAttribute('aria-pressed', String(g.id === id)); });
    if (article.classList.contains('step')) {
      step = steps.indexOf(article);
      var focus = (article.dataset.focus || '').split(' ').filter(Boolean);
      light(focus.length ? connected(focus) : null);
      show([article].concat(focus.map(function (f) { return about[f]; }).filter(Boolean)));
    } else {
      light(connected([id]));
      show([article]);
    }
    if (!quiet) said.textContent = article.querySelector('h3').textContent;
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
    view = { x: mx - (mx - view.x) * k, y: my - (my - view.y) * k, w: w, h: view.h * k };
    draw();
  }

  function fit() { view = Object.assign({}, all); draw(); }

  function pan(dx, dy) { var s = scale(); view.x -= dx * s; view.y -= dy * s; draw(); }

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
  follow();
}());
