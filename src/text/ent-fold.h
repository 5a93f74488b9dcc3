/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text without what readers hardly see: compatibility decomposed (Unicode UAX #15), lower case, any white space one blank, one kind of
 * quote and of dash, no soft hyphens or marks of direction. Only ever used to find what may be meant, never to say that it is the same. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint n;
  gunichar *chars;  /* the folded text */
  guint32 *origins; /* n + 1: the code point of the text that each came from; the last is the text's length */
  guint32 *symbols; /* each folded character as a number below n_symbols */
  guint n_symbols;
  guint32 ascii[128]; /* character -> symbol + 1, 0 for none */
  GHashTable *others; /* nullable: character -> symbol + 1 */
} EntFold;

/* O(size). (transfer full) */
EntFold *ent_fold_new (const char *text);
void ent_fold_free (EntFold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFold, ent_fold_free)

/* The symbol that @self has for @folded + 1, or 0. */
static inline guint32
ent_fold_symbol (const EntFold *self, gunichar folded)
{
  if (folded < 128)
    return self->ascii[folded];
  return self->others != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->others, GUINT_TO_POINTER (folded))) : 0;
}

/* The first folded character that came from code point @position or a later one (n past the end). O(log n). */
guint ent_fold_index_of (const EntFold *self, gint64 position);

/* The kind of quote, dash or blank that @c is one of, else @c; 0 for what is not seen. */
gunichar ent_fold_sign (gunichar c);

/* As UTF-8 for search: like that, and without accents and other marks that people leave out when they type ("Erdoğan" is "erdogan"), but
 * with the marks that make another letter or syllable (Indic, Japanese). @origins (nullable) gets for each byte of it, and for the end,
 * the code point of @text that it came from. O(length). (transfer full) */
char *ent_fold_loosely (const char *text, guint32 **origins);
/* The same behind what @out holds; blanks at the beginning of @text do not join those before it. */
void ent_fold_append_loosely (GString *out, const char *text, GArray *origins /* of guint32; nullable */);

G_END_DECLS
