/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map as any of the forms in which it is published: redacted first, then arranged, drawn or written, and at last searched for what should
 * not be in it. One function for the window and the command line.
 * Invariant: same map and options, same bytes; bytes that fail the search are never given out. */
#pragma once

#include "ent-publish.h"
#include "ent-style.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_EXPORT_MAP,
  ENT_EXPORT_SVG,
  ENT_EXPORT_PNG,
  ENT_EXPORT_PDF,
  ENT_EXPORT_HTML,
  ENT_EXPORT_MARKDOWN,
  ENT_EXPORT_CSV,
  ENT_EXPORT_DOT,
  ENT_N_EXPORTS
} EntExportKind;

/* ".svg" ... Static. */
const char *ent_export_extension (EntExportKind kind);
/* By the extension of @name, in any case of letters. FALSE where it is none of them. */
gboolean ent_export_kind_of (const char *name, EntExportKind *kind);

typedef struct
{
  EntExportKind kind;
  EntTheme theme;
  gboolean print;          /* for black and white: light, with greys and dashes only */
  gboolean transparent;    /* no ground below the picture */
  gboolean outlines;       /* text as outlines: for printers without the fonts */
  gboolean embed_fonts;    /* SVG: what is needed of the fonts inside */
  gboolean no_legend;
  gboolean report;         /* HTML: the written report alone, without picture and scripts */
  double scale;            /* PNG: pixels per map unit; 0: the largest possible */
  double size;             /* PNG, over 0: pixels of the longer side, instead of the scale */
  double dpi;              /* PNG, over 0: pixels per inch, as it is told in the file */
  const char *title;       /* nullable: instead of the map's */
  const char *source_line; /* nullable: below the picture */
  const char *author;      /* nullable: PDF */
  const char *date;        /* nullable: PDF, ISO 8601; no clock is asked, so that the same input gives the same bytes */
  const char *const *part; /* nullable: ids of what is shown; see ent_publish_part() */
  gboolean bundles;        /* as on the screen: many relations of two actors are one line, unless in open_pairs */
  const char *const *open_pairs; /* nullable; as in EntSceneOptions */
  int focus_kind;          /* as on the screen: what is chosen (EntTargetKind); what is not connected with it is faded */
  const char *focus, *focus_other;
  const EntPublishProfile *profile; /* nullable */
  const char *paper; /* nullable: "a4" or "letter": PDF pages of that size, else one page as large as the map */
  gboolean tiles;    /* PDF: a poster of as many pages as it takes at full size */
} EntExportOptions;

#define ENT_EXPORT_OPTIONS_INIT { .kind = ENT_EXPORT_SVG, .theme = ENT_THEME_LIGHT, .scale = 1 }

/* What came of it beside the bytes. */
typedef struct
{
  guint n_unknown; /* members that were dropped because they are not known */
  char *missing;   /* nullable: characters that no font has */
} EntExportNotes;

void ent_export_notes_clear (EntExportNotes *notes);

/* @map in the form that @options ask for. ENT_ERROR_USAGE where the options name what is not in the map. @notes (nullable, out) also after
 * a failure. Any thread. (transfer full) */
GBytes *ent_export (EntSnapshot *map, const EntExportOptions *options, EntExportNotes *notes, GCancellable *cancellable, GError **error);

G_END_DECLS
