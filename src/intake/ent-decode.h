/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a text as UTF-8. What is not UTF-8 and does not say what it is, is guessed, and the guess is told. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *text;       /* without a byte-order mark; may hold CRLF, never U+0000 */
  char *encoding;   /* "UTF-8", "windows-1251" ... */
  gboolean guessed; /* neither valid UTF-8, nor marked, nor named by @told */
  guint replaced;   /* places that the encoding has no character for, U+FFFD in the text */
} EntDecoded;

/* @told: what the document or a person says, nullable; unknown names are as if not told. A byte-order mark wins over
 * it, and valid UTF-8 over a guess. NULL with @error where it is no text at all. O(size). (transfer full) */
EntDecoded *ent_decode (GBytes *bytes, const char *told, GError **error);
void ent_decoded_free (EntDecoded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntDecoded, ent_decoded_free)

/* The encodings to choose from, NULL-terminated: the names by which a system converter and people know them. */
const char *const *ent_decode_names (void);
/* TRUE when @name is an encoding that this machine can read. */
gboolean ent_decode_knows (const char *name);

G_END_DECLS
