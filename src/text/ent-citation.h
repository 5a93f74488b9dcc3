/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How articles and excerpts are cited: as text in three styles, and as data for other programs. Pure functions; nothing that the map
 * does not state is made up. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_CITATION_APA,     /* Publication Manual of the American Psychological Association, 7th edition */
  ENT_CITATION_CHICAGO, /* The Chicago Manual of Style, 17th edition, bibliography */
  ENT_CITATION_MLA      /* MLA Handbook, 9th edition */
} EntCitationStyle;

/* Static: "APA" ... */
const char *ent_citation_style_name (EntCitationStyle style);

/* The entry of @article in a list of sources, one line of plain text. O(length). (transfer full) */
char *ent_citation_of_article (const EntArticle *article, EntCitationStyle style);
/* The words of @excerpt in quotation marks and the reference that the style puts behind a quotation, with its page where the article
 * has pages, else its paragraph. O(text). (transfer full) */
char *ent_citation_of_excerpt (const EntArticle *article, const EntExcerpt *excerpt, EntCitationStyle style);
/* The entries of all articles, sorted as the styles sort them, a line each. (transfer full) */
char *ent_citation_list (const EntRecords *articles, EntCitationStyle style);

/* Items of CSL-JSON (schema 1.0.2) and BibTeX. @excerpt (nullable) adds its words as a note. (transfer full) */
char *ent_citation_csl_json (const EntRecords *articles);
char *ent_citation_csl_json_of (const EntArticle *article, const EntExcerpt *excerpt);
char *ent_citation_bibtex (const EntRecords *articles);
char *ent_citation_bibtex_of (const EntArticle *article, const EntExcerpt *excerpt);

G_END_DECLS
