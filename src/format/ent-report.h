/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written forms of a map: every actor, and every relation with its quotations, sources and grades. Invariant: same map, same bytes;
 * whatever texts a map holds, they stay text in the form. */
#pragma once

#include <gio/gio.h>

#include "ent-map-index.h"

G_BEGIN_DECLS

/* A report in CommonMark. O(size). (transfer full) */
GBytes *ent_report_markdown (EntMapIndex *index);
/* A table as in RFC 4180, in UTF-8 with a byte-order mark, which spreadsheets need to read it as such: a row for each excerpt of each
 * relation, one for a relation without. A cell that a spreadsheet would calculate starts with an apostrophe. (transfer full) */
GBytes *ent_report_csv (EntMapIndex *index);
/* The graph in the language of Graphviz, with the places of the map (`neato -n`). (transfer full) */
GBytes *ent_report_dot (EntMapIndex *index);

G_END_DECLS
