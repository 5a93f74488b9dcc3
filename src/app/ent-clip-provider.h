/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a map on the clipboard: as a map for other windows, as rows of text and as SVG for other programs, each made when asked for. */
#pragma once

#include <gtk/gtk.h>

#include "ent-map.h"

G_BEGIN_DECLS

#define ENT_CLIP_MIME_TYPE "application/vnd.entente.map+json"

#define ENT_TYPE_CLIP_PROVIDER (ent_clip_provider_get_type ())
G_DECLARE_FINAL_TYPE (EntClipProvider, ent_clip_provider, ENT, CLIP_PROVIDER, GdkContentProvider)

GdkContentProvider *ent_clip_provider_new (EntSnapshot *clip);

G_END_DECLS
