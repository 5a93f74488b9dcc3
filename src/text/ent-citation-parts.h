/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all forms of citation are made of: the authors and the dates of an article, taken apart. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A person, or where `given` is "" a body or a name of one word. */
typedef struct
{
  char *family, *given;
} EntCitedName;

/* "Jane Doe and Juan Pérez", "Doe, Jane; Pérez, Juan", "Reuters", "Foreign Ministry": each name taken apart. Names of bodies are kept
 * whole. (transfer full) (element-type EntCitedName) */
GArray *ent_cited_names (const char *author);

/* The first date of an EDTF text; 0 for what it does not state. */
typedef struct
{
  int year, month, day; /* month 1 to 12 only; seasons are not kept */
  gboolean about;       /* approximate or uncertain */
} EntCitedDate;

/* FALSE when @edtf states no whole year. */
gboolean ent_cited_date (const char *edtf, EntCitedDate *date);
/* "November" or, @brief, "Nov." as MLA shortens it. Static. */
const char *ent_cited_month (int month, gboolean brief);

G_END_DECLS
