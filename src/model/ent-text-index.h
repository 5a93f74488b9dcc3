/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where strings stand in one text, asked many times. The first questions are answered by reading the text; once as much was read as an
 * index costs to make, it is made, and a question no longer reads the whole text. The answers are the same. Belongs to one thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EntTextIndex EntTextIndex;

/* Borrows the @size bytes of @text (at most 16 MiB), which must outlive it. O(1). (transfer full) */
EntTextIndex *ent_text_index_new (const char *text, gsize size);
void ent_text_index_free (EntTextIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTextIndex, ent_text_index_free)

const char *ent_text_index_get_text (EntTextIndex *self);
gsize ent_text_index_get_size (EntTextIndex *self);

/* The byte of the first place at or after byte @from where the @size bytes of @needle stand, or -1. O(text) for the first thirty questions
 * or so; then O(needle + places of its rarest eight bytes), but O(text) for a needle below eleven bytes, and for one whose every eight
 * bytes stand all over the text. The index takes twice the text's memory. */
gssize ent_text_index_find (EntTextIndex *self, const char *needle, gsize size, gsize from);

/* TRUE when the bytes from @from to @to of the text stand nowhere else in it, places that overlap counted. As two of those questions. */
gboolean ent_text_index_stands_once (EntTextIndex *self, gsize from, gsize to);

G_END_DECLS
