/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table is cut into records by the rules of RFC 4180, the columns are named, and each record is checked by itself.
 * Invariant: a row without a problem can be pasted. */
#include "ent-rows-private.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-date-words.h"
#include "ent-field-rules.h"

static const struct
{
  const char *name;
  gsize offset;
} columns[] = { { "source", G_STRUCT_OFFSET (EntRow, source) }, { "target", G_STRUCT_OFFSET (EntRow, target) },
                { "label", G_STRUCT_OFFSET (EntRow, label) },   { "kind", G_STRUCT_OFFSET (EntRow, kind) },
                { "when", G_STRUCT_OFFSET (EntRow, when) },     { "quote", G_STRUCT_OFFSET (EntRow, quote) },
                { "url", G_STRUCT_OFFSET (EntRow, url) } };

#define N_COLUMNS G_N_ELEMENTS (columns)
#define CELL(row, i) ((char **) G_STRUCT_MEMBER_P (row, columns[i].offset))

static void
row_free (gpointer data)
{
  EntRow *row = data;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (*CELL (row, i));
  g_free (row->problem);
  g_free (row);
}

char *
ent_rows_fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);

  return g_utf8_casefold (normal, -1);
}

/* The text of one cell from *@at, which moves to the separator, line end or end behind it; FALSE when its quotation mark is not
 * closed. */
static gboolean
read_cell (const char **at, char separator, guint *line, char **cell)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = *at;
  gboolean quoted = *p == '"', closed = !quoted;

  if (quoted)
    p++;
  for (; *p != '\0'; p++)
    {
      if (quoted && !closed && *p == '"')
        {
          if (p[1] != '"')
            {
              closed = TRUE;
              continue;
            }
          p++;
        }
      else if (closed && (*p == separator || *p == '\n' || (*p == '\r' && p[1] == '\n')))
        break;
      if (*p == '\n')
        (*line)++;
      g_string_append_c (text, *p);
    }
  *at = p;
  *cell = g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
  return closed;
}

/* One record from *@at, which moves to the next. (transfer full) */
static GPtrArray *
read_record (const char **at, char separator, guint *line, gboolean *closed)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  *closed = TRUE;
  for (;;)
    {
      char *cell;

      *closed &= read_cell (at, separator, line, &cell);
      g_ptr_array_add (cells, cell);
      if (**at != separator || separator == '\0')
        break;
      (*at)++;
    }
  if (**at == '\r')
    (*at)++;
  if (**at == '\n')
    {
      (*at)++;
      (*line)++;
    }
  return cells;
}

/* A tab in the first line says that tabs separate. */
static char
separator_of (const char *text)
{
  return text[strcspn (text, "\t\n")] == '\t' ? '\t' : ',';
}

/* TRUE when @cells names the columns; then @order has for each cell its column, or -1. */
static gboolean
read_heading (GPtrArray *cells, GArray *order)
{
  gboolean source = FALSE, target = FALSE;

  g_array_set_size (order, 0);
  for (guint c = 0; c < cells->len; c++)
    {
      int column = -1;

      for (guint i = 0; i < N_COLUMNS; i++)
        if (g_ascii_strcasecmp (g_ptr_array_index (cells, c), columns[i].name) == 0)
          column = (int) i;
      source |= column == 0;
      target |= column == 1;
      g_array_append_val (order, column);
    }
  if (source && target)
    return TRUE;
  g_array_set_size (order, 0);
  for (int i = 0; i < (int) N_COLUMNS; i++)
    g_array_append_val (order, i);
  return FALSE;
}

/* What is wrong with a row by itself; puts kind and date in the form of the file. */
static char *
check_row (EntRow *row, gboolean closed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = g_ascii_strdown (row->kind, -1);
  char *date;

  if (!closed)
    return g_strdup ("a quotation mark is not closed");
  for (guint i = 0; i < N_COLUMNS; i++)
    if (!g_utf8_validate (*CELL (row, i), -1, NULL) || strlen (*CELL (row, i)) > ENT_MAX_STRING)
      return g_strdup_printf ("%s is not text of up to 1 MiB", columns[i].name);
  if (row->source[0] == '\0')
    return g_strdup ("the source is missing");
  if (row->target[0] == '\0' && (row->label[0] != '\0' || row->kind[0] != '\0' || row->when[0] != '\0' || row->quote[0] != '\0'))
    return g_strdup ("the target is missing");
  date = ent_date_from_words (row->when, &error);
  if (date == NULL)
    return g_strdup (error->message);
  g_free (row->when);
  row->when = date;
  if (g_strv_contains (ent_relation_kinds, kind))
    {
      g_free (row->kind);
      row->kind = g_steal_pointer (&kind);
    }
  return NULL;
}

