/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of megabytes goes into the buffer in pieces, so that the window stays alive meanwhile. What must wait for all of it is done at the
 * end: marks, names, and the place that was to be shown. */
#include <string.h>

#include "ent-article-private.h"

/* Bytes: some milliseconds of work. */
#define PIECE ((gsize) 256 * 1024)
/* After what is drawn, before what GTK lays out of text that is out of sight (GDK_PRIORITY_REDRAW + 5). */
#define PRIORITY (GDK_PRIORITY_REDRAW + 1)

gboolean
ent_article_fill_is_done (EntArticleReader *self)
{
  return self->fill_source == 0;
}

/* The byte at which a piece from @from ends: between two letters. */
static gsize
piece_end (EntArticleReader *self, gsize from)
{
  gsize end = MIN (from + PIECE, self->text_size);

  while (end < self->text_size && ((guchar) self->text[end] & 0xC0) == 0x80)
    end++;
  return end;
}

static void
finish (EntArticleReader *self)
{
  const EntArticle *article = ent_article_reader_article (self);

  if (article == NULL)
    return;
  ent_article_view_mark (self, article);
  ent_article_names_update (self);
  ent_article_find_mark (self);
  if (self->late == ENT_LATE_SCROLL)
    ent_article_reader_scroll_to (self, self->goal, self->goal_end);
  else if (self->late == ENT_LATE_SELECT)
    ent_article_reader_select (self, self->goal, self->goal_end);
  self->late = ENT_LATE_NONE;
}

static gboolean
fill_more (gpointer data)
{
  EntArticleReader *self = data;
  gsize end = piece_end (self, self->filled);
  GtkTextIter iter;

  gtk_text_buffer_get_end_iter (self->buffer, &iter);
  gtk_text_buffer_insert (self->buffer, &iter, self->text + self->filled, (int) (end - self->filled));
  self->filled = end;
  if (end < self->text_size)
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

void
ent_article_fill (EntArticleReader *self, const char *text)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_free (self->text);
  self->text = g_strdup (text);
  self->text_size = strlen (text);
  self->length = ent_text_length (text);
  self->filled = piece_end (self, 0);
  self->late = ENT_LATE_NONE;
  ent_article_view_forget_marks (self);
  ent_article_names_forget (self);
  self->names_tagged = FALSE;
  gtk_text_buffer_set_text (self->buffer, self->text, (int) self->filled);
  if (self->filled < self->text_size)
    self->fill_source = g_idle_add_full (PRIORITY, fill_more, self, NULL);
}
