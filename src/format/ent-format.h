/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of bytes these are, told by content alone, and the map in them. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FORMAT_MAP, /* anything that is not one of the others: the native reader says what is wrong with it */
  ENT_FORMAT_SVG  /* an XML document whose root is <svg> */
} EntFormat;

/* O(1): looks at the first kilobyte past white space, BOM, XML declaration, comments and DOCTYPE. */
EntFormat ent_format_sniff (GBytes *bytes);

/* The map in @bytes: a map file, or an SVG with a map inside. As ent_map_read(); problems of a map inside an SVG have the line and
 * column in the map's own text. (transfer full) */
EntSnapshot *ent_format_read (GBytes *bytes, GPtrArray *problems, GCancellable *cancellable, GError **error);

G_END_DECLS
