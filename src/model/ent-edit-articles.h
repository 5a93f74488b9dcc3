/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that come in with all that is known of them. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* All borrowed for the call; "" or NULL for what is not known. Dates are EDTF, the text is UTF-8, NFC and LF. */
typedef struct
{
  const char *title, *publisher, *author, *published, *accessed, *url, *language, *reliability, *text;
  const char *file, *type, *sha256; /* where it came from: a name without folder, a MIME type, the bytes' SHA-256 */
  const gint64 *pages;              /* code points at which the pages start */
  guint n_pages;
} EntNewArticle;

/* @wanted as an article that is not in a map yet, with an id for the time being. In any thread. NULL with @error where it breaks a rule
 * of its fields. O(text). (transfer full) */
EntArticle *ent_edit_make_article (const EntNewArticle *wanted, GError **error);

/* Takes @n_fresh articles into the map, each with an id after its title, and puts each of the @n_changed in the place of the article with
 * its id, all as one step: what was prepared in a thread becomes part of the map. Returns the ids of all of them in their order,
 * NULL-terminated; NULL with @error and an unchanged map where one is refused. Takes all the records, not the arrays.
 * O(list + ids). (transfer full) */
char **ent_edit_take_articles (
    EntMap *map, EntArticle *const *fresh, guint n_fresh, EntArticle *const *changed, guint n_changed, GError **error);

/* Adds @n articles as one step. Returns their ids, NULL-terminated; NULL with @error and an unchanged map where one is
 * refused. O(text + list). (transfer full) */
char **ent_edit_add_articles (EntMap *map, const EntNewArticle *articles, guint n, GError **error);

/* The article that has this text, by its SHA-256 or that of the bytes it came from, else the one from @url ("" for
 * none); NULL where there is none. *@same_text tells the two apart. O(articles). */
const EntArticle *ent_edit_find_article (
    EntMap *map, const char *text_sha256, const char *bytes_sha256, const char *url, gboolean *same_text);

G_END_DECLS
