/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture file of somebody else's making, as a small plain picture that a map can hold. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads @file (PNG, JPEG, WebP or SVG) in a helper process with limits and gives the middle of it as a square PNG of at most @side pixels, as
 * a data: URL. Works in a thread. */
void ent_picture_file_read_async (GFile *file, guint side, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* @error is ENT_DOCUMENT_ERROR with a sentence for people, or cancelled. (transfer full) */
char *ent_picture_file_read_finish (GAsyncResult *result, GError **error);

/* The same of bytes, at once: blocks, for threads and tests. @name is what messages call them. */
char *ent_picture_read (GBytes *bytes, const char *name, guint side, GCancellable *cancellable, GError **error);

G_END_DECLS
