/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something near a quote stands in a text, and how near. */
#pragma once

#include <gio/gio.h>

#include "ent-fold.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 start, end; /* code points of the text */
  double quote;      /* 0 to 1: the share of the quote that stands there, by edit distance of the folded texts */
  double context;    /* 0 to 1: the same of prefix and suffix; 0.5 where there is neither */
  double score;      /* both together, below 1: the quote counts for nine tenths */
} EntNear;

/* The best place for @exact between @prefix and @suffix in @text; FALSE when nothing is near: more than a quarter of the quote differs
 * (two fifths where prefix or suffix vouch for the place, a fifth of a quote under 20 characters).
 *
 * Bit-parallel edit distance in blocks of 64 (Myers 1999, "A fast bit-vector algorithm for approximate string matching based on
 * dynamic programming"), with the cut-off of its section 4: O(text x quote / 64) at worst, about O(text) where nothing is near. A
 * quote over 1024 characters is looked for by its first and last 512. FALSE too when cancelled. */
gboolean ent_approximate_find (const EntFold *text, const char *exact, const char *prefix, const char *suffix,
                               GCancellable *cancellable, EntNear *near);

G_END_DECLS
