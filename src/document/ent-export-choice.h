/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody chose in the export dialog, and its memory: for each map what was chosen last, in the user's state folder.
 * Invariant: a choice says all that an export needs; a remembered one that cannot be read is as none. */
#pragma once

#include "ent-export.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_EXPORT_WHOLE,
  ENT_EXPORT_SCREEN, /* what is in view, as it is drawn there */
  ENT_EXPORT_CHOSEN, /* what is selected */
  ENT_EXPORT_STEP    /* what a step of the story shows */
} EntExportWhat;

typedef enum
{
  ENT_EXPORT_LIGHT,
  ENT_EXPORT_DARK,
  ENT_EXPORT_PRINT /* greys */
} EntExportLook;

typedef enum
{
  ENT_EXPORT_PAPER_NONE, /* one page as large as the map */
  ENT_EXPORT_A4,
  ENT_EXPORT_LETTER
} EntExportPaper;

typedef enum
{
  ENT_EXPORT_TEXT, /* text, with the fonts named */
  ENT_EXPORT_OUTLINES,
  ENT_EXPORT_EMBEDDED /* SVG: text, with what is needed of the fonts inside */
} EntExportLetters;

typedef enum
{
  ENT_EXPORT_PROOF_WHOLE,    /* nothing is left out, and an SVG holds the map */
  ENT_EXPORT_PROOF_REDACTED, /* by the profile, the map inside too */
  ENT_EXPORT_PROOF_NONE      /* by the profile, and no map inside */
} EntExportProof;

/* Fields may be set directly; texts are owned, never NULL unless said. */
typedef struct
{
  EntExportKind kind;
  EntExportWhat what;
  char *step; /* id */
  EntExportLook look;
  gboolean transparent, legend, report;
  char *title, *source_line; /* "": the map's title, no line */
  double scale;              /* PNG; 0: the largest possible */
  double dpi;
  EntExportPaper paper;
  gboolean tiles;
  EntExportLetters letters;
  EntExportProof proof;
  EntPublishProfile *profile;

  /* What the window showed when it was asked, not remembered: ids in view, chosen, and pairs of open bundles; nullable. */
  char **shown, **chosen, **open_pairs;
  int focus_kind;
  char *focus, *focus_other;
} EntExportChoice;

/* An SVG of the whole map, light, with its legend. (transfer full) */
EntExportChoice *ent_export_choice_new (void);
EntExportChoice *ent_export_choice_copy (const EntExportChoice *self);
void ent_export_choice_free (EntExportChoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntExportChoice, ent_export_choice_free)

/* What a thread exports: a map and a choice that are its own. */
typedef struct
{
  EntSnapshot *map;
  EntExportChoice *choice;
} EntExportWork;

/* Takes both over. (transfer full) */
EntExportWork *ent_export_work_new (EntSnapshot *map, EntExportChoice *choice);

/* @work is an EntExportWork; the type is that of a GDestroyNotify. */
void ent_export_work_free (gpointer work);

/* @self as ent_export() takes it; @scratch holds what the options borrow, and is freed after them. */
typedef struct
{
  char **part;
  EntPublishProfile *nothing;
} EntExportScratch;
EntExportOptions ent_export_choice_options (const EntExportChoice *self, EntExportScratch *scratch);
void ent_export_scratch_clear (EntExportScratch *scratch);

/* The folder of memories: entente/exports in the user's state folder. (transfer full) */
char *ent_export_memory_dup_folder (void);
/* Remembers @self for the map at @path. Blocks for a moment. */
gboolean ent_export_choice_remember (const EntExportChoice *self, const char *folder, const char *path, GError **error);
/* What was remembered for @path, else a new one. (transfer full) */
EntExportChoice *ent_export_choice_recall (const char *folder, const char *path);

G_END_DECLS
