/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the house: a map made fit to be published by a profile, before anything is drawn or written of it, so that every format gets the
 * same; and the search of the finished output for what should not be in it. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"
#include "ent-secrets.h"

G_BEGIN_DECLS

/* Fields may be set directly. */
typedef struct
{
  gboolean no_notes;   /* no member called `note`, anywhere */
  gboolean no_sources; /* articles are "Source 1" ...; links of actors go too */
  gboolean no_map;     /* no map inside the picture or page */
  guint quote_words;   /* at most that many words of a quotation; 0: all */
  GHashTable *renames; /* actor or article -> new name; by id, or for an actor by its unique name or alias */
  GHashTable *hidden;  /* the same, a set; ids of relations, excerpts, groups, captions and story steps too */
} EntPublishProfile;

EntPublishProfile *ent_publish_profile_new (void);
void ent_publish_profile_free (EntPublishProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPublishProfile, ent_publish_profile_free)

/* Adds what the JSON object @bytes says, with members called like the switches:
 * {"no-notes": true, "no-sources": true, "no-map": true, "quote-words": 12, "rename": {"id": "Name"}, "hide": ["id"]}.
 * Any other member is refused, so that no redaction is lost by a slip. */
gboolean ent_publish_profile_read (EntPublishProfile *self, GBytes *bytes, GError **error);
/* The same as text, so that it can be remembered. (transfer full) */
char *ent_publish_profile_write (const EntPublishProfile *self);
/* TRUE when it changes more than whether the map is inside. */
gboolean ent_publish_profile_redacts (const EntPublishProfile *self);

typedef struct
{
  EntSnapshot *map;    /* what may be published */
  gboolean with_map;   /* whether a picture or page may hold it */
  guint n_unknown;     /* members that the program does not know, dropped */
  EntSecrets *secrets; /* NULL where nothing was redacted */
} EntPublished;

/* @map by @profile (nullable). @title (nullable) replaces the map's title. ENT_ERROR_USAGE where the profile names what is not in the map.
 * Any thread. O(size). (transfer full) */
EntPublished *ent_publish (EntSnapshot *map, const EntPublishProfile *profile, const char *title, GError **error);
/* The part of @map that is shown by @ids (of actors, relations, groups or story steps; actors by name too): chosen actors with the relations
 * between them, chosen relations with their ends, and what proves those. ENT_ERROR_USAGE as above. O(size). (transfer full) */
EntSnapshot *ent_publish_part (EntSnapshot *map, const char *const *ids, GError **error);
void ent_published_free (EntPublished *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPublished, ent_published_free)

/* Searches @output (SVG, HTML, Markdown, CSV, DOT, JSON, PDF or PNG, told by its content), decoded: entities of XML, escapes of JSON and URLs,
 * pictures inside, streams of a PDF. FALSE with @error naming what was found. O(size). */
gboolean ent_published_check (const EntPublished *self, GBytes *output, GError **error);

G_END_DECLS
