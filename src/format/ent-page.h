/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map as one web page that needs nothing else: the picture, all evidence as text, and a script that makes both walk together. Invariant:
 * nothing is fetched (a content security policy says so too), and without scripts all of it can be read. */
#pragma once

#include "ent-svg.h"

G_BEGIN_DECLS

/* The page of @scene. The picture follows the reader's light or dark style, unless @options ask for print. No map goes inside. O(size).
 * (transfer full) */
GBytes *ent_page_write (EntScene *scene, const EntSvgOptions *options, GCancellable *cancellable, GError **error);

/* The written report alone: every actor, every relation with its quotations, sources and grades, without picture and scripts. O(size).
 * (transfer full) */
GBytes *ent_page_write_report (EntMapIndex *index);

G_END_DECLS