GPtrArray *
ent_rows_parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (int));
  char separator = separator_of (text);
  const char *at = g_str_has_prefix (text, "\357\273\277") ? text + 3 : text;
  guint line = 1;

  while (*at != '\0')
    {
      guint first = line;
      gboolean closed, empty = TRUE;
      g_autoptr (GPtrArray) cells = read_record (&at, separator, &line, &closed);
      EntRow *row;

      for (guint i = 0; i < cells->len; i++)
        empty &= ((char *) g_ptr_array_index (cells, i))[0] == '\0';
      if (empty || (order->len == 0 && read_heading (cells, order)))
        continue;
      row = g_new0 (EntRow, 1);
      row->line = first;
      for (guint c = 0; c < cells->len && c < order->len; c++)
        if (g_array_index (order, int, c) >= 0)
          {
            char **cell = CELL (row, (guint) g_array_index (order, int, c));

            g_free (*cell);
            *cell = g_strdup (g_ptr_array_index (cells, c));
          }
      for (guint i = 0; i < N_COLUMNS; i++)
        if (*CELL (row, i) == NULL)
          *CELL (row, i) = g_strdup ("");
      row->problem = check_row (row, closed);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

GHashTable *
ent_rows_actors (EntMap *map)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint pass = 0; pass < 2; pass++) /* a name goes before an alias */
    for (guint i = 0; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
      {
        const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

        for (guint j = 0; j < (pass == 0 ? 1 : ent_strings_n (actor->aliases)); j++)
          {
            char *name = ent_rows_fold (pass == 0 ? actor->name : actor->aliases->items[j]);

            if (g_hash_table_contains (ids, name))
              g_free (name);
            else
              g_hash_table_insert (ids, name, g_strdup (actor->id));
          }
      }
  return ids;
}

gboolean
ent_rows_find_quote (EntMap *map, const EntRow *row, const EntArticle **found, gint64 *start)
{
  *found = NULL;
  *start = -1;
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);
      const char *place = article->text[0] != '\0' ? strstr (article->text, row->quote) : NULL;

      if (strcmp (article->url, row->url) != 0 && row->url[0] != '\0')
        continue;
      if (place != NULL)
        {
          *found = article;
          *start = ent_text_position_of (article->text, (gsize) (place - article->text));
          return TRUE;
        }
      if (strcmp (article->url, row->url) == 0 && (row->url[0] != '\0' || article->text[0] == '\0'))
        *found = article;
    }
  return *found == NULL || (*found)->text[0] == '\0';
}

EntRows *
ent_rows_new (EntMap *map, const char *text)
{
  EntRows *self = g_new0 (EntRows, 1);
  g_autoptr (GHashTable) actors = ent_rows_actors (map);
  g_autoptr (GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);

  self->rows = ent_rows_parse (text);
  self->new_actors = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      EntRow *row = g_ptr_array_index (self->rows, i);
      const EntArticle *article = NULL;
      const char *names[] = { row->source, row->target };
      gint64 start;

      if (row->problem == NULL && row->quote[0] != '\0' && !ent_rows_find_quote (map, row, &article, &start))
        row->problem = g_strdup_printf ("the quote does not stand in “%s”", article->title);
      if (row->problem != NULL)
        {
          self->n_problems++;
          continue;
        }
      for (guint j = 0; j < 2 && names[j][0] != '\0'; j++)
        {
          char *name = ent_rows_fold (names[j]);

          if (!g_hash_table_contains (actors, name))
            {
              g_ptr_array_add (self->new_actors, g_strdup (names[j]));
              g_hash_table_insert (actors, name, g_strdup (""));
            }
          else
            g_free (name);
        }
      self->n_relations += row->target[0] != '\0';
      self->n_excerpts += row->quote[0] != '\0';
      self->n_articles += row->quote[0] != '\0' && article == NULL && g_hash_table_add (urls, row->url);
    }
  return self;
}

void
ent_rows_free (EntRows *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->new_actors);
  g_free (self);
}
