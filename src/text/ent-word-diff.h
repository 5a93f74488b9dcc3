/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words two short texts have in common, to mark the difference. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of one text, in bytes, that the other has not. */
typedef struct
{
  guint start, end;
} EntDifference;

/* Where @before and @after differ, word by word, by a longest common subsequence; a blank or a mark is a word of its own. Texts of more than
 * 1500 words differ as a whole from the first to the last word that they have not alike. (transfer full) (element-type EntDifference)
 * O(words of both multiplied). */
void ent_word_diff (const char *before, const char *after, GArray **removed, GArray **added);

G_END_DECLS
