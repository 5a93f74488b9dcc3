/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read from a page, a document or a text that is to become an article. Invariant: every string is valid UTF-8,
 * the text is NFC with LF alone, and what the source does not state is "". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_SOURCE_TEXT,
  ENT_SOURCE_HTML,
  ENT_SOURCE_MARKDOWN,
  ENT_SOURCE_PDF
} EntSourceKind;

typedef struct
{
  EntSourceKind kind;
  char *title, *publisher, *author;
  char *published, *accessed; /* EDTF */
  char *url;                  /* http or https */
  char *language;             /* BCP 47 */
  char *text;
  char *type;     /* MIME */
  char *sha256;   /* of the bytes, lower-case hex */
  char *encoding; /* of the bytes; "" where they have none (PDF) */
  GArray *pages;  /* of gint64: the code point at which each page starts; empty where there are none */
  /* What to tell people. */
  gboolean guessed; /* the encoding is a guess */
  guint replaced;   /* places that could not be decoded, U+FFFD in the text */
  guint left_out;   /* parts of a page that are no part of its article: menus, scripts, comments ... */
  guint heads;      /* running heads and page numbers dropped */
  guint pictures;   /* pages with no text at all */
  guint joined;     /* hyphens at ends of lines taken away */
  gboolean cut;     /* longer than the limits: only the beginning was read */
  gboolean no_pick; /* no part of the page looks like an article: the text is all of it */
} EntReading;

/* All strings "". (transfer full) */
EntReading *ent_reading_new (EntSourceKind kind);
void ent_reading_free (EntReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntReading, ent_reading_free)

/* Puts @text, freed, in the place of what @slot holds: white space at the ends and runs of it inside become one blank,
 * at most 1,000 code points are kept. NULL is "". */
void ent_reading_take_line (char **slot, char *text);
/* The same, and only where @slot is "" still and @text is not. */
void ent_reading_offer_line (char **slot, const char *text);
/* Takes @text (valid UTF-8) as the text: NFC, LF, no U+0000, no white space at the ends of lines, at most one empty
 * line at a time, none at the ends. Pages are not followed. */
void ent_reading_take_text (EntReading *self, char *text);

/* The EDTF of a date as programs and pages write it: RFC 3339 and ISO 8601 (the day is kept, the time is not), RFC
 * 2822, PDF ("D:20241102"), and words as in ent-date-words.h; "" for what cannot be read or can be read in two ways.
 * (transfer full) */
char *ent_reading_date (const char *words);
/* @url where it is an absolute http or https address without white space of at most 2,000 bytes, else "". (transfer
 * full) */
char *ent_reading_url (const char *url);
/* @tag with "-" for "_" where it has the form of a language tag (BCP 47), else "". (transfer full) */
char *ent_reading_language (const char *tag);

G_END_DECLS
