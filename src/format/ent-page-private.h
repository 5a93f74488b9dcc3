/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the page share: its elements as text. Invariant: all text of the map goes through ent_svg_escape(). */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

typedef struct
{
  GString *out;
  EntMapIndex *index;
  const EntSnapshot *map;
} EntPage;

/* <@name>@text</…>, nothing for an empty text; @name may have attributes behind it. */
void ent_page_element (EntPage *page, const char *name, const char *text);
/* <article …, not yet closed: attributes may follow. Its element in the picture, if any, is @prefix with @id. */
void ent_page_open_article (EntPage *page, const char *prefix, const char *id, const char *classes);
/* A list item with a link to the article on the thing whose element in the picture is @prefix with @id. */
void ent_page_link_about (EntPage *page, const char *prefix, const char *id, const char *text);
/* The excerpt with where it is from. @evidence (nullable): what it is there for. */
void ent_page_quote (EntPage *page, const EntEvidence *evidence, const EntArticle *article, const EntExcerpt *excerpt);

/* ent-page-story.c */

/* Step @number, counted from 1: its words, its excerpts, what it shows, and where it is seen from. O(what it shows). */
void ent_page_write_step (EntPage *page, const EntStep *step, guint number);
/* An attribute that tells the script where to look: its middle in map units, and CSS pixels per map unit. */
void ent_page_write_view (EntPage *page, const EntView *view);
/* A group with its members. A collapsed one is drawn as an actor is. */
void ent_page_write_group (EntPage *page, const EntGroup *group);

G_END_DECLS
