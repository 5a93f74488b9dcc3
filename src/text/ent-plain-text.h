/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text prepared for many questions: where code point N starts, which code point starts at a byte, where a string stands.
 * Each part is made when first asked for and kept, so that all excerpts of an article share it. Belongs to one thread. */
#pragma once

#include <glib.h>

#include "ent-fold.h"
#include "ent-text-index.h"

G_BEGIN_DECLS

typedef struct _EntPlainText EntPlainText;

/* Borrows @text (valid UTF-8), which must outlive it. O(1). (transfer full) */
EntPlainText *ent_plain_text_new (const char *text);
/* The text of a file: one byte-order mark is skipped, CRLF is read as LF. NULL with @error (the reason alone) when it is HTML, PDF, not
 * UTF-8, holds U+0000, or is longer than an article may be (16 MiB). O(size). (transfer full) */
EntPlainText *ent_plain_text_new_from_bytes (GBytes *bytes, GError **error);
void ent_plain_text_free (EntPlainText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPlainText, ent_plain_text_free)

const char *ent_plain_text_get (EntPlainText *self);
gsize ent_plain_text_get_size (EntPlainText *self);
/* Code points. */
gint64 ent_plain_text_get_length (EntPlainText *self);
/* SHA-256 of the UTF-8 bytes in lower-case hex. O(size) the first time. */
const char *ent_plain_text_get_sha256 (EntPlainText *self);
/* The text as approximate search reads it. O(size) the first time. */
const EntFold *ent_plain_text_get_fold (EntPlainText *self);

/* The byte at which code point @position starts (the size for the length), -1 outside. O(log size). */
gssize ent_plain_text_byte_of (EntPlainText *self, gint64 position);
/* The code point that starts at @byte. O(1). */
gint64 ent_plain_text_position_of (EntPlainText *self, gsize byte);

/* Where strings stand in it. (transfer none) */
EntTextIndex *ent_plain_text_get_index (EntPlainText *self);
/* The byte of the first place at or after byte @from where the @size bytes of @needle stand, or -1. By code points alone. As
 * ent_text_index_find(). */
gssize ent_plain_text_find (EntPlainText *self, const char *needle, gsize size, gsize from);
/* At how many places, overlapping ones too, counted up to @most. */
guint ent_plain_text_count (EntPlainText *self, const char *needle, guint most);

G_END_DECLS
