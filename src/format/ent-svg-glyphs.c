/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which characters would be drawn as boxes. */
#include "ent-svg.h"

#include "ent-font.h"

/* Letters that stand for themselves, whatever is beside them. */
#define PLAIN 0x80

typedef struct
{
  PangoContext *context;
  GHashTable *seen; /* missing ones */
  GString *missing;
  gboolean drawn[2][2][PLAIN]; /* plain letters that were looked at, by bold and italic */
} Search;

/* TRUE where nothing in @text is new: a large map has the same few letters over and over. */
static gboolean
is_known (Search *self, const EntSceneText *text)
{
  gboolean *drawn = self->drawn[text->bold != 0][text->italic != 0], known = TRUE;

  for (const guchar *c = (const guchar *) text->text; *c != '\0'; c++)
    if (*c >= PLAIN)
      return FALSE;
    else if (!drawn[*c])
      known = FALSE, drawn[*c] = TRUE;
  return known;
}

/* Adds the characters of @text for which shaping found no glyph. */
static void
add_missing (Search *self, const EntSceneText *text)
{
  PangoContext *context = self->context;
  GHashTable *seen = self->seen;
  GString *missing = self->missing;
  PangoLayout *layout;
  PangoLayoutIter *iter;

  if (text->text == NULL || text->text[0] == '\0' || is_known (self, text))
    return;
  layout = ent_font_layout_new (context, text->text, text->size, text->bold, text->italic);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      for (int i = 0; run != NULL && i < run->glyphs->num_glyphs; i++)
        {
          const char *at = text->text + run->item->offset + run->glyphs->log_clusters[i];
          gunichar c = g_utf8_get_char (at);

          if (!(run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
              || run->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY)
            continue;
          if (!g_hash_table_add (seen, GUINT_TO_POINTER (c)))
            continue;
          if (missing->len > 0)
            g_string_append_c (missing, ' ');
          g_string_append_unichar (missing, c);
          g_string_append_printf (missing, " (U+%04X)", c);
        }
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  g_object_unref (layout);
}

char *
ent_scene_missing_glyphs (EntScene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Search search = { .context = ent_font_context_new (), .seen = seen, .missing = g_string_new (NULL) };
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n);
  const EntSceneLabel *labels;
  const EntSceneCaption *captions;
  const EntSceneGroup *groups;
  EntSceneText title = { .text = ent_map_index_get_snapshot (ent_scene_get_index (scene))->head->title, .size = 20 };

  add_missing (&search, &title);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < nodes[i].n_lines; k++)
      add_missing (&search, &nodes[i].lines[k]);
  labels = ent_scene_labels (scene, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < labels[i].n_lines; k++)
      add_missing (&search, &labels[i].lines[k]);
  captions = ent_scene_captions (scene, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < captions[i].n_lines; k++)
      add_missing (&search, &captions[i].lines[k]);
  groups = ent_scene_groups (scene, &n);
  for (guint i = 0; i < n; i++)
    add_missing (&search, &groups[i].name);
  g_object_unref (search.context);
  return g_string_free (search.missing, search.missing->len == 0);
}
