/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the native map file: strict gate, then json-glib one list element at a time, then the checks of the contract.
 * Invariant: what is returned is a valid map; a NULL comes with the reason and the place, and nothing half-read is kept. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"

G_BEGIN_DECLS

/* The content of @bytes as a map. @problems (nullable, of EntProblem) gets every problem found: all errors that can be told apart, or
 * the warnings of a good file (detached excerpt, wrong sha256, newer version, picture not shown). @error is the first error. A newer
 * version is read, and says so in head->version. Any thread. O(size). (transfer full) */
EntSnapshot *ent_map_read (GBytes *bytes, GPtrArray *problems, GCancellable *cancellable, GError **error);

G_END_DECLS
