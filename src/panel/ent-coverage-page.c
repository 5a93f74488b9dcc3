/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map leaves out, each thing a click from being dealt with. It is looked up in a thread, again after each change; what was set
 * aside stays so while the map is open. Long lists show a part and offer the rest. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-coverage.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"

#define ROWS_AT_ONCE 60
/* Of a sentence that is shown. */
#define MOST_SHOWN 220
/* Changes come in rows, as letters typed do: milliseconds of rest before it is looked up again. */
#define REST 300

#define ENT_TYPE_COVERAGE_PAGE (ent_coverage_page_get_type ())
G_DECLARE_FINAL_TYPE (EntCoveragePage, ent_coverage_page, ENT, COVERAGE_PAGE, GtkWidget)

struct _EntCoveragePage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  GCancellable *cancellable; /* nullable */
  guint rest_source;
  EntCoverage *coverage; /* nullable: not looked up yet */
  GHashTable *aside;     /* keys of what was set aside; the panel's */
  guint shown;           /* rows of each section at most */
  GtkWidget *status, *list, *bring_back;
};

G_DEFINE_FINAL_TYPE (EntCoveragePage, ent_coverage_page, GTK_TYPE_WIDGET)

static void build (EntCoveragePage *self);

static gboolean
build_later (gpointer data)
{
  EntCoveragePage *self = data;

  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    build (self);
  return G_SOURCE_REMOVE;
}

/* Not under the hands of the button that goes. */
static void
queue_build (EntCoveragePage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, build_later, g_object_ref (self), g_object_unref);
}

/* --- Rows --- */

static EntCoveragePage *
page_of (GtkWidget *widget)
{
  return ENT_COVERAGE_PAGE (gtk_widget_get_ancestor (widget, ENT_TYPE_COVERAGE_PAGE));
}

static void
aside_clicked (GtkButton *button)
{
  EntCoveragePage *self = page_of (GTK_WIDGET (button));

  g_hash_table_add (self->aside, g_strdup (g_object_get_data (G_OBJECT (button), "key")));
  queue_build (self);
}

static void
sentence_clicked (GtkButton *button)
{
  EntCoveragePage *self = page_of (GTK_WIDGET (button));
  const gint64 *place = g_object_get_data (G_OBJECT (button), "place");

  ent_panel_draft_relation (self->panel, g_object_get_data (G_OBJECT (button), "article"), place[0], place[1]);
}

static void
thing_clicked (GtkButton *button)
{
  ent_panel_choose (page_of (GTK_WIDGET (button))->panel, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind")),
                    g_object_get_data (G_OBJECT (button), "id"), NULL, TRUE);
}

/* A button of @text with @detail below, and one that sets it aside. Returns the first. */
static GtkWidget *
add_row (EntCoveragePage *self, const char *key, const char *text, const char *detail, GCallback clicked)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *button = gtk_button_new (), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *aside = ent_icon_button_new ("window-close-symbolic", _ ("Set aside for now")), *small = ent_label_new (detail, "dim");
  g_autofree char *name = g_strdup_printf ("%s, %s", text, detail), *aside_name = g_strdup_printf (_ ("Set aside: %s"), text);

  gtk_widget_add_css_class (small, "small");
  gtk_box_append (GTK_BOX (lines), ent_label_new (text, NULL));
  gtk_box_append (GTK_BOX (lines), small);
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "gap");
  gtk_widget_set_hexpand (button, TRUE);
  ent_set_accessible_name (button, name);
  ent_set_accessible_name (aside, aside_name);
  gtk_widget_set_valign (aside, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (aside), "key", g_strdup (key), g_free);
  g_signal_connect (button, "clicked", clicked, NULL);
  g_signal_connect (aside, "clicked", G_CALLBACK (aside_clicked), NULL);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), aside);
  gtk_box_append (GTK_BOX (self->list), row);
  return button;
}

static void
more_clicked (GtkButton *button)
{
  EntCoveragePage *self = page_of (GTK_WIDGET (button));

  self->shown += ROWS_AT_ONCE * 3;
  queue_build (self);
}

/* --- Sections --- */

/* The key of @id in a section: sentences are told apart by their words, for they move. (transfer full) */
static char *
key_of (const char *section, const char *id)
{
  return g_strdup_printf ("%s\x01%s", section, id);
}

/* A heading, to be filled in. */
static GtkWidget *
begin_section (EntCoveragePage *self, const char *heading)
{
  GtkWidget *slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (self->list), slot);
  g_object_set_data_full (G_OBJECT (slot), "heading", g_strdup (heading), g_free);
  return slot;
}

