/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file, page or pasted text read as an article: what kind it is, its text, and what it says of itself. The input is
 * not trusted: limits hold everywhere, nothing is fetched, and a PDF is opened by a program of its own. */
#pragma once

#include <gio/gio.h>

#include "ent-reading.h"

G_BEGIN_DECLS

/* Bytes of a text, a page or Markdown; and of a PDF, which is mostly pictures. */
#define ENT_INTAKE_MAX_TEXT ((gsize) 16 * 1024 * 1024)
#define ENT_INTAKE_MAX_PDF ((gsize) 64 * 1024 * 1024)

/* By content; the ending of @name (nullable) tells Markdown from text, and a page from text about pages. O(1). */
EntSourceKind ent_intake_sniff (GBytes *bytes, const char *name);

/* Reads @bytes. @encoding (nullable) is what a person says it is in. NULL with @error, a sentence for people. Blocks;
 * for threads. O(size). (transfer full) */
EntReading *
ent_intake_read (GBytes *bytes, EntSourceKind kind, const char *encoding, GCancellable *cancellable, GError **error);

/* The same in a thread. */
void ent_intake_read_async (GBytes *bytes,
                            EntSourceKind kind,
                            const char *encoding,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
EntReading *ent_intake_read_finish (GAsyncResult *result, GError **error);

/* The readers. */
EntReading *ent_intake_text (GBytes *bytes, const char *encoding, GError **error);
EntReading *ent_intake_html (GBytes *bytes, const char *encoding, GError **error);
EntReading *ent_intake_markdown (GBytes *bytes, const char *encoding, GError **error);
EntReading *ent_intake_pdf (GBytes *bytes, GCancellable *cancellable, GError **error);

/* Decodes @bytes for @self: the text (transfer full), and in @self how. NULL with @error. */
char *ent_intake_decode (EntReading *self, GBytes *bytes, const char *encoding, GError **error);

G_END_DECLS
