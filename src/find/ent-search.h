/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question to all words of a map: names and aliases of actors, labels of relations, groups and captions, excerpts, titles and texts
 * of articles. Case, accents and kinds of quotes and dashes do not count.
 *
 * Each word of the question must be there. What holds them as they stand comes first: exactly that, beginning with it, a word beginning
 * with it, anywhere inside; then what is more connected. A relation is found by words of its label, and further ones may be of its
 * actors' names: "china oil". */
#pragma once

#include <gio/gio.h>

#include "ent-map-index.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_SEARCH_ACTORS,
  ENT_SEARCH_RELATIONS,
  ENT_SEARCH_GROUND, /* groups and captions */
  ENT_SEARCH_EXCERPTS,
  ENT_SEARCH_ARTICLES,
  ENT_N_SEARCH_SECTIONS
} EntSearchSection;

typedef enum
{
  ENT_MATCH_EXACT,
  ENT_MATCH_PREFIX,
  ENT_MATCH_WORD, /* a word begins with it */
  ENT_MATCH_INSIDE
} EntMatch;

typedef struct
{
  const char *id;   /* of the thing; of an excerpt its own */
  const char *text; /* what was found in: a name or alias, a label, a quote, a title, an article's text */
  EntMatch match;
  gint64 start, end; /* in an article's text, code points; else -1 */
} EntFound;

/* The best of one section, and how many there are. */
typedef struct
{
  EntSnapshot *snapshot; /* that all strings are in */
  EntSearchSection section;
  GArray *found; /* EntFound, best first */
  guint total;
} EntFoundSection;

void ent_found_section_free (EntFoundSection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFoundSection, ent_found_section_free)

typedef struct _EntSearch EntSearch;

/* Over @index's snapshot. Nothing is read until it is asked; what @before (nullable) read and the map still has is shared with it.
 * (transfer full) */
EntSearch *ent_search_new (EntMapIndex *index, EntSearch *before);
EntSearch *ent_search_ref (EntSearch *self);
void ent_search_unref (EntSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSearch, ent_search_unref)
EntMapIndex *ent_search_get_index (EntSearch *self);

/* The best @most of one section; NULL only when cancelled. Any thread. O(text of the section); the first time it is read and folded as
 * well. (transfer full) */
EntFoundSection *ent_search_section (EntSearch *self, EntSearchSection section, const char *question, guint most,
                                     GCancellable *cancellable);
/* Reads all sections, so that questions need not wait for it. Any thread. */
void ent_search_prepare (EntSearch *self, GCancellable *cancellable);

/* (transfer none) */
typedef void (*EntSearchTold) (EntFoundSection *section, gpointer user_data);

/* All sections one after another in a thread. @told is called in the caller's main context for each that found something, then
 * @callback; once @cancellable is cancelled @told is not called any more. */
void ent_search_async (EntSearch *self, const char *question, guint most, EntSearchTold told, gpointer told_data,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE with @error when it was cancelled. */
gboolean ent_search_finish (GAsyncResult *result, GError **error);
/* Reads all sections in a thread. */
void ent_search_prepare_async (EntSearch *self, GCancellable *cancellable);

/* TRUE when @question asks for nothing. */
gboolean ent_search_is_blank (const char *question);

/* A stretch of a text, in bytes. */
typedef struct
{
  guint start, end;
} EntSearchMark;

/* Where the words of @question stand in @text, in order, none inside another. O(text). (transfer full) (element-type EntSearchMark) */
GArray *ent_search_marks (const char *text, const char *question);
/* About @most code points of @text around the first place that answers @question, or around code point @at where that is not negative;
 * cut between words, with an ellipsis where it was cut, on one line. (transfer full) */
char *ent_search_snippet (const char *text, const char *question, gint64 at, guint most);

G_END_DECLS