static void
end_section (EntCoveragePage *self, GtkWidget *slot, guint n, const char *none)
{
  const char *heading = g_object_get_data (G_OBJECT (slot), "heading");

  gtk_box_append (GTK_BOX (slot), ent_heading_new (heading, (int) n));
  if (n == 0)
    gtk_box_append (GTK_BOX (self->list), ent_label_new (none, "dim"));
  if (n > self->shown)
    {
      g_autofree char *text = g_strdup_printf (_ ("Show more (%u left)"), n - self->shown);
      GtkWidget *more = ent_text_button_new (text, "step");

      g_signal_connect (more, "clicked", G_CALLBACK (more_clicked), NULL);
      gtk_box_append (GTK_BOX (self->list), more);
    }
}

static char *
names_of (GPtrArray *actors)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < actors->len; i++)
    {
      g_autofree char *name = ent_name_isolated (((const EntActor *) g_ptr_array_index (actors, i))->name);

      g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", name);
    }
  return g_string_free (names, FALSE);
}

/* The beginning of @words, if they are many. (transfer full) */
static char *
shortened (const char *words)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (words, -1) <= MOST_SHOWN)
    return g_strdup (words);
  start = g_utf8_substring (words, 0, MOST_SHOWN);
  return g_strconcat (start, "…", NULL);
}

static void
add_sentence (EntCoveragePage *self, const EntOpenSentence *open, const char *key, const char *words)
{
  g_autofree char *names = names_of (open->actors), *shown = shortened (words);
  gint64 *place = g_new (gint64, 2);
  GtkWidget *button = add_row (self, key, shown, names, G_CALLBACK (sentence_clicked));

  place[0] = open->start;
  place[1] = open->end;
  g_object_set_data_full (G_OBJECT (button), "place", place, g_free);
  g_object_set_data_full (G_OBJECT (button), "article", g_strdup (open->article->id), g_free);
}

static guint
add_sentences (EntCoveragePage *self)
{
  GtkWidget *slot = begin_section (self, _ ("Sentences that prove nothing yet"));
  guint n = 0, aside = 0;

  for (guint i = 0; i < self->coverage->sentences->len; i++)
    {
      const EntOpenSentence *open = &g_array_index (self->coverage->sentences, EntOpenSentence, i);
      g_autofree char *words = g_strndup (open->article->text + open->from, open->to - open->from);
      g_autofree char *key = key_of (open->article->id, words);

      if (g_hash_table_contains (self->aside, key))
        aside++;
      else if (n++ < self->shown)
        add_sentence (self, open, key, words);
    }
  end_section (self, slot, n, _ ("Every sentence that names two actors proves something."));
  return aside;
}

static guint
add_things (EntCoveragePage *self, EntTargetKind kind, GPtrArray *things, const char *heading, const char *none)
{
  GtkWidget *slot = begin_section (self, heading);
  EntMap *map = ent_panel_get_map (self->panel);
  EntMapIndex *index = ent_map_peek_index (map);
  guint n = 0, aside = 0;

  for (guint i = 0; i < things->len; i++)
    {
      const char *id = ent_record_id (g_ptr_array_index (things, i));
      g_autofree char *key = key_of (kind == ENT_TARGET_ACTOR ? "actor" : "relation", id), *text = NULL, *detail = NULL;
      GtkWidget *button;

      if (ent_map_find (map, id) == NULL)
        continue;
      if (g_hash_table_contains (self->aside, key))
        {
          aside++;
          continue;
        }
      if (n++ >= self->shown)
        continue;
      text = kind == ENT_TARGET_ACTOR ? g_strdup (ent_map_actor (map, id)->name) : ent_words_relation (index, ent_map_relation (map, id));
      detail = kind == ENT_TARGET_ACTOR ? g_strdup (ent_words_kind (index, ent_map_actor (map, id)->kind))
                                        : ent_words_detail (index, ent_map_relation (map, id), ent_map_relation (map, id)->source);
      button = add_row (self, key, text, detail, G_CALLBACK (thing_clicked));
      g_object_set_data (G_OBJECT (button), "kind", GINT_TO_POINTER (kind));
      g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
    }
  end_section (self, slot, n, none);
  return aside;
}

static void
excerpt_clicked (GtkButton *button)
{
  ent_panel_show_article (page_of (GTK_WIDGET (button))->panel, g_object_get_data (G_OBJECT (button), "article"),
                          g_object_get_data (G_OBJECT (button), "id"));
}

