/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the panel's articles and the map do together: words dragged onto the map, room for an actor that a text names, the size of
 * the text, which is kept from one run to the next, and the list of sources. Canvas and panel know nothing of each other. */
#include "ent-window-private.h"

#include <glib/gi18n.h>

#include "ent-anchor.h"
#include "ent-citation.h"
#include "ent-durable-save.h"

/* Of a text that is taken for the name of an actor, in code points. */
#define LONGEST_NAME 80

static EntPoint
free_place (gpointer data)
{
  return ent_canvas_free_place (ENT_WINDOW (data)->canvas);
}

static gboolean
on_words_dropped (EntWindow *self, int kind, const char *id, const char *other, const char *words)
{
  return ent_panel_take_drop (self->panel, words, (EntTargetKind) kind, id, other);
}

/* Text of another program on a line: the evidence for it, where it stands in an article. */
static void
prove_by (EntWindow *self, const char *relation, const char *text)
{
  EntMap *map = ent_window_get_map (self);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);
      g_autofree char *excerpt = NULL;
      gint64 start, end;

      if (!ent_text_find_words (article->text, text, &start, &end))
        continue;
      excerpt = ent_edit_add_evidence (map, relation, article->id, start, end, ENT_ROLE_SUPPORTS, &error);
      if (excerpt == NULL)
        {
          ent_window_tell_error (self, _ ("The words were not added"), error);
          return;
        }
      ent_selection_choose_relation (self->selection, relation);
      ent_window_toast (self, _ ("Added as evidence"), TRUE);
      return;
    }
  ent_window_toast (self, _ ("No article of this map has these words"), FALSE);
}

/* On the ground a name makes an actor there, and more than a name an article. */
static gboolean
on_text_dropped (EntWindow *self, const char *relation, const char *text, double x, double y)
{
  g_autofree char *own = g_strdup (relation), *words = g_strstrip (g_strdup (text));

  if (words[0] == '\0' || !ent_window_is_on_page (self, "map"))
    return FALSE;
  if (own[0] != '\0')
    prove_by (self, own, words);
  else if (g_utf8_strlen (words, -1) <= LONGEST_NAME && strchr (words, '\n') == NULL)
    ent_window_ask_actor_named (self, words, ent_point (x, y));
  else
    ent_window_take_text (self, words, _ ("Dropped Text"));
  return TRUE;
}

static void
on_reader_scaled (EntWindow *self)
{
  ent_settings_set_double (ent_window_get_settings (self), ENT_SETTING_READER_TEXT_SCALE, ent_panel_get_reader_scale (self->panel));
}

void
ent_window_use_reader_scale (EntWindow *self)
{
  ent_panel_set_reader_scale (self->panel, ent_settings_get_double (ent_window_get_settings (self), ENT_SETTING_READER_TEXT_SCALE, 1));
}

void
ent_window_show_coverage (EntWindow *self)
{
  ent_split_set_panel_shown (self->split, TRUE);
  ent_panel_show_coverage (self->panel);
}

/* --- Sources --- */

static const EntRecords *
articles_of (EntWindow *self)
{
  return ent_map_peek (ent_window_get_map (self))->lists[ENT_LIST_ARTICLES];
}

void
ent_window_copy_sources (EntWindow *self, const char *style)
{
  static const struct
  {
    const char *name;
    EntCitationStyle style;
  } styles[] = { { "apa", ENT_CITATION_APA }, { "chicago", ENT_CITATION_CHICAGO }, { "mla", ENT_CITATION_MLA } };
  g_autofree char *text = NULL, *message = NULL;
  guint n = ent_records_n (articles_of (self));

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].name, style))
      text = ent_citation_list (articles_of (self), styles[i].style);
  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  message = g_strdup_printf (ngettext ("%u source copied", "%u sources copied", n), n);
  ent_window_toast (self, message, FALSE);
}

/* The list is short text: an entry an article. It is made here, and written whole or not at all. */
static void
write_sources (EntWindow *self, GFile *file, gboolean as_json, gboolean overwrite)
{
  g_autofree char *text = as_json ? ent_citation_csl_json (articles_of (self)) : ent_citation_bibtex (articles_of (self));
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *name = g_file_get_basename (file), *shown = g_filename_display_name (name);
  g_autofree char *message = g_strdup_printf (_ ("Sources written to %s"), shown);
  EntFileStamp absent;
  g_autoptr (GError) error = NULL;

  ent_file_stamp_set_absent (&absent);
  if (ent_durable_save (g_file_peek_path (file), bytes, overwrite ? NULL : &absent, NULL, NULL, NULL, NULL, &error))
    ent_window_toast (self, message, FALSE);
  else
    ent_window_tell_error (self, _ ("The sources could not be written"), error);
}

static void
on_chosen (EntWindow *self, int response, gboolean as_json)
{
  g_autoptr (GFile) chosen = NULL, file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  ent_window_end_choice (self, response == GTK_RESPONSE_ACCEPT);
  if (chosen == NULL || g_file_peek_path (chosen) == NULL)
    return;
  file = ent_window_with_extension (chosen, as_json ? ".json" : ".bib");
  write_sources (self, file, as_json, g_file_equal (file, chosen));
}

static void
on_json_chosen (EntWindow *self, int response)
{
  on_chosen (self, response, TRUE);
}

static void
on_bibtex_chosen (EntWindow *self, int response)
{
  on_chosen (self, response, FALSE);
}

void
ent_window_export_sources (EntWindow *self, const char *form)
{
  gboolean as_json = g_str_equal (form, "csl-json");

  ent_window_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Export Sources"), as_json ? _ ("Sources.json") : _ ("Sources.bib"), NULL,
                          as_json ? G_CALLBACK (on_json_chosen) : G_CALLBACK (on_bibtex_chosen));
}

void
ent_window_evidence_init (EntWindow *self)
{
  ent_panel_set_place_func (self->panel, free_place, self);
  g_signal_connect_swapped (self->canvas, "words-dropped", G_CALLBACK (on_words_dropped), self);
  g_signal_connect_swapped (self->canvas, "text-dropped", G_CALLBACK (on_text_dropped), self);
  g_signal_connect_swapped (self->panel, "reader-scaled", G_CALLBACK (on_reader_scaled), self);
}