static guint
add_excerpts (EntCoveragePage *self)
{
  GtkWidget *slot = begin_section (self, _ ("Excerpts that prove nothing"));
  guint n = 0, aside = 0;

  for (guint i = 0; i < self->coverage->idle->len; i++)
    {
      const EntArticle *article = NULL;
      const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), ent_record_id (g_ptr_array_index (self->coverage->idle, i)), &article);
      g_autofree char *key = NULL, *shown = NULL;
      GtkWidget *button;

      if (excerpt == NULL)
        continue;
      key = key_of ("excerpt", excerpt->id);
      if (g_hash_table_contains (self->aside, key))
        {
          aside++;
          continue;
        }
      if (n++ >= self->shown)
        continue;
      shown = shortened (excerpt->exact);
      button = add_row (self, key, shown, ent_words_source (article), G_CALLBACK (excerpt_clicked));
      g_object_set_data_full (G_OBJECT (button), "article", g_strdup (article->id), g_free);
      g_object_set_data_full (G_OBJECT (button), "id", g_strdup (excerpt->id), g_free);
    }
  end_section (self, slot, n, _ ("Every excerpt proves something."));
  return aside;
}

static void
build (EntCoveragePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL, *child;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  g_autofree char *text = NULL;
  guint aside;

  if (self->coverage == NULL || ent_panel_get_map (self->panel) == NULL)
    return;
  if (had_focus)
    gtk_root_set_focus (root, NULL);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  aside = add_sentences (self);
  aside += add_things (self, ENT_TARGET_RELATION, self->coverage->unproved, _ ("Lines without evidence"), _ ("Every line has evidence."));
  aside += add_things (self, ENT_TARGET_ACTOR, self->coverage->unnamed, _ ("Actors that no text names"), _ ("Every actor is named in a text."));
  aside += add_excerpts (self);
  gtk_widget_set_visible (self->status, FALSE);
  gtk_widget_set_visible (self->bring_back, aside > 0);
  text = g_strdup_printf (ngettext ("Bring back %u that was set aside", "Bring back %u that were set aside", aside), aside);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->bring_back))), text);
  ent_set_accessible_name (self->bring_back, text);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* --- Looking up --- */

static void
looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntCoveragePage) self = data;
  EntCoverage *coverage = ent_coverage_new_finish (result, NULL);

  if (coverage == NULL)
    return;
  ent_coverage_free (self->coverage);
  self->coverage = coverage;
  build (self);
}

static gboolean
look_up (gpointer data)
{
  EntCoveragePage *self = data;

  self->rest_source = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (ent_panel_get_map (self->panel) == NULL)
    return G_SOURCE_REMOVE;
  self->cancellable = g_cancellable_new ();
  ent_coverage_new_async (ent_map_peek (ent_panel_get_map (self->panel)), self->cancellable, looked_up, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
map_changed (EntCoveragePage *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST, look_up, self);
}

static void
bring_back_clicked (EntCoveragePage *self)
{
  g_hash_table_remove_all (self->aside);
  queue_build (self);
}

static void
ent_coverage_page_dispose (GObject *object)
{
  EntCoveragePage *self = ENT_COVERAGE_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_coverage_page_parent_class)->dispose (object);
}

static void
ent_coverage_page_finalize (GObject *object)
{
  EntCoveragePage *self = ENT_COVERAGE_PAGE (object);

  g_clear_object (&self->cancellable);
  ent_coverage_free (self->coverage);
  g_clear_pointer (&self->aside, g_hash_table_unref);
  G_OBJECT_CLASS (ent_coverage_page_parent_class)->finalize (object);
}

static void
ent_coverage_page_class_init (EntCoveragePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_coverage_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_coverage_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_coverage_page_init (EntCoveragePage *self)
{
  self->shown = ROWS_AT_ONCE;
}

GtkWidget *
ent_coverage_page_new (EntPanel *panel, GHashTable *aside)
{
  EntCoveragePage *self = g_object_new (ENT_TYPE_COVERAGE_PAGE, NULL);
  GtkWidget *page = ent_page_box_new ();

  self->panel = panel;
  self->aside = g_hash_table_ref (aside);
  gtk_box_append (GTK_BOX (page), ent_label_new (_ ("What the map leaves out"), "title"));
  self->status = ent_label_new (_ ("Reading the articles…"), "dim");
  gtk_box_append (GTK_BOX (page), self->status);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (page), self->list);
  self->bring_back = ent_text_button_new ("", "step");
  gtk_widget_set_visible (self->bring_back, FALSE);
  g_signal_connect_swapped (self->bring_back, "clicked", G_CALLBACK (bring_back_clicked), self);
  gtk_box_append (GTK_BOX (page), self->bring_back);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  g_signal_connect_object (ent_panel_get_map (panel), "changed", G_CALLBACK (map_changed), self, G_CONNECT_SWAPPED);
  look_up (self);
  return GTK_WIDGET (self);
}
